import type { LiveResult, LiveResults } from '#kernel/auth';
import { EventResultCache, eventVariables, placeVariables, isLive } from '#kernel/subscriptions';
import {
  OperationTypeNode,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import type { Execute } from './document-cache.js';
import { followSubgraph, type CallerContext, type SubscriptionRequest } from './transport.js';

type Request = Parameters<Execute>[0];

/**
 * Wraps the executor so that subscriptions share their work. Each subscriber reads the events of its subgraph by itself,
 * from its own checkpoint and at its own pace; but the engine executes the fields of other subgraphs once per event for
 * all subscribers of the same operation, variables, language and actor.
 */
export function withEventFanOut(execute: Execute): Execute {
  const fanOuts = new WeakMap<DocumentNode, Map<string, Promise<FanOut>>>();

  async function subscribe(request: Request) {
    const { document, variables, operationName, context } = request;
    const { caller } = context as CallerContext;
    const key = JSON.stringify([
      eventVariables(document, operationName, variables),
      operationName,
      caller.language,
      caller.actor,
    ]);
    let byKey = fanOuts.get(document);
    if (!byKey) fanOuts.set(document, (byKey = new Map()));
    let fanOut = byKey.get(key);
    if (!fanOut) {
      const forget = () => byKey.delete(key);
      byKey.set(key, (fanOut = FanOut.open(execute, request, forget)));
      fanOut.catch(forget);
    }
    return (await fanOut).subscribe(request);
  }

  return (request) =>
    getOperationAST(request.document, request.operationName)?.operation === OperationTypeNode.SUBSCRIPTION
      ? (subscribe(request as Request) as never)
      : execute(request);
}

/** Subscribers of the same operation, with the engine's one execution of their events. */
class FanOut {
  readonly #results = new EventResultCache<ExecutionResult>();
  #source!: SubscriptionRequest;
  #events!: AsyncIterator<ExecutionResult>;
  #raw: ExecutionResult | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #subscribers = 0;

  private constructor(private readonly forget: () => void) {}

  static async open(
    execute: Execute,
    { signal: _, ...request }: Request,
    forget: () => void,
  ): Promise<FanOut> {
    const fanOut = new FanOut(forget);
    const eventSource = (source: SubscriptionRequest) => {
      fanOut.#source = source;
      return fanOut.#rawEvents();
    };
    const context: CallerContext = { ...(request.context as CallerContext), eventSource };
    const opened = (await execute({ ...request, context })) as
      ExecutionResult | AsyncIterable<ExecutionResult>;
    if (!(Symbol.asyncIterator in opened))
      throw opened.errors?.[0] ?? new Error('The engine returned no event stream');
    fanOut.#events = opened[Symbol.asyncIterator]();
    return fanOut;
  }

  async subscribe({
    document,
    operationName,
    variables = {},
    context,
  }: Request): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    this.#subscribers += 1;
    const { client, call } = this.#source;
    const { signal: _, ...shared } = call;
    // Variables such as `after` are the subscriber's own: the others share the events, not the start.
    const own: Record<string, unknown> = { ...call.variables };
    for (const name of placeVariables(document, operationName)) own[name] = variables[name];
    const { caller } = context as CallerContext;
    const live = await followSubgraph(client, { ...shared, variables: own, caller });
    if (isLive(live))
      return new Subscriber(
        live,
        (event) => this.#complete(event),
        () => this.#leave(),
      );
    this.#leave();
    return live;
  }

  #leave(): void {
    this.#subscribers -= 1;
    if (!this.#subscribers) this.forget();
  }

  async #complete(event: LiveResult): Promise<ExecutionResult> {
    const cursor = event.extensions?.cursor;
    // An event without a cursor reports that the subscription broke off.
    if (cursor === undefined) return { errors: event.errors ?? [] };
    return this.#results.get(cursor, () => {
      const result = this.#queue.then(() => this.#run(event));
      this.#queue = result.catch(() => {});
      return result;
    });
  }

  async #run({ data, errors }: LiveResult): Promise<ExecutionResult> {
    // The engine writes into its input, hence the copy. Without data, it would repeat the data of the event before.
    this.#raw = { data: structuredClone(data ?? {}), ...(errors ? { errors } : {}) };
    const { data: completed, errors: failures } = (await this.#events.next()).value as ExecutionResult;
    // The engine keeps the errors of all events in one list: emptied here, so that an event has only its own.
    return {
      ...(completed ? { data: completed } : {}),
      ...(failures ? { errors: [...(failures as GraphQLError[]).splice(0)] } : {}),
    };
  }

  /** Event source of the engine in place of the subgraph: yields the event that is to be completed. */
  #rawEvents(): AsyncIterableIterator<ExecutionResult> {
    return {
      next: async () => ({ done: false, value: this.#raw! }),
      return: async () => ({ done: true, value: undefined }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** Iterator of one subscriber. Not a generator: `return` must end it at once, even while `next` waits. */
class Subscriber implements AsyncIterableIterator<ExecutionResult> {
  #over = false;

  constructor(
    private readonly live: LiveResults,
    private readonly complete: (event: LiveResult) => Promise<ExecutionResult>,
    private readonly leave: () => void,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const { done, value } = (await this.live.next()) as IteratorResult<LiveResult, undefined>;
    return done ? this.return() : { done: false, value: await this.complete(value) };
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
