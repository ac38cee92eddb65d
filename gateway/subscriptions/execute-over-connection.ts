import { randomUUID } from 'node:crypto';
import { noStatistics } from '#kernel/auth';
import type { Tracer } from '#kernel/tracing';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { checkedOperation } from '../http/operation-request.js';
import { COST_OF_EVENT, COST_OF_REQUEST } from '../operation/account.js';
import { shownIn } from '../operation/errors.js';
import type { Budgets } from '../budgets/budgets.js';
import type { OperationRequest } from '../operation/document-ids.js';
import { requestIdOf, spanOf } from '../operation/caller.js';
import { errorsIn, type Pipeline } from '../operation/pipeline.js';
import { OperationRecord, codesOf, type OperationObserver } from '../operation/record.js';
import type { LiveCounts } from './connections.js';
import type { Session } from './session.js';

export interface LiveOptions {
  pipeline: Pipeline;
  counts: LiveCounts;
  /** Budgets of clients; undefined: there are none. */
  budgets?: Budgets | undefined;
  /** Observer of each operation. */
  observer?: OperationObserver | undefined;
  /** Traces operations; undefined where nothing is traced. */
  tracer?: Tracer | undefined;
}

export type LiveAnswer = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/**
 * Executes any operation of an open connection, through the same pipeline as one over HTTP. The iterator of a subscription
 * that breaks off throws its error; an operation that was refused has no data, not even null.
 */
export type ExecuteOverConnection = (
  operation: OperationRequest,
  session: Session,
  request: { isReadOnly: boolean; signal: AbortSignal },
) => Promise<LiveAnswer>;

export function executeOverConnection({
  pipeline,
  counts,
  budgets,
  observer,
  tracer,
}: LiveOptions): ExecuteOverConnection {
  return async (operation, session, { isReadOnly, signal }) => {
    const requestId = requestIdOf(session.headers, randomUUID);
    const caller = {
      ...session.caller(requestId),
      statistics: noStatistics(),
      ...spanOf(session.headers, tracer),
    };
    const record = new OperationRecord(caller, 'CONNECTION');
    const account = budgets?.accountOf(session.actor, session.address);
    let answer;
    try {
      account?.charge(COST_OF_REQUEST);
      const door = { isReadOnly, takesEvents: true, signal, account, record };
      answer = await pipeline.answer(checkedOperation(operation), caller, door);
    } catch (error) {
      // A client that has disconnected gets no answer.
      if (signal.aborted) return noResults();
      if (!(error instanceof GraphQLError)) throw error;
      observer?.observe(record, codesOf([error]));
      return { errors: [shownIn(caller.language, error)] };
    }
    observer?.observe(record, codesOf(errorsIn(answer)));
    if (answer.kind === 'REFUSED') return { errors: answer.errors };
    if (answer.kind === 'EXECUTED') return answer.result;
    const { events, cost } = answer;
    return new CountedEvents(events, counts, () => {
      try {
        account?.charge(COST_OF_EVENT + cost);
      } catch (error) {
        throw shownIn(caller.language, error as GraphQLError);
      }
    });
  };
}

async function* noResults(): AsyncGenerator<ExecutionResult, undefined> {}

/** Events of one subscription, counted and charged as they leave. */
class CountedEvents implements AsyncIterableIterator<ExecutionResult> {
  #isOver = false;

  constructor(
    private readonly events: AsyncIterableIterator<ExecutionResult>,
    private readonly counts: LiveCounts,
    /** Throws when the budget of the client is spent: it resumes after its last cursor, and nothing is lost. */
    private readonly charge: () => void,
  ) {
    counts.subscriptions += 1;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const { done, value } = (await this.events.next()) as IteratorResult<ExecutionResult, undefined>;
      if (done || this.#isOver) return await this.return();
      this.charge();
      this.counts.events += 1;
      return { done: false, value };
    } catch (error) {
      await this.return();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#end();
    await this.events.return?.();
    return { done: true, value: undefined };
  }

  #end(): void {
    if (!this.#isOver) this.counts.subscriptions -= 1;
    this.#isOver = true;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

export function isIterable(result: unknown): result is AsyncIterableIterator<ExecutionResult> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}
