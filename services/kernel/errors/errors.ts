import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseAway, isStatementTimeout } from './database-faults.js';

/** The closed list of `extensions.code`; anything else is a fault of ours and leaves as INTERNAL. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_LIMIT_EXCEEDED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'SUBGRAPH_UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export function isKnownCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && (ERROR_CODES as readonly string[]).includes(code);
}

/** @param options.argument path of the argument or variable, such as `filter.population.gte` */
export function badUserInput(options: {
  argument: string;
  expected: string;
  message?: string;
}): GraphQLError {
  const { argument, expected } = options;
  return new GraphQLError(options.message ?? `${argument}: expected ${expected}.`, {
    extensions: { code: 'BAD_USER_INPUT', argument, expected },
  });
}

function unavailable(message: string, code: ErrorCode): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

export function internalError(requestId: string): GraphQLError {
  return new GraphQLError('Something went wrong on our side. Quote the request id when you report it.', {
    extensions: { code: 'INTERNAL', requestId },
  });
}

/** Keeps errors that were meant for the caller; logs and replaces every other. Path and locations stay. */
export function maskErrors(errors: readonly GraphQLError[], requestId: string, log: Logger): GraphQLError[] {
  return errors.map((error) => {
    if (isKnownCode(error.extensions?.code)) return error;
    const original = error.originalError as { extensions?: { code?: unknown } } | undefined;
    if (isKnownCode(original?.extensions?.code))
      return at(error, new GraphQLError(error.message, { extensions: { ...original.extensions } }));
    const cause = error.originalError ?? error;
    if (isDatabaseAway(cause)) {
      log.warn({ err: cause, requestId }, 'the database is away');
      return at(
        error,
        unavailable('Its database cannot be reached; try again later.', 'SUBGRAPH_UNAVAILABLE'),
      );
    }
    if (isStatementTimeout(cause)) {
      log.warn({ err: cause, path: error.path, requestId }, 'a statement took too long');
      return at(error, unavailable('The answer took too long; ask for less.', 'TIMEOUT'));
    }
    log.error({ err: cause, path: error.path, requestId }, 'unexpected error in a resolver');
    return at(error, internalError(requestId));
  });
}

/** The same error, at the place of another. */
function at(place: GraphQLError, { message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { ...(place.path ? { path: place.path } : {}), extensions });
}
