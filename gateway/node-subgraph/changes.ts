import { badUserInput } from '#kernel/errors';
import type { SubgraphCall, SubgraphDoor } from '#kernel/graphql';
import { CursorCodec } from '#kernel/lists';
import {
  END_OF_FEED,
  KEEP_CHANGES_DAYS,
  decodeFeedCursor,
  encodeFeedCursor,
  hasReached,
  type ChangeRow,
  type FeedPosition,
  type FeedState,
} from '#kernel/outbox';
import { parse } from 'graphql';
import { answerOf } from '../operation/transport.js';

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

"""A page of the feed of changes."""
type ChangeConnection {
  """The changes, each thing's in the order in which they happened."""
  nodes: [Change!]!
  """Where this page stands. \`endCursor\` is there on an empty page too: keep it, and ask after it next time."""
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
scalar DateTime
`;

export const changesField = `
  """
  What changed, for partners who keep a copy: start without a cursor to get everything once, keep \`endCursor\`, and ask
  after it. Each thing's changes come in order and at least once; the last one of each is kept for ever, older ones ${KEEP_CHANGES_DAYS} days.
  """
  changes(
    """
    Only what follows this cursor; it stays good for as long as the graph keeps its SECRET and its database server. One
    from before a dump was restored is refused: begin again without it.
    """
    after: String
    """
    Only things of these types, such as \`Authority\`; what is not for everybody has no place here. A cursor has passed over the others: start without one to get more types.
    """
    types: [String!]
    """
    Only what happened at this instant or later: for the first page of a copy that is that old. \`endCursor\` leads on from there.
    """
    since: DateTime
    """How many, at most: 1 to ${MAX_CHANGES}, ${MAX_CHANGES} when absent."""
    first: Int
  ): ChangeConnection`;

const feedQuestion = parse('query Feed($after: _Any) { _feed(after: $after) }');
const changesQuestion = parse(
  'query Changes($after: _Any, $types: [String!], $since: String, $first: Int!) { _changes(after: $after, types: $types, since: $since, first: $first) }',
);

export interface ChangesArgs {
  after?: string | null;
  types?: string[] | null;
  since?: string | Date | null;
  first?: number | null;
}

interface FeedChange extends ChangeRow {
  subgraph: string;
}

const timeOf = ({ changedAt }: ChangeRow) => new Date(changedAt).getTime();

/** Where a reader stands whose next change is this one. */
const before = ({ transaction, number }: FeedPosition): FeedPosition => ({
  transaction,
  number: String(BigInt(number) - 1n),
});

/**
 * Merges the feeds of the subgraphs. A cursor holds a position in each, so a subgraph that was away loses nothing:
 * its changes come when it is back.
 */
export function createChanges(
  /** Of the types that it tells of, the subgraphs. */
  owners: ReadonlyMap<string, string>,
  doors: ReadonlyMap<string, SubgraphDoor>,
  cursors: CursorCodec,
) {
  /** Where a feed ends now; null when nothing is in it. */
  async function endOf(subgraph: string, call: SubgraphCall): Promise<FeedPosition | null> {
    const asked = { after: END_OF_FEED };
    return (await answerOf<{ _feed: FeedState }>(doors.get(subgraph)!, feedQuestion, asked, call))._feed.end;
  }

  /**
   * What comes next in a feed.
   * @returns `from`: the position before it. It passes over what is not asked for, so that nobody reads that again.
   */
  async function readOn(
    subgraph: string,
    after: FeedPosition | null,
    asked: { types: string[] | null; since: string | null; first: number },
    call: SubgraphCall,
  ): Promise<{ from: FeedPosition | null; found: ChangeRow[] }> {
    const read = async () =>
      (
        await answerOf<{ _changes: ChangeRow[] }>(
          doors.get(subgraph)!,
          changesQuestion,
          { after, ...asked },
          call,
        )
      )._changes;
    let found = await read();
    if (!found.length && (asked.types || asked.since)) {
      const end = await endOf(subgraph, call);
      if (!end || (after && hasReached(after, end))) return { from: after, found };
      // Again: something may have been written before that end.
      found = await read();
      if (!found.length) return { from: end, found };
    }
    return { from: after ?? (asked.since && found[0] ? before(found[0]) : null), found };
  }

  return async function changes({ after, types, since, first: wanted }: ChangesArgs, call: SubgraphCall) {
    const first = wanted ?? MAX_CHANGES;
    if (first < 1 || first > MAX_CHANGES)
      throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MAX_CHANGES}` });
    const unknown = types?.find((type) => !owners.has(type));
    if (unknown !== undefined)
      throw badUserInput({
        argument: 'types',
        expected: `types whose changes are told to everybody: ${[...owners.keys()].sort().join(', ')}`,
      });
    const positions = new Map<string, FeedPosition>(
      after == null ? [] : decodeFeedCursor(cursors, after, 'after'),
    );
    const subgraphs = [
      ...new Set(
        [...owners].filter(([type]) => !types || types.includes(type)).map(([, subgraph]) => subgraph),
      ),
    ];
    const feeds = await Promise.all(
      subgraphs.map(async (subgraph) => {
        const ofSubgraph = types?.filter((type) => owners.get(type) === subgraph) ?? null;
        const asked = {
          types: ofSubgraph,
          since: since ? new Date(since).toISOString() : null,
          first: first + 1,
        };
        const { from, found } = await readOn(subgraph, positions.get(subgraph) ?? null, asked, call);
        if (from) positions.set(subgraph, from);
        return found.map((change): FeedChange => ({ ...change, subgraph }));
      }),
    );
    const merged: FeedChange[] = [];
    while (merged.length < first) {
      const earliest = feeds.filter((feed) => feed.length).sort(([a], [b]) => timeOf(a!) - timeOf(b!))[0];
      if (!earliest) break;
      merged.push(earliest.shift()!);
    }
    const cursorNow = () => encodeFeedCursor(cursors, positions);
    const startCursor = merged.length ? cursorNow() : null;
    for (const { subgraph, transaction, number } of merged) positions.set(subgraph, { transaction, number });
    return {
      nodes: merged.map(({ subgraph, transaction, number, type, entityId, operation, changedAt }) => ({
        id: Buffer.from(`${subgraph} ${transaction} ${number}`).toString('base64url'),
        type,
        entityId,
        operation,
        changedAt: new Date(changedAt).toISOString(),
      })),
      pageInfo: {
        hasNextPage: feeds.some((feed) => feed.length > 0),
        hasPreviousPage: after != null,
        startCursor,
        endCursor: cursorNow(),
      },
    };
  };
}
