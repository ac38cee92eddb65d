import type { Caller } from '#kernel/auth';
import { isKnownCode, type ErrorCode } from '#kernel/errors';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { malformedRequest, maskForPublic } from './errors.js';

/** Returns a result as clients get it: errors with a known code or masked, and statistics when diagnostics are on. */
export function publicResult(result: ExecutionResult, caller: Caller, log: Logger): ExecutionResult {
  const { errors, extensions } = result;
  if (!errors?.length && !caller.statistics) return result;
  return {
    ...result,
    // An error with a path: the operation was executed, so the result has data, even if that is null.
    ...(errors?.some(({ path }) => path) ? { data: result.data ?? null } : {}),
    ...(errors?.length ? { errors: errors.map((error) => publicError(error, caller.requestId, log)) } : {}),
    ...(caller.statistics ? { extensions: { ...extensions, statistics: caller.statistics } } : {}),
  };
}

function publicError(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  return isKnownCode(error.extensions?.code)
    ? maskForPublic(error, requestId, log)
    : (malformedRequest(error) ?? maskForPublic(error, requestId, log));
}

/** Returns the `cache-control` of results without errors for anonymous callers; undefined when caching is off. */
export function anonymousCacheControl(options: {
  responseCacheMs: number;
  diagnostics: boolean;
}): string | undefined {
  return options.responseCacheMs > 0 && !options.diagnostics
    ? `private, max-age=${Math.ceil(options.responseCacheMs / 1_000)}`
    : undefined;
}

/** Returns the `cache-control` of a result; one for an authenticated caller must not be stored. */
export function cacheControlFor(caller: Caller, hasErrors: boolean, lifetime: string | undefined) {
  if (caller.actor.kind !== 'ANONYMOUS') return 'no-store';
  return hasErrors ? undefined : lifetime;
}

/** Complete HTTP response to an operation. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
  /** OK, or the code of the first error. */
  outcome: string;
}

/** CORS policy: pages of every site may read responses, without cookies. */
export const CORS = {
  origin: '*',
  credentials: false as const,
  methods: ['GET', 'POST', 'OPTIONS'],
  exposedHeaders: ['x-request-id', 'www-authenticate', 'retry-after'],
  maxAge: 86_400,
};

/** Value of Vary: results depend on the language (labels) and the credentials of the caller. */
export const VARY = 'accept-language, authorization, x-api-key';

/** Returns the CORS headers of a response, and Vary. @param origin Origin header of the request */
export function corsHeaders(origin: string | undefined): Record<string, string> {
  if (origin === undefined) return { vary: VARY };
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': CORS.methods.join(', '),
    'access-control-expose-headers': CORS.exposedHeaders.join(', '),
    'access-control-max-age': String(CORS.maxAge),
    vary: `Origin, ${VARY}`,
  };
}

/** Response to an operation that exceeded the timeout. */
export function timeoutResponse(requestTimeoutMs: number): Answer {
  const seconds = requestTimeoutMs / 1_000;
  return refusal(503, { code: 'TIMEOUT' }, `The answer took longer than ${seconds} s; ask for less.`);
}

/** Response to a client that accepts no supported content type. */
export function notAcceptable(): Answer {
  const expected = 'application/json or application/graphql-response+json';
  const extensions = { code: 'BAD_USER_INPUT' as const, argument: 'accept', expected };
  return refusal(406, extensions, `accept: expected ${expected}.`);
}

function refusal(status: number, extensions: { code: ErrorCode }, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify({ errors: [{ message, extensions }] })),
    outcome: extensions.code,
  };
}
