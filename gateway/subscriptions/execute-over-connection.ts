import { randomUUID } from 'node:crypto';
import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { publicResult, timeoutResponse } from '../operation/response.js';
import { requestIdOf } from '../operation/caller.js';
import type { LiveCounts } from './connections.js';
import type { Session } from './session.js';

/** Operation as clients send it. */
export interface LiveOperation {
  query?: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

export interface LiveOptions {
  runtime: GatewayRuntime;
  requestTimeoutMs: number;
  counts: LiveCounts;
  log: Logger;
}

export type LiveAnswer = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/**
 * Executes any operation of an open connection, through the same checks as one over HTTP. The iterator of a subscription
 * that breaks off throws its error.
 */
export type ExecuteOverConnection = (
  operation: LiveOperation,
  session: Session,
  request: { method: string; signal: AbortSignal },
) => Promise<LiveAnswer>;

export function executeOverConnection({
  runtime,
  requestTimeoutMs,
  counts,
  log,
}: LiveOptions): ExecuteOverConnection {
  return async (operation, session, { method, signal }) => {
    const requestId = requestIdOf(session.headers, randomUUID);
    const caller = session.caller(requestId);
    const request = new Request('http://gateway/graphql', { method, signal });
    const live = { subscribes: false };
    const context = { request, params: operation, caller, live };
    const executing = (async () =>
      (await runtime.getResultForParams({ params: operation as never, request }, context)) as unknown)();
    const result = await withTimeout(executing.catch(errorsOf), requestTimeoutMs);
    const toPublic = (outcome: ExecutionResult) => withoutHttp(publicResult(outcome, caller, log));
    if (!isIterable(result)) {
      const { data, ...rest } = toPublic(result as ExecutionResult);
      // A subscription that could not start has no data, not even null.
      return data === undefined || live.subscribes ? rest : { data, ...rest };
    }
    return new OutgoingEvents(result, toPublic, counts);
  };
}

/** Events of one subscription as they leave, counted. */
class OutgoingEvents implements AsyncIterableIterator<ExecutionResult> {
  readonly #events: AsyncIterator<ExecutionResult>;
  #over = false;

  constructor(
    events: AsyncIterable<ExecutionResult>,
    private readonly toPublic: (event: ExecutionResult) => ExecutionResult,
    private readonly counts: LiveCounts,
  ) {
    this.#events = events[Symbol.asyncIterator]();
    counts.subscriptions += 1;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const { done, value } = await this.#events.next();
      if (done || this.#over) return await this.return();
      const event = this.toPublic(value);
      if (!('data' in event) && event.errors?.length) throw event.errors[0]!;
      this.counts.events += 1;
      return { done: false, value: event };
    } catch (error) {
      return this.throw(error);
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (!this.#over) this.counts.subscriptions -= 1;
    this.#over = true;
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function errorsOf(thrown: unknown): ExecutionResult {
  const errors = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : [thrown];
  return {
    errors: errors.map((error) =>
      error instanceof GraphQLError
        ? error
        : new GraphQLError((error as Error).message, { originalError: error as Error }),
    ),
  };
}

/** Returns the result, or a TIMEOUT error; a subscription that starts later than that is ended at once. */
async function withTimeout(executing: Promise<unknown>, milliseconds: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  const result = await Promise.race([executing, timeout]);
  clearTimeout(timer);
  if (result !== undefined) return result;
  void executing.then((lateResult) => {
    if (isIterable(lateResult)) void lateResult[Symbol.asyncIterator]().return?.();
  });
  const { errors } = JSON.parse(timeoutResponse(milliseconds).body.toString()) as {
    errors: [{ message: string; extensions: object }];
  };
  return {
    errors: errors.map(
      ({ message, extensions }) => new GraphQLError(message, { extensions: { ...extensions } }),
    ),
  };
}

/** Drops `extensions.http`, the HTTP status that errors carry for the runtime. */
function withoutHttp({ errors, ...rest }: ExecutionResult): ExecutionResult {
  if (!errors) return rest;
  return {
    ...rest,
    errors: errors.map((error) => {
      if (!error.extensions.http) return error;
      const { http: _, ...extensions } = error.extensions;
      const { message, nodes, source, positions, path, originalError } = error;
      return new GraphQLError(message, {
        nodes: nodes ?? null,
        source: source ?? null,
        positions: positions ?? null,
        path: path ?? null,
        originalError: originalError ?? null,
        extensions,
      });
    }),
  };
}

export function isIterable(result: unknown): result is AsyncIterableIterator<ExecutionResult> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}
