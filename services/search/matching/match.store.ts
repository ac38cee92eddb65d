import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  parentOf,
  type Connection,
  type ListDefinition,
  type ListParent,
  type PageArgs,
} from '#kernel/lists';
import { GraphQLError } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { matchOf, type MatchRow } from './match.present.js';
import { bestMatched, matchColumns, matched } from './match.sql.js';

type Order = 'SCORE' | 'NAME' | 'OPENED_ON';
const SCORE = { by: sql`m.score`, type: 'int' } as const;
const NAME = { by: sql`m.name COLLATE "fr-FR-x-icu"`, type: 'text' } as const;
const OPENED_ON = { by: sql`m.opened_on`, type: 'text' } as const;

/** Expertises for a request, the best first; equal ones by name. */
const expertises: ListDefinition<Order> = {
  name: 'Match',
  select: matchColumns,
  from: sql`${matched} m`,
  id: sql`m.expertise_id`,
  orders: { SCORE, NAME, OPENED_ON },
  defaultOrder: [
    { field: 'SCORE', direction: 'DESC' },
    { field: 'NAME', direction: 'ASC' },
  ],
};
const ofRequest = parentOf({ name: 'CooperationRequest', key: sql`m.request_id`, type: 'uuid' });

/** Open requests for an authority, that which it fits best first; equal ones the latest first. */
const requests: ListDefinition<Order> = {
  ...expertises,
  from: sql`${bestMatched} m`,
  id: sql`m.request_id`,
  defaultOrder: [
    { field: 'SCORE', direction: 'DESC' },
    { field: 'OPENED_ON', direction: 'DESC' },
  ],
};
const ofAuthority = parentOf({ name: 'Authority', key: sql`m.authority_id`, type: 'uuid' });
/** What fits in nothing is no match. */
const FITTING: readonly Sql[] = [sql`m.score > 0`];
const OPEN_AND_BEST: readonly Sql[] = [...FITTING, sql`m.is_open`, sql`m.place = 1`];

const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 15;

export function matchStore({ reader, cursors }: StoreTools) {
  const ofRequests = new ListReader<MatchRow, Order>(expertises, reader, cursors);
  const ofAuthorities = new ListReader<MatchRow, Order>(requests, reader, cursors);
  const known = byKey<string, { id: string }>(readKnown, ({ id }) => id);

  /** Of these requests, those that search has; a new one comes within a second. */
  async function readKnown(ids: readonly string[]): Promise<{ id: string }[]> {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(LOOK_AGAIN_MS)) {
      const rows = await reader
        .named('Match.known')
        .rows<{ id: string }>(sql`SELECT id FROM cooperation_request WHERE id = ${anyKey(ids, 'uuid')}`);
      if (rows.length === ids.length || Date.now() > end) return rows;
    }
  }

  return {
    /** @throws TIMEOUT when search does not get to know the request within five seconds */
    async forRequest(page: PageArgs, requestId: string) {
      if (!(await known.load(requestId)))
        throw new GraphQLError('Search has not yet taken in this request: ask again later.', {
          extensions: { code: 'TIMEOUT' },
        });
      return shown(await ofRequests.page({ page, where: () => FITTING, parent: ofRequest(requestId) }));
    },
    async forAuthority(page: PageArgs, authorityId: string) {
      const parent: ListParent = ofAuthority(authorityId);
      return shown(await ofAuthorities.page({ page, where: () => OPEN_AND_BEST, parent }));
    },
  };
}

function shown({ page, total }: Connection<MatchRow>): Connection<ReturnType<typeof matchOf>> {
  return {
    total,
    async page() {
      const { nodes: rows, edges, pageInfo } = await page();
      const nodes = rows.map(matchOf);
      return { nodes, edges: edges.map(({ cursor }, at) => ({ cursor, node: nodes[at]! })), pageInfo };
    },
  };
}
