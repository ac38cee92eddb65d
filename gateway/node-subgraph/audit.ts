import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import { badUserInput } from '#kernel/errors';
import type { CursorCodec } from '#kernel/lists';
import { AUDIT_SCOPE, type AuditRow } from '#kernel/mutations';
import { parse } from 'graphql';
import { answerOf } from '../operation/subgraph-calls.js';

const MAX_ENTRIES = 100;

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
    """Only entries that are older than this cursor."""
    after: String
    """How many, at most: 1 to ${MAX_ENTRIES}, 20 when absent."""
    first: Int
  ): AuditEntryConnection @requiresScopes(scopes: [["${AUDIT_SCOPE}"]])`;

const auditQuery = parse(
  'query Audit($entity: String!, $before: String, $first: Int!) { _audit(entity: $entity, before: $before, first: $first) }',
);

export interface AuditArgs {
  of: string;
  after?: string | null;
  first?: number | null;
}

/** Reads a page of the audit of an entity from the subgraph that owns it. */
export async function readAuditOf(
  client: SubgraphClient,
  { of, after, first: requested }: AuditArgs,
  cursors: CursorCodec,
  call: SubgraphCall,
) {
  const first = requested ?? 20;
  if (first < 1 || first > MAX_ENTRIES)
    throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MAX_ENTRIES}` });
  const mark = cursors.listMark(['audit', of]);
  const before = after == null ? null : cursors.decode(mark, after, 'after', 'a cursor of this list')[0]!;
  const { _audit: rows } = await answerOf<{ _audit: AuditRow[] }>(
    client,
    auditQuery,
    { entity: of, before, first: first + 1 },
    call,
  );
  const page = rows.slice(0, first);
  const cursorOf = (row: AuditRow | undefined) => (row ? cursors.encode(mark, [row.number]) : null);
  const nodes = page.map(({ number, at, ...entry }) => ({
    ...entry,
    id: Buffer.from(`${client.name} ${number}`).toString('base64url'),
    at: new Date(at).toISOString(),
  }));
  return {
    nodes,
    edges: () => nodes.map((node, index) => ({ cursor: cursorOf(page[index]), node })),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after != null,
      startCursor: cursorOf(page[0]),
      endCursor: cursorOf(page.at(-1)),
    },
  };
}
