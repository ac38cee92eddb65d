import type { Caller } from '#kernel/auth';
import { isKnownCode, type ErrorCode } from '#kernel/errors';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { malformedRequest, maskForPublic } from './errors.js';

/** A result as it leaves: errors with their codes or masked, the statistics of the request when they are asked for. */
export function publicResult(result: ExecutionResult, caller: Caller, log: Logger): ExecutionResult {
  const { errors, extensions } = result;
  if (!errors?.length && !caller.statistics) return result;
  return {
    ...result,
    // A field failed, up to the root: the operation was executed, and its data is null.
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

/** The `cache-control` of answers without errors to who is not known; undefined when nobody may keep them. */
export function lifetimeOf(options: { responseCacheMs: number; diagnostics: boolean }): string | undefined {
  return options.responseCacheMs > 0 && !options.diagnostics
    ? `private, max-age=${Math.ceil(options.responseCacheMs / 1_000)}`
    : undefined;
}

/** The `cache-control` of an answer; what somebody was told by name is kept nowhere. */
export function cacheControlOf(caller: Caller, hasErrors: boolean, lifetime: string | undefined) {
  if (caller.actor.kind !== 'ANONYMOUS') return 'no-store';
  return hasErrors ? undefined : lifetime;
}

/** An answer that is complete. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
  /** OK, or the code of the first error. */
  outcome: string;
}

/** Who may read answers in a browser: pages of every site, without credentials. */
export const CORS = {
  origin: '*',
  credentials: false as const,
  methods: ['GET', 'POST', 'OPTIONS'],
  exposedHeaders: ['x-request-id', 'www-authenticate', 'retry-after'],
  maxAge: 86_400,
};

/** What an answer depends on: the caller's language decides that of labels. */
export const DEPENDS_ON = 'accept-language, authorization, x-api-key';

/** The headers that tell browsers and caches who may have an answer. */
export function readableBy(origin: string | undefined): Record<string, string> {
  if (origin === undefined) return { vary: DEPENDS_ON };
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': CORS.methods.join(', '),
    'access-control-expose-headers': CORS.exposedHeaders.join(', '),
    'access-control-max-age': String(CORS.maxAge),
    vary: `Origin, ${DEPENDS_ON}`,
  };
}

/** To an operation that has taken its time. */
export function tooLate(requestTimeoutMs: number): Answer {
  const seconds = requestTimeoutMs / 1_000;
  return refusal(503, { code: 'TIMEOUT' }, `The answer took longer than ${seconds} s; ask for less.`);
}

/** To who accepts nothing that can be given. */
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
