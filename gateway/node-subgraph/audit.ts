import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import { expected } from '#kernel/errors';
import {
  COUNT_COST,
  COUNT_UP_TO,
  IS_EXACT_DESCRIPTION,
  MAX_PAGE,
  PAGE_COST,
  TOTAL_DESCRIPTION,
  pageOfRows,
  sliceOf,
  totalOf,
  type CursorCodec,
  type PageArgs,
} from '#kernel/lists';
import { AUDIT_SCOPE, type AuditRow } from '#kernel/mutations';
import { parse } from 'graphql';
import { answerOf } from '../operation/subgraph-calls.js';

/** SDL of `audit`, for the gateway's own subgraph. */
export const auditSdl = `
"""Any JSON object. French: objet JSON."""
scalar JSONObject @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc8259#section-4")

"""Change of a row of a thing, and who made it (entrée du journal d’audit)."""
type AuditEntry {
  """Opaque and unique."""
  id: ID!
  """When."""
  at: DateTime!
  """Who: the opaque id of a principal or a partner, or the name of a job such as \`job:expire\`."""
  actor: String!
  """Name of the mutation or of the job."""
  operation: String!
  """GraphQL type of the thing."""
  type: String!
  """Id of the thing."""
  entityId: ID!
  """The row before, as the database had it; null when it is new."""
  before: JSONObject
  """The row after, as the database had it; null when it is gone."""
  after: JSONObject
}

"""One entry of the audit with its cursor."""
type AuditEntryEdge {
  """Opaque cursor of this item in this list."""
  cursor: String!
  """The item itself."""
  node: AuditEntry!
}

"""A page of the audit of a thing."""
type AuditEntryConnection {
  """The entries with their cursors."""
  edges: [AuditEntryEdge!]!
  """The entries, the latest first."""
  nodes: [AuditEntry!]!
  """Cursors of this page: pass \`endCursor\` as \`after\` for older entries."""
  pageInfo: PageInfo!
  """${TOTAL_DESCRIPTION}"""
  totalCount: Int! ${COUNT_COST}
  """${IS_EXACT_DESCRIPTION}"""
  totalCountIsExact: Boolean! ${COUNT_COST}
}
`;

export const auditField = `
  """
  Who changed a thing, when, from what to what: everything that people and jobs have done to it and to its parts, the
  latest first (journal d’audit). Needs the permission \`${AUDIT_SCOPE}\`.
  """
  audit(
    """Id of the thing; also of a partner, a person, a key or a grant."""
    of: ID!
    """How many from the latest (or after \`after\`): 1 to ${MAX_PAGE}, 20 when absent."""
    first: Int
    """Only entries that are older than this cursor."""
    after: String
    """How many from the oldest (or before \`before\`): 1 to ${MAX_PAGE}."""
    last: Int
    """Only entries that are later than this cursor."""
    before: String
  ): AuditEntryConnection @requiresScopes(scopes: [["${AUDIT_SCOPE}"]]) ${PAGE_COST}`;

const auditQuery = parse(
  'query Audit($entity: String!, $before: String, $first: Int!) { _audit(entity: $entity, before: $before, first: $first) }',
);
const laterQuery = parse(
  'query Later($entity: String!, $after: String!, $first: Int!) { _audit(entity: $entity, after: $after, first: $first) }',
);
const countQuery = parse('query Count($entity: String!) { _auditCount(entity: $entity) }');

/** Below the number of every entry. */
const BEFORE_ALL = '0';

export interface AuditArgs extends PageArgs {
  of: string;
}

/** Reads a page of the audit of an entity from the subgraph that owns it. @throws BAD_USER_INPUT */
export async function readAuditOf(
  client: SubgraphClient,
  { of, ...args }: AuditArgs,
  cursors: CursorCodec,
  call: SubgraphCall,
) {
  const slice = sliceOf(args);
  const { limit, backward, cursor } = slice;
  const mark = cursors.listMark(['audit', of]);
  const argument = backward ? 'before' : 'after';
  const place =
    cursor === null ? null : cursors.decode(mark, cursor, argument, expected('CURSOR_OF_AUDIT'))[0]!;
  const { _audit: rows } = await answerOf<{ _audit: AuditRow[] }>(
    client,
    backward ? laterQuery : auditQuery,
    { entity: of, first: limit + 1, ...(backward ? { after: place ?? BEFORE_ALL } : { before: place }) },
    call,
  );
  const entries = rows.map(({ number, at, ...entry }) => ({
    ...entry,
    id: Buffer.from(`${client.name} ${number}`).toString('base64url'),
    at: new Date(at).toISOString(),
    __key: [number],
  }));
  const page = pageOfRows(entries, slice, cursors, mark);
  let counted: Promise<{ _auditCount: number }> | undefined;
  const total = async () => {
    counted ??= answerOf<{ _auditCount: number }>(client, countQuery, { entity: of }, call);
    return totalOf((await counted)._auditCount, COUNT_UP_TO);
  };
  return {
    nodes: page.nodes,
    edges: () => page.edges,
    pageInfo: page.pageInfo,
    totalCount: async () => (await total()).count,
    totalCountIsExact: async () => (await total()).isExact,
  };
}
