import { publicError } from '#kernel/errors';
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
import { setTimeout as sleep } from 'node:timers/promises';
import { matchOf, type MatchRow } from './match.present.js';
import { bestMatched, matchColumns, matched } from './match.sql.js';
import { searchText } from '../search.messages.js';

type Order = 'SCORE' | 'NAME' | 'OPENED_ON';
const SCORE = { by: sql`m.score`, type: 'int' } as const;
const NAME = { by: sql`m.name COLLATE "fr-FR-x-icu"`, type: 'text' } as const;
const OPENED_ON = { by: sql`m.opened_on`, type: 'text' } as const;

/** Expertises for a request, the best first, ties by name. */
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

/** Open requests for an authority, the best match first, ties by the latest opening date. */
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
/** Condition on every match: a pair without points is none. */
const HAS_POINTS: readonly Sql[] = [sql`m.score > 0`];
const OPEN_AND_BEST: readonly Sql[] = [...HAS_POINTS, sql`m.is_open`, sql`m.place = 1`];

/** Time that a query waits for a new request to reach search. */
const MAX_WAIT_MS = 5_000;
const POLL_INTERVAL_MS = 15;

export function matchStore({ reader, cursors }: StoreTools) {
  const ofRequests = new ListReader<MatchRow, Order>(expertises, reader, cursors);
  const ofAuthorities = new ListReader<MatchRow, Order>(requests, reader, cursors);
  const projectedRequest = byKey<string, { id: string }>(readProjectedRequests, ({ id }) => id);

  /** Reads the requests that search has, and waits for missing ones: a new one arrives within a second. */
  async function readProjectedRequests(ids: readonly string[]): Promise<{ id: string }[]> {
    for (const end = Date.now() + MAX_WAIT_MS; ; await sleep(POLL_INTERVAL_MS)) {
      const rows = await reader
        .named('Match.known')
        .rows<{ id: string }>(sql`SELECT id FROM cooperation_request WHERE id = ${anyKey(ids, 'uuid')}`);
      if (rows.length === ids.length || Date.now() > end) return rows;
    }
  }

  return {
    /** @throws TIMEOUT when the request does not reach search within five seconds */
    async forRequest(page: PageArgs, requestId: string) {
      if (!(await projectedRequest.load(requestId)))
        throw publicError('TIMEOUT', searchText('REQUEST_NOT_TAKEN_IN'));
      return presentMatches(ofRequests.page({ page, where: () => HAS_POINTS, parent: ofRequest(requestId) }));
    },
    async forAuthority(page: PageArgs, authorityId: string) {
      const parent: ListParent = ofAuthority(authorityId);
      return presentMatches(ofAuthorities.page({ page, where: () => OPEN_AND_BEST, parent }));
    },
  };
}

function presentMatches(found: Connection<MatchRow>): Connection<ReturnType<typeof matchOf>> {
  return {
    total: () => found.total(),
    nodes: async () => (await found.nodes()).map(matchOf),
    async page() {
      const { nodes: rows, edges, pageInfo } = await found.page();
      const nodes = rows.map(matchOf);
      return { nodes, edges: edges.map(({ cursor }, at) => ({ cursor, node: nodes[at]! })), pageInfo };
    },
  };
}
