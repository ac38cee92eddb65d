import { setTimeout as sleep } from 'node:timers/promises';
import {
  GraphQLError,
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import type { LiveResult, LiveResults, SubscribeCall } from '../auth/subgraph-client.js';
import { maskErrors } from '../errors/errors.js';
import type { ExecuteOperation } from '../graphql/execute.js';
import type { LiveChange, LiveChanges } from './live-changes.js';
import { EventResultCache, eventVariables } from './event-result-cache.js';
import type { Context } from '../context/context.js';

/** Milliseconds for which an event waits for an unavailable database before it is delivered with errors. */
const UNAVAILABLE_GRACE_MS = 20_000;
const RETRY_MS = 250;

/** Creates the subscriber of one schema, which executes each event with a context of its own. */
export function createSubscriber(schema: GraphQLSchema, execute: ExecuteOperation, log: Logger) {
  const shared = new EventResultCache<ExecutionResult>();
  return async function subscribe(
    call: SubscribeCall,
    context: Context<unknown>,
  ): Promise<LiveResults | ExecutionResult> {
    if (call.resumeAfter !== undefined) context.resumeAfter = call.resumeAfter;
    const masked = (errors: readonly GraphQLError[]) => maskErrors(errors, context.caller, log);
    const source = await createSourceEventStream({
      schema,
      document: call.document,
      variableValues: call.variables ?? {},
      operationName: call.operationName ?? null,
      contextValue: context,
    });
    if (!(Symbol.asyncIterator in source)) return { errors: masked(source.errors ?? []) };
    const live = context.live;
    if (!live)
      throw new Error(
        'The subscription does not tail the outbox of its subgraph: its `subscribe` must return liveChanges',
      );
    // Results of events are shared: the signal of one subscriber does not end them.
    const { signal: _, ...shareable } = call;
    const { actor, language } = call.caller;
    const variables = eventVariables(call.document, call.operationName, call.variables);
    const key = JSON.stringify([idOf(call.document), variables, call.operationName, actor, language]);
    return new SubscriptionResults(live as LiveChanges<unknown>, masked, async (change) => {
      const result = await shared.get(`${change.cursor} ${key}`, () =>
        execute(shareable, context.forNextEvent(), change),
      );
      // Errors are not cached: they may be temporary.
      if (result.errors) shared.drop(`${change.cursor} ${key}`);
      return result;
    });
  };
}

const ids = new WeakMap<DocumentNode, number>();
let lastId = 0;

function idOf(document: DocumentNode): number {
  let id = ids.get(document);
  if (id === undefined) ids.set(document, (id = lastId += 1));
  return id;
}

class SubscriptionResults implements LiveResults {
  #isClosed = false;
  /** True while an event is executed: it is not delivered, and resuming after it would miss it. */
  #isExecuting = false;
  #deliveredCursor: string;
  readonly #closing = new AbortController();

  constructor(
    private readonly live: LiveChanges<unknown>,
    private readonly masked: (errors: readonly GraphQLError[]) => GraphQLError[],
    private readonly execute: (change: LiveChange) => Promise<ExecutionResult>,
  ) {
    this.#deliveredCursor = live.cursor;
  }

  get cursor(): string {
    return this.#isExecuting ? this.#deliveredCursor : this.live.cursor;
  }

  async next(): Promise<IteratorResult<LiveResult, undefined>> {
    if (this.#isClosed) return { done: true, value: undefined };
    try {
      const { done, value: change } = await this.live.next();
      if (done) return await this.return();
      this.#isExecuting = true;
      const result = await this.#executeWithRetry(change);
      this.#deliveredCursor = change.cursor;
      this.#isExecuting = false;
      return { done: false, value: { ...result, extensions: { cursor: change.cursor } } };
    } catch (cause) {
      await this.return();
      const error =
        cause instanceof GraphQLError ? cause : new GraphQLError('', { originalError: cause as Error });
      return { done: false, value: { errors: this.masked([error]) } };
    }
  }

  async return(): Promise<IteratorResult<LiveResult, undefined>> {
    this.#isClosed = true;
    this.#closing.abort();
    await this.live.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #executeWithRetry(change: LiveChange): Promise<ExecutionResult> {
    for (const until = Date.now() + UNAVAILABLE_GRACE_MS; ;) {
      const result = await this.execute(change);
      const isUnavailable = result.errors?.some(
        ({ extensions }) => extensions.code === 'SUBGRAPH_UNAVAILABLE',
      );
      if (!isUnavailable || this.#isClosed || Date.now() > until) return result;
      await sleep(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }
}
