import { publicError } from '#kernel/errors';
import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { decodeOutboxCursor, encodeOutboxCursor, hasReached, refuseBeyond } from '#kernel/outbox';
import { readCheckpoints, type Checkpoint } from '#kernel/projections';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Freshness } from './freshness.type.js';
import { searchText } from '../search.messages.js';

/** Time that a query waits for the projection to reach `asOf`. */
const MAX_WAIT_MS = 5_000;
const POLL_INTERVAL_MS = 15;

/** Checkpoint of each subgraph's change events as JSON: a column that statements select with their rows. */
export const POSITIONS = sql`(SELECT json_agg(json_build_object('subgraph', subgraph, 'transaction', transaction::text,
  'number', number::text, 'changedAt', changed_at) ORDER BY subgraph) FROM checkpoint)`;

export function freshnessStore({ reader, cursors }: StoreTools) {
  const freshnessOf = (rows: readonly Checkpoint[]): Freshness => {
    const times = rows.flatMap(({ changedAt }) =>
      changedAt === null ? [] : [new Date(changedAt).getTime()],
    );
    return {
      cursor: encodeOutboxCursor(cursors, new Map(rows.map((row) => [row.subgraph, row]))),
      changedAt: times.length ? new Date(Math.max(...times)) : null,
    };
  };
  return {
    freshnessOf,
    now: async () => freshnessOf(await readCheckpoints(reader)),
    /**
     * Waits until search has applied the change events up to this cursor of `changes`.
     * @throws BAD_USER_INPUT for an invalid cursor or one beyond the last change, TIMEOUT after five seconds
     */
    async atLeast(asOf: string | null | undefined): Promise<void> {
      if (asOf == null) return;
      const required = decodeOutboxCursor(cursors, asOf, 'asOf');
      const isReached = async () => {
        const reached = new Map((await readCheckpoints(reader)).map((row) => [row.subgraph, row]));
        return [...required].every(([subgraph, position]) => hasReached(reached.get(subgraph), position));
      };
      if (await isReached()) return;
      await refuseBeyond(reader, required.values(), 'asOf');
      const end = Date.now() + MAX_WAIT_MS;
      do {
        if (Date.now() > end)
          throw publicError('TIMEOUT', searchText('CHANGE_NOT_TAKEN_IN'), { argument: 'asOf' });
        await sleep(POLL_INTERVAL_MS);
      } while (!(await isReached()));
    },
  };
}
export type FreshnessStore = ReturnType<typeof freshnessStore>;
