import { badUserInput } from '#kernel/errors';
import type { LiveResult, LiveResults, SubgraphCall, SubgraphDoor } from '#kernel/graphql';
import type { CursorCodec } from '#kernel/lists';
import { decodeFeedCursor, encodeFeedCursor, type ChangeRow, type FeedPosition } from '#kernel/outbox';
import { isLive } from '#kernel/subscriptions';
import { GraphQLError, parse } from 'graphql';
import { followSubgraph } from '../operation/transport.js';

/** SDL of `entityChanged`, for the gateway's own subgraph. */
export const entityChangesSdl = (maxIds: number) => `
"""What is told as it happens, over WebSocket (graphql-transport-ws) or as server-sent events."""
type Subscription {
  """
  Changes of some things, each as it is committed, once and in the order in which the thing changed (modifications
  d’objets). What is not for everybody is told to those who may see it.
  """
  entityChanged(
    """Ids of the things, as this graph gave them: 1 to ${maxIds}."""
    ids: [ID!]!
    """
    Go on after this cursor, which this subscription gave, or \`changes\`: nothing is missed in between, but for steps older
    than the feed keeps. From now when absent.
    """
    after: String
  ): EntityChange!
}

"""That something happened to a thing (modification d’un objet)."""
type EntityChange {
  """Subscribe \`after\` it to go on with what follows."""
  cursor: String!
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
`;

const changedQuestion = parse(
  'subscription Changed($ids: _Any!, $after: _Any) { _changed(ids: $ids, after: $after) }',
);
const EXPECTED = 'a cursor that this subscription or `changes` gave';

/** One change, as the subgraph that owns the thing tells it. */
export type EntityChange = Pick<ChangeRow, 'type' | 'entityId' | 'operation' | 'changedAt'> & {
  cursor: string;
};

/**
 * Follows things in the subgraphs that own them. The cursor holds a position in the feed of each.
 * @param bySubgraph ids by the subgraph that owns them
 * @throws what a subgraph answers instead of following
 */
export async function followEntities(
  bySubgraph: ReadonlyMap<string, readonly string[]>,
  after: string | null | undefined,
  doors: ReadonlyMap<string, SubgraphDoor>,
  cursors: CursorCodec,
  call: SubgraphCall,
): Promise<AsyncIterableIterator<EntityChange>> {
  const given = after == null ? undefined : decodeFeedCursor(cursors, after, 'after', EXPECTED);
  const opened = await Promise.all(
    [...bySubgraph].map(async ([subgraph, ids]) => {
      const position = given?.get(subgraph);
      if (given && !position) throw badUserInput({ argument: 'after', expected: EXPECTED });
      const { operationName: _, ...asked } = call;
      const own = position && encodeFeedCursor(cursors, new Map([[subgraph, position]]));
      const variables = { ids, after: own ?? null };
      const live = await followSubgraph(doors.get(subgraph)!, {
        ...asked,
        document: changedQuestion,
        variables,
      });
      return { subgraph, live };
    }),
  );
  const streams: [string, LiveResults][] = [];
  const failed: GraphQLError[] = [];
  for (const { subgraph, live } of opened)
    if (isLive(live)) streams.push([subgraph, live]);
    else failed.push(...(live.errors ?? []));
  if (failed.length) {
    for (const [, live] of streams) void live.return!();
    throw failed[0]!;
  }
  return new Merged(streams, cursors);
}

/** Streams of several subgraphs as one; of each, one event at most is at hand. */
class Merged implements AsyncIterableIterator<EntityChange> {
  readonly #positions = new Map<string, FeedPosition>();
  readonly #ready: { subgraph: string; take: () => IteratorResult<LiveResult, undefined> }[] = [];
  #asked = new Set<string>();
  #wake = () => {};
  #over = false;

  constructor(
    private readonly streams: readonly [subgraph: string, live: LiveResults][],
    private readonly cursors: CursorCodec,
  ) {
    for (const [subgraph, { cursor }] of streams) this.#moveTo(subgraph, cursor);
  }

  async next(): Promise<IteratorResult<EntityChange, undefined>> {
    while (!this.#over) {
      for (const [subgraph, live] of this.streams) this.#ask(subgraph, live);
      const first = this.#ready.shift();
      if (!first) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      this.#asked.delete(first.subgraph);
      const { done, value } = first.take();
      if (done) break;
      if (!value.extensions?.cursor) {
        await this.return();
        throw value.errors?.[0] ?? new Error('The subscription broke off without a reason');
      }
      this.#moveTo(first.subgraph, value.extensions.cursor);
      const change = value.data!._changed as Omit<EntityChange, 'cursor'>;
      return { done: false, value: { ...change, cursor: encodeFeedCursor(this.cursors, this.#positions) } };
    }
    return this.return();
  }

  async return(): Promise<IteratorResult<EntityChange, undefined>> {
    this.#over = true;
    this.#wake();
    await Promise.all(this.streams.map(([, live]) => live.return!()));
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #ask(subgraph: string, live: LiveResults): void {
    if (this.#asked.has(subgraph)) return;
    this.#asked.add(subgraph);
    const come = (take: () => IteratorResult<LiveResult, undefined>) => {
      this.#ready.push({ subgraph, take });
      this.#wake();
    };
    live.next().then(
      (result) => come(() => result as IteratorResult<LiveResult, undefined>),
      (error: Error) =>
        come(() => {
          throw error;
        }),
    );
  }

  #moveTo(subgraph: string, cursor: string): void {
    const position = decodeFeedCursor(this.cursors, cursor, 'after').get(subgraph);
    if (position) this.#positions.set(subgraph, position);
  }
}
