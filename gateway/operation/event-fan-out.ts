import type { LiveResult, LiveResults } from '#kernel/graphql';
import { SharedResults, eventVariables, placeVariables, isLive } from '#kernel/subscriptions';
import {
  OperationTypeNode,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import type { Execute } from '../operation/document-cache.js';
import { followSubgraph, type CallerContext, type SubscriptionRequest } from '../operation/transport.js';

type Request = Parameters<Execute>[0];

/**
 * Runs subscriptions. Each follows its subgraph by itself, at its own place and pace; but what the engine makes of an
 * event, with the fields of other subgraphs, is made once for all who ask the same, as the same actor, at the same time.
 */
export function withSharedEvents(execute: Execute): Execute {
  const groups = new WeakMap<DocumentNode, Map<string, Promise<Group>>>();

  async function follow(request: Request) {
    const { document, variables, operationName, context } = request;
    const { caller } = context as CallerContext;
    const key = JSON.stringify([
      eventVariables(document, operationName, variables),
      operationName,
      caller.language,
      caller.actor,
    ]);
    let byKey = groups.get(document);
    if (!byKey) groups.set(document, (byKey = new Map()));
    let group = byKey.get(key);
    if (!group) {
      const forget = () => byKey.delete(key);
      byKey.set(key, (group = Group.open(execute, request, forget)));
      group.catch(forget);
    }
    return (await group).follow(request);
  }

  return (request) =>
    getOperationAST(request.document, request.operationName)?.operation === OperationTypeNode.SUBSCRIPTION
      ? (follow(request as Request) as never)
      : execute(request);
}

/** Those who ask the same, with the engine's plan for an event. */
class Group {
  readonly #results = new SharedResults<ExecutionResult>();
  #source!: SubscriptionRequest;
  #events!: AsyncIterator<ExecutionResult>;
  #raw: ExecutionResult | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #members = 0;

  private constructor(private readonly forget: () => void) {}

  static async open(
    execute: Execute,
    { signal: _, ...request }: Request,
    forget: () => void,
  ): Promise<Group> {
    const group = new Group(forget);
    const eventSource = (source: SubscriptionRequest) => {
      group.#source = source;
      return group.#given();
    };
    const context: CallerContext = { ...(request.context as CallerContext), eventSource };
    const opened = (await execute({ ...request, context })) as
      ExecutionResult | AsyncIterable<ExecutionResult>;
    if (!(Symbol.asyncIterator in opened)) throw opened.errors?.[0] ?? new Error('nothing is followed');
    group.#events = opened[Symbol.asyncIterator]();
    return group;
  }

  async follow({
    document,
    operationName,
    variables = {},
    context,
  }: Request): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    this.#members += 1;
    const { door, call } = this.#source;
    const { signal: _, ...own } = call;
    // Each from its own place.
    const asked: Record<string, unknown> = { ...call.variables };
    for (const name of placeVariables(document, operationName)) asked[name] = variables[name];
    const { caller } = context as CallerContext;
    const live = await followSubgraph(door, { ...own, variables: asked, caller });
    if (isLive(live))
      return new Member(
        live,
        (event) => this.#complete(event),
        () => this.#leave(),
      );
    this.#leave();
    return live;
  }

  #leave(): void {
    this.#members -= 1;
    if (!this.#members) this.forget();
  }

  async #complete(event: LiveResult): Promise<ExecutionResult> {
    const cursor = event.extensions?.cursor;
    // It broke off.
    if (cursor === undefined) return { errors: event.errors ?? [] };
    return this.#results.get(cursor, () => {
      const result = this.#turn.then(() => this.#run(event));
      this.#turn = result.catch(() => {});
      return result;
    });
  }

  async #run({ data, errors }: LiveResult): Promise<ExecutionResult> {
    // The engine writes into what it is given. Without data, it would show that of the event before.
    this.#raw = { data: structuredClone(data ?? {}), ...(errors ? { errors } : {}) };
    const { data: told, errors: wrong } = (await this.#events.next()).value as ExecutionResult;
    // It also keeps the errors of all events in one list.
    return {
      ...(told ? { data: told } : {}),
      ...(wrong ? { errors: [...(wrong as GraphQLError[]).splice(0)] } : {}),
    };
  }

  /** What the engine reads in the place of the subgraph: an event each time that one is to be completed. */
  #given(): AsyncIterableIterator<ExecutionResult> {
    return {
      next: async () => ({ done: false, value: this.#raw! }),
      return: async () => ({ done: true, value: undefined }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** Not a generator: who leaves while it waits is let go at once. */
class Member implements AsyncIterableIterator<ExecutionResult> {
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
