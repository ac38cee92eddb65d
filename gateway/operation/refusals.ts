import type { Caller } from '#kernel/auth';
import { badUserInput, expected } from '#kernel/errors';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { ConditionError, LimitError, PlanningError } from '../engine/index.js';
import { asRequestError, httpError, operationText, requestError, statusOf } from './errors.js';
import { limitExceeded } from './limits.js';
import { publicErrors } from './response.js';

/** Answer to an operation that was not executed. */
export interface Refused {
  kind: 'REFUSED';
  errors: readonly GraphQLError[];
  /** HTTP status of a response of the type application/graphql-response+json. */
  status: number;
  /** HTTP status of one of the type application/json. */
  jsonStatus: number;
}

/** Returns the answer to an operation for what was thrown on its way. */
export function refusal(thrown: unknown, caller: Caller, log: Logger): Refused {
  const errors = errorsOf(thrown);
  return {
    kind: 'REFUSED',
    errors: publicErrors(errors, caller, log),
    status: statusOf(errors, false),
    jsonStatus: statusOf(errors, true),
  };
}

function errorsOf(thrown: unknown): GraphQLError[] {
  if (thrown instanceof ConditionError) return [withoutCondition(thrown)];
  if (thrown instanceof LimitError)
    return [limitExceeded(thrown.limit, thrown.maximum, 'MORE', 'LIMIT_WRITTEN_OUT')];
  if (thrown instanceof PlanningError && thrown.reason !== 'FAILED') return [unplanned(thrown)];
  const several = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : [];
  return (several.length ? several : [thrown]).map((error) =>
    error instanceof GraphQLError
      ? error
      : new GraphQLError((error as Error).message, { originalError: error as Error }),
  );
}

function withoutCondition({ variable }: ConditionError): GraphQLError {
  const wanted = expected('VALUE_OF_TYPE', { type: 'Boolean!' });
  return asRequestError(badUserInput({ argument: variable, expected: wanted }));
}

/** Returns the error of an operation that could not be planned in time. */
function unplanned({ reason }: PlanningError): GraphQLError {
  return reason === 'BUSY'
    ? httpError(503, 'RATE_LIMITED', operationText('PLANNER_BUSY'), { retryAfter: 1 })
    : requestError('OPERATION_LIMIT_EXCEEDED', operationText('PLANNING'), { limit: 'planning' });
}
