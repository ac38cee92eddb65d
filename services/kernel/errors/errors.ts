import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseAway, isStatementTimeout } from './database-faults.js';

/** Closed list of `extensions.code`; an error with any other code is masked as INTERNAL. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_LIMIT_EXCEEDED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'PERSISTED_QUERY_NOT_FOUND',
  'RATE_LIMITED',
  'SUBGRAPH_UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export function isKnownCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && (ERROR_CODES as readonly string[]).includes(code);
}

/** Error for invalid input. @param options.argument path of the argument or variable, such as `filter.population.gte` */
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

/** Keeps errors with a known code; logs and replaces every other. Paths stay. */
export function maskErrors(errors: readonly GraphQLError[], requestId: string, log: Logger): GraphQLError[] {
  return errors.map((error) => {
    if (isKnownCode(error.extensions?.code)) return error;
    const original = error.originalError as { extensions?: { code?: unknown } } | undefined;
    if (isKnownCode(original?.extensions?.code))
      return withPathOf(error, new GraphQLError(error.message, { extensions: { ...original.extensions } }));
    const cause = error.originalError ?? error;
    if (isDatabaseAway(cause)) {
      log.warn({ err: cause, requestId }, 'database unavailable');
      return withPathOf(
        error,
        unavailable('Its database cannot be reached; try again later.', 'SUBGRAPH_UNAVAILABLE'),
      );
    }
    if (isStatementTimeout(cause)) {
      log.warn({ err: cause, path: error.path, requestId }, 'statement timeout');
      return withPathOf(error, unavailable('The answer took too long; ask for less.', 'TIMEOUT'));
    }
    log.error({ err: cause, path: error.path, requestId }, 'unexpected error in a resolver');
    return withPathOf(error, internalError(requestId));
  });
}

/** An error with the path of another. */
function withPathOf(place: GraphQLError, { message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { ...(place.path ? { path: place.path } : {}), extensions });
}
