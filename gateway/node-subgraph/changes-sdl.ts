import { MAX_PAGE, PAGE_SIZES } from '#kernel/lists';
import { KEEP_CHANGES_DAYS } from '#kernel/outbox';

/** Cost of a page beside its changes: each subgraph reads its outbox. */
const COST = 100;

/** SDL of `changes`, for the gateway's own subgraph. */
export const changesSdl = `
"""What happened to a thing."""
enum ChangeOperation {
  """It is new (créé)."""
  CREATED
  """Something of it changed (modifié)."""
  UPDATED
  """It was closed, such as a merged authority, and stays readable (fermé)."""
  CLOSED
  """It is gone (supprimé)."""
  DELETED
}

"""One change of one thing, for partners who keep a copy (modification)."""
type Change {
  """Opaque; a change that is delivered twice has the same id."""
  id: ID!
  """GraphQL type of the thing, such as \`Authority\`."""
  type: String!
  """Id of the thing."""
  entityId: ID!
  """What happened to it."""
  operation: ChangeOperation!
  """When."""
  changedAt: DateTime!
  """The thing as it is now; null when it is gone."""
  entity: Node
}

"""One change with its cursor."""
type ChangeEdge {
  """Opaque cursor of this item in this list."""
  cursor: String!
  """The item itself."""
  node: Change!
}

"""
A page of the feed of changes. It has no \`totalCount\`: to count them, all that are kept would have to be read.
"""
type ChangeConnection {
  """The changes with their cursors: \`changes(after)\` continues behind any of them."""
  edges: [ChangeEdge!]!
  """The changes, each thing's in the order in which they happened."""
  nodes: [Change!]!
  """Cursors of this page. \`endCursor\` is set on an empty page too: store it, and pass it as \`after\` next time."""
  pageInfo: PageInfo!
}

"""Where a page stands in its list (Relay cursor connections)."""
type PageInfo @shareable {
  """There is more after this page."""
  hasNextPage: Boolean!
  """There is more before this page."""
  hasPreviousPage: Boolean!
  """Cursor of the first item; null on an empty page."""
  startCursor: String
  """Cursor of the last item; null on an empty page."""
  endCursor: String
}

"""An instant (RFC 3339), such as \`2022-01-15T23:59:59+01:00\`. French: date et heure."""
scalar DateTime @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")
`;

export const changesField = `
  """
  Changes, for partners who keep a copy: start without a cursor to get everything once, store \`endCursor\`, and pass it as
  \`after\`. Each thing's changes come in order and at least once; the last one of each is kept for ever, older ones ${KEEP_CHANGES_DAYS} days.
  """
  changes(
    """
    How many from the start (or after \`after\`): 1 to ${MAX_PAGE}; ${MAX_PAGE} when \`first\` and \`last\` are absent.
    """
    first: Int
    """
    Only changes after this cursor; it is valid for as long as the graph keeps its SECRET and its database server. One from
    before a dump was restored is refused: start again without it.
    """
    after: String
    """How many from the latest (or before \`before\`): 1 to ${MAX_PAGE}. The latest change is the last of the page."""
    last: Int
    """Only changes before this cursor, which is kept as one for \`after\` is."""
    before: String
    """
    Only things of these types, such as \`Authority\`; types that are not public are refused. A cursor skips the other types: start without one to add types.
    """
    types: [String!]
    """
    Only changes at this instant or later: for the first page, when the copy is that old; then go on from \`endCursor\`.
    """
    since: DateTime
  ): ChangeConnection @cost(weight: ${COST}) @listSize(assumedSize: ${MAX_PAGE}, ${PAGE_SIZES})`;
