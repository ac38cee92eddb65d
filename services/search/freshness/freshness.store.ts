import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { decodeFeedCursor, encodeFeedCursor, hasReached, refuseBeyond } from '#kernel/outbox';
import { readPositions, type ReadPosition } from '#kernel/projections';
import { GraphQLError } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Freshness } from './freshness.type.js';

const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 15;

/** Where search stands in each feed, as JSON: a column that statements can read with their rows. */
export const POSITIONS = sql`(SELECT json_agg(json_build_object('subgraph', subgraph, 'transaction', transaction::text,
  'number', number::text, 'changedAt', changed_at) ORDER BY subgraph) FROM checkpoint)`;

export function freshnessStore({ reader, cursors }: StoreTools) {
  const freshnessOf = (rows: readonly ReadPosition[]): Freshness => {
    const times = rows.flatMap(({ changedAt }) =>
      changedAt === null ? [] : [new Date(changedAt).getTime()],
    );
    return {
      cursor: encodeFeedCursor(cursors, new Map(rows.map((row) => [row.subgraph, row]))),
      changedAt: times.length ? new Date(Math.max(...times)) : null,
    };
  };
  return {
    freshnessOf,
    now: async () => freshnessOf(await readPositions(reader)),
    /**
     * Returns when search has taken in what this cursor of `changes` has seen.
     * @throws BAD_USER_INPUT for another cursor, TIMEOUT when that takes more than five seconds
     */
    async atLeast(asOf: string | null | undefined): Promise<void> {
      if (asOf == null) return;
      const wanted = decodeFeedCursor(cursors, asOf, 'asOf');
      const hasSeen = async () => {
        const reached = new Map((await readPositions(reader)).map((row) => [row.subgraph, row]));
        return [...wanted].every(([subgraph, position]) => hasReached(reached.get(subgraph), position));
      };
      if (await hasSeen()) return;
      await refuseBeyond(reader, wanted.values(), 'asOf');
      const end = Date.now() + PATIENCE_MS;
      do {
        if (Date.now() > end)
          throw new GraphQLError('Search has not yet taken in the change that asOf names: ask again later.', {
            extensions: { code: 'TIMEOUT', argument: 'asOf' },
          });
        await sleep(LOOK_AGAIN_MS);
      } while (!(await hasSeen()));
    },
  };
}
export type FreshnessStore = ReturnType<typeof freshnessStore>;
