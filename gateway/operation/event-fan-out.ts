import type { Caller, LiveResult, LiveResults } from '#kernel/auth';
import { EventResultCache, eventVariables, isLive } from '#kernel/subscriptions';
import { parse, type ExecutionResult } from 'graphql';
import type { EngineSubscription } from '../engine/index.js';
import { clientOf, fetchAs, followSubgraph, type SubgraphClients } from './subgraph-calls.js';

type Completed = Awaited<ReturnType<EngineSubscription['complete']>>;

/**
 * Shares the work of subscriptions. Each subscriber reads the events of its subgraph by itself, from its own checkpoint and
 * at its own pace; but the fields of other subgraphs are fetched once per event for all subscribers of the same normalised
 * operation, variables, language and actor.
 */
export class EventFanOut {
  readonly #groups = new Map<string, SubscriberGroup>();

  constructor(private readonly clients: SubgraphClients) {}

  /** @returns a result with errors when the subscription cannot start */
  async subscribe(
    subscription: EngineSubscription,
    caller: Caller,
    signal?: AbortSignal,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { text, variables, subgraph, request } = subscription;
    const live = await followSubgraph(clientOf(this.clients, subgraph), {
      ...request,
      caller,
      ...(signal ? { signal } : {}),
    });
    if (!isLive(live)) return live;
    // Variables such as `after` are the subscriber's own: the others share the events, not the start.
    const shared = eventVariables(parse(text), undefined, variables);
    const key = JSON.stringify([text, shared, caller.language, caller.actor]);
    let group = this.#groups.get(key);
    if (!group) {
      const complete = (event: LiveResult) => subscription.complete(event, fetchAs(this.clients, caller));
      group = new SubscriberGroup(complete, () => this.#groups.delete(key));
      this.#groups.set(key, group);
    }
    return group.join(live, (completed) => subscription.project(completed));
  }
}

/** Subscribers of the same operation, with the one execution of their events. */
class SubscriberGroup {
  readonly #results = new EventResultCache<Completed>();
  #subscribers = 0;

  constructor(
    private readonly complete: (event: LiveResult) => Promise<Completed>,
    private readonly forget: () => void,
  ) {}

  join(live: LiveResults, project: (completed: Completed) => ExecutionResult): Subscriber {
    this.#subscribers += 1;
    return new Subscriber(
      live,
      async (event) => {
        const cursor = event.extensions?.cursor;
        // An event without a cursor reports that the subscription broke off: its result alone has no data.
        if (cursor === undefined) return { errors: event.errors ?? [] };
        return project(await this.#completed(cursor, event));
      },
      () => this.#leave(),
    );
  }

  #leave(): void {
    this.#subscribers -= 1;
    if (!this.#subscribers) this.forget();
  }

  #completed(cursor: string, event: LiveResult): Promise<Completed> {
    return this.#results.get(cursor, async () => {
      const completed = await this.complete(event);
      // A failure is not shared with those who come later.
      if (completed.errors.length) this.#results.drop(cursor);
      return completed;
    });
  }
}

/** Iterator of one subscriber. Not a generator: `return` must end it at once, even while `next` waits. */
class Subscriber implements AsyncIterableIterator<ExecutionResult> {
  #over = false;

  constructor(
    private readonly live: LiveResults,
    private readonly resultOf: (event: LiveResult) => Promise<ExecutionResult>,
    private readonly leave: () => void,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const { done, value } = (await this.live.next()) as IteratorResult<LiveResult, undefined>;
    return done ? this.return() : { done: false, value: await this.resultOf(value) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (!this.#over) this.leave();
    this.#over = true;
    await this.live.return!();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
