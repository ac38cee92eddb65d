import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import { badUserInput } from '#kernel/errors';
import { CursorCodec } from '#kernel/lists';
import {
  END_OF_OUTBOX,
  KEEP_CHANGES_DAYS,
  decodeOutboxCursor,
  encodeOutboxCursor,
  hasReached,
  type ChangeEvent,
  type OutboxPosition,
  type OutboxState,
} from '#kernel/outbox';
import { parse } from 'graphql';
import { answerOf } from '../operation/subgraph-calls.js';

const MAX_CHANGES = 100;

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

"""A page of the feed of changes."""
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
    Only changes after this cursor; it is valid for as long as the graph keeps its SECRET and its database server. One from
    before a dump was restored is refused: start again without it.
    """
    after: String
    """
    Only things of these types, such as \`Authority\`; types that are not public are refused. A cursor skips the other types: start without one to add types.
    """
    types: [String!]
    """
    Only changes at this instant or later: for the first page, when the copy is that old; then go on from \`endCursor\`.
    """
    since: DateTime
    """How many, at most: 1 to ${MAX_CHANGES}, ${MAX_CHANGES} when absent."""
    first: Int
  ): ChangeConnection`;

const feedQuery = parse('query Feed($after: _Any) { _feed(after: $after) }');
const changesQuery = parse(
  'query Changes($after: _Any, $types: [String!], $since: String, $first: Int!) { _changes(after: $after, types: $types, since: $since, first: $first) }',
);

export interface ChangesArgs {
  after?: string | null;
  types?: string[] | null;
  since?: string | Date | null;
  first?: number | null;
}

interface ChangeNode extends ChangeEvent {
  subgraph: string;
}

const timeOf = ({ changedAt }: ChangeEvent) => new Date(changedAt).getTime();

/** Returns the checkpoint just before a change. */
const before = ({ transaction, number }: OutboxPosition): OutboxPosition => ({
  transaction,
  number: String(BigInt(number) - 1n),
});

/**
 * Merges the transactional outboxes of the subgraphs, by time. A cursor holds a checkpoint in each, so the changes of a
 * subgraph that did not answer come when it is back.
 * @param owners owning subgraph by public type
 */
export function createChanges(
  owners: ReadonlyMap<string, string>,
  clients: ReadonlyMap<string, SubgraphClient>,
  cursors: CursorCodec,
) {
  /** Returns the end of an outbox; null when it is empty. */
  async function endOf(subgraph: string, call: SubgraphCall): Promise<OutboxPosition | null> {
    const variables = { after: END_OF_OUTBOX };
    return (await answerOf<{ _feed: OutboxState }>(clients.get(subgraph)!, feedQuery, variables, call))._feed
      .end;
  }

  /**
   * Reads the next changes of an outbox.
   * @returns `from`: the checkpoint before them, moved past changes that the filter excludes, which are not read again
   */
  async function readNext(
    subgraph: string,
    after: OutboxPosition | null,
    filter: { types: string[] | null; since: string | null; first: number },
    call: SubgraphCall,
  ): Promise<{ from: OutboxPosition | null; found: ChangeEvent[] }> {
    const read = async () =>
      (
        await answerOf<{ _changes: ChangeEvent[] }>(
          clients.get(subgraph)!,
          changesQuery,
          { after, ...filter },
          call,
        )
      )._changes;
    let found = await read();
    if (!found.length && (filter.types || filter.since)) {
      const end = await endOf(subgraph, call);
      if (!end || (after && hasReached(after, end))) return { from: after, found };
      // Read again: a matching change may have been committed between the first read and that end.
      found = await read();
      if (!found.length) return { from: end, found };
    }
    return { from: after ?? (filter.since && found[0] ? before(found[0]) : null), found };
  }

  return async function changes({ after, types, since, first: requested }: ChangesArgs, call: SubgraphCall) {
    const first = requested ?? MAX_CHANGES;
    if (first < 1 || first > MAX_CHANGES)
      throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MAX_CHANGES}` });
    const unknown = types?.find((type) => !owners.has(type));
    if (unknown !== undefined)
      throw badUserInput({
        argument: 'types',
        expected: `types whose changes are public: ${[...owners.keys()].sort().join(', ')}`,
      });
    const positions = new Map<string, OutboxPosition>(
      after == null ? [] : decodeOutboxCursor(cursors, after, 'after'),
    );
    const subgraphs = [
      ...new Set(
        [...owners].filter(([type]) => !types || types.includes(type)).map(([, subgraph]) => subgraph),
      ),
    ];
    const feeds = await Promise.all(
      subgraphs.map(async (subgraph) => {
        const ofSubgraph = types?.filter((type) => owners.get(type) === subgraph) ?? null;
        const filter = {
          types: ofSubgraph,
          since: since ? new Date(since).toISOString() : null,
          first: first + 1,
        };
        const { from, found } = await readNext(subgraph, positions.get(subgraph) ?? null, filter, call);
        if (from) positions.set(subgraph, from);
        return found.map((change): ChangeNode => ({ ...change, subgraph }));
      }),
    );
    const merged: ChangeNode[] = [];
    while (merged.length < first) {
      const earliest = feeds.filter((feed) => feed.length).sort(([a], [b]) => timeOf(a!) - timeOf(b!))[0];
      if (!earliest) break;
      merged.push(earliest.shift()!);
    }
    const cursorNow = () => encodeOutboxCursor(cursors, positions);
    const startCursor = merged.length ? cursorNow() : null;
    const start = new Map(positions);
    for (const { subgraph, transaction, number } of merged) positions.set(subgraph, { transaction, number });
    return {
      nodes: merged.map(({ subgraph, transaction, number, type, entityId, operation, changedAt }) => ({
        id: Buffer.from(`${subgraph} ${transaction} ${number}`).toString('base64url'),
        type,
        entityId,
        operation,
        changedAt: new Date(changedAt).toISOString(),
      })),
      /** Cursors of the changes, made only for who selects them. */
      cursors: () =>
        merged.map(({ subgraph, transaction, number }) => {
          start.set(subgraph, { transaction, number });
          return encodeOutboxCursor(cursors, start);
        }),
      pageInfo: {
        hasNextPage: feeds.some((feed) => feed.length > 0),
        hasPreviousPage: after != null,
        startCursor,
        endCursor: cursorNow(),
      },
    };
  };
}
