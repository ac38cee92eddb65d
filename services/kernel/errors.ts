import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';

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
export function badUserInput(options: { argument: string; expected: string; message?: string }): GraphQLError {
  const { argument, expected } = options;
  return new GraphQLError(options.message ?? `${argument}: expected ${expected}.`, {
    extensions: { code: 'BAD_USER_INPUT', argument, expected },
  });
}

export function notFound(type: string, argument: string): GraphQLError {
  return new GraphQLError(`No ${type} answers to ${argument}.`, { extensions: { code: 'NOT_FOUND', argument } });
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
    if (isKnownCode(original?.extensions?.code)) return at(error, new GraphQLError(error.message, { extensions: { ...original.extensions } }));
    log.error({ err: error.originalError ?? error, path: error.path, requestId }, 'unexpected error in a resolver');
    return at(error, internalError(requestId));
  });
}

/** The same error, at the place of another. */
function at(place: GraphQLError, { message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { ...(place.path ? { path: place.path } : {}), extensions });
}
