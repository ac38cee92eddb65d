import type { LiveResult, LiveResults, SubgraphCall, SubgraphClient } from '#kernel/auth';
import { badUserInput, expected } from '#kernel/errors';
import type { CursorCodec } from '#kernel/lists';
import {
  decodeOutboxCursor,
  encodeOutboxCursor,
  type ChangeEvent,
  type OutboxPosition,
} from '#kernel/outbox';
import { isLive } from '#kernel/subscriptions';
import { GraphQLError, parse } from 'graphql';
import { followSubgraph } from '../operation/subgraph-calls.js';

/** SDL of `entityChanged`, for the gateway's own subgraph. */
export const entityChangesSdl = (maxIds: number) => `
"""Events as they happen, over WebSocket (graphql-transport-ws) or as server-sent events."""
type Subscription {
  """
  Changes of some things, each as it is committed, once and in the order in which the thing changed (modifications
  d’objets). Changes of things that are not public reach only those who may read them.
  """
  entityChanged(
    """Ids of the things, as this graph gave them: 1 to ${maxIds}."""
    ids: [ID!]!
    """
    Continue after this cursor of this subscription or of \`changes\`: nothing is missed in between, but for steps older than
    \`changes\` keeps. From now when absent.
    """
    after: String
  ): EntityChange!
}

"""Change of a thing (modification d’un objet)."""
type EntityChange {
  """Subscribe \`after\` it to continue with what follows."""
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

const changedSubscription = parse(
  'subscription Changed($ids: _Any!, $after: _Any) { _changed(ids: $ids, after: $after) }',
);
const EXPECTED = expected('CURSOR_OF_SUBSCRIPTION_OR_CHANGES');

/** Change of an entity, as the subgraph that owns it sends it. */
export type EntityChange = Pick<ChangeEvent, 'type' | 'entityId' | 'operation' | 'changedAt'> & {
  cursor: string;
};

/**
 * Subscribes to changes of entities in the subgraphs that own them. A cursor holds a checkpoint in the outbox of each.
 * @param bySubgraph ids by the subgraph that owns them
 * @throws the errors of a subgraph that refuses the subscription
 */
export async function followEntities(
  bySubgraph: ReadonlyMap<string, readonly string[]>,
  after: string | null | undefined,
  clients: ReadonlyMap<string, SubgraphClient>,
  cursors: CursorCodec,
  call: SubgraphCall,
): Promise<AsyncIterableIterator<EntityChange>> {
  const positions = after == null ? undefined : decodeOutboxCursor(cursors, after, 'after', EXPECTED);
  const opened = await Promise.all(
    [...bySubgraph].map(async ([subgraph, ids]) => {
      const position = positions?.get(subgraph);
      if (positions && !position) throw badUserInput({ argument: 'after', expected: EXPECTED });
      const { operationName: _, ...rest } = call;
      const cursor = position && encodeOutboxCursor(cursors, new Map([[subgraph, position]]));
      const variables = { ids, after: cursor ?? null };
      const live = await followSubgraph(clients.get(subgraph)!, {
        ...rest,
        document: changedSubscription,
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

/** Merges the event streams of several subgraphs, with at most one event of each in memory. */
class Merged implements AsyncIterableIterator<EntityChange> {
  readonly #positions = new Map<string, OutboxPosition>();
  readonly #ready: { subgraph: string; take: () => IteratorResult<LiveResult, undefined> }[] = [];
  /** Subgraphs whose next event is requested, or waits in `#ready`. */
  #requested = new Set<string>();
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
      for (const [subgraph, live] of this.streams) this.#request(subgraph, live);
      const first = this.#ready.shift();
      if (!first) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      this.#requested.delete(first.subgraph);
      const { done, value } = first.take();
      if (done) break;
      if (!value.extensions?.cursor) {
        await this.return();
        throw value.errors?.[0] ?? new Error('The subscription ended without an error or a cursor');
      }
      this.#moveTo(first.subgraph, value.extensions.cursor);
      const change = value.data!._changed as Omit<EntityChange, 'cursor'>;
      return { done: false, value: { ...change, cursor: encodeOutboxCursor(this.cursors, this.#positions) } };
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

  #request(subgraph: string, live: LiveResults): void {
    if (this.#requested.has(subgraph)) return;
    this.#requested.add(subgraph);
    const arrive = (take: () => IteratorResult<LiveResult, undefined>) => {
      this.#ready.push({ subgraph, take });
      this.#wake();
    };
    live.next().then(
      (result) => arrive(() => result as IteratorResult<LiveResult, undefined>),
      (error: Error) =>
        arrive(() => {
          throw error;
        }),
    );
  }

  #moveTo(subgraph: string, cursor: string): void {
    const position = decodeOutboxCursor(this.cursors, cursor, 'after').get(subgraph);
    if (position) this.#positions.set(subgraph, position);
  }
}
