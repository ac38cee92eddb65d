import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '#kernel/auth';
import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { getOperationAST, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { cacheControlOf, lifetimeOf, publicResult, readableBy, tooLate, type Answer } from './response.js';
import type { Documents } from './parsed-documents.js';
import { checkInputDepth, inputErrors } from './input.js';
import { checkWeight, type Limits } from './limits.js';
import type { RootCheck } from './requirements.js';
import type { CallerContext } from './transport.js';

/** The engine's own executor: plans an operation, asks the subgraphs, puts the parts together. */
export type Execute = NonNullable<Awaited<ReturnType<typeof unifiedGraphHandler>>['executor']>;

export interface KnownOperationsOptions {
  documents: Documents;
  execute: Execute;
  publicSchema: GraphQLSchema;
  refusedRoots: RootCheck;
  limits: Limits;
  diagnostics: boolean;
  requestTimeoutMs: number;
  responseCacheMs: number;
  log: Logger;
}

/** A request that has been read. */
export interface PostedRequest {
  headers: IncomingHttpHeaders;
  body: Buffer<ArrayBuffer>;
  /** Who asks, found out already. */
  caller: Caller;
  /** Aborts when the client has gone. */
  signal: AbortSignal;
}

/**
 * Answers a query, or gives undefined for what it does not know: the runtime has the last word on everything
 * that is not an ordinary query in a document that has been answered before.
 */
export type AnswerKnown = (request: PostedRequest) => Promise<Answer | undefined>;

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
/** What clients say that they accept, as browsers, Apollo Client, axios and others send it, and what they are given. */
const TYPES = new Map([
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json,*/*', JSON_TYPE],
  ['application/json,text/plain,*/*', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json,application/json', RESPONSE_TYPE],
  ['application/graphql-response+json,application/json;q=0.9', RESPONSE_TYPE],
]);

/** The type of the answer, for who accepts one that is known here. */
export function typeFor({ accept = '' }: IncomingHttpHeaders): string | undefined {
  return TYPES.get(accept.replaceAll(' ', ''));
}

const PARTS = new Set(['query', 'variables', 'operationName', 'extensions']);

interface Operation {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

/**
 * The short way for documents that came before and were valid: the same checks of what changes from request to
 * request, the same executor and the same presentation as the runtime's, without its pipeline of plugins, which takes
 * as long as many an answer.
 */
export function answerKnownOperations(options: KnownOperationsOptions): AnswerKnown {
  const { documents, execute, publicSchema, refusedRoots, limits, requestTimeoutMs, log } = options;
  const lifetime = lifetimeOf(options);
  return async ({ headers, body, caller, signal }) => {
    const type = typeFor(headers);
    const operation = type && operationIn(body);
    const document = operation && documents.get(operation.query);
    if (!document) return undefined;
    const { variables, operationName } = operation;
    if (getOperationAST(document, operationName)?.operation !== 'query') return undefined;
    try {
      checkInputDepth(variables);
      checkWeight(document, publicSchema, variables, operationName, limits);
    } catch {
      return undefined; // The runtime says what is wrong.
    }
    if (refusedRoots(document, operationName, variables, caller.actor).length) return undefined;
    if (inputErrors(document, publicSchema, variables, operationName).length) return undefined;
    const context: CallerContext = { caller };
    const result = await inTime(requestTimeoutMs, signal, (wanted) =>
      execute({
        document,
        variables,
        ...(operationName === undefined ? {} : { operationName }),
        operationType: OperationTypeNode.QUERY,
        context,
        signal: wanted,
      }),
    );
    signal.throwIfAborted();
    const answer = result
      ? presented(
          publicResult(result, caller, log),
          type,
          cacheControlOf(caller, !!result.errors?.length, lifetime),
        )
      : tooLate(requestTimeoutMs);
    Object.assign(answer.headers, readableBy(headers.origin), { 'x-request-id': caller.requestId });
    return answer;
  };
}

/** What comes of it, or undefined when the time is over. What has been asked is told when nobody waits any longer. */
async function inTime(
  milliseconds: number,
  signal: AbortSignal,
  ask: (wanted: AbortSignal) => ReturnType<Execute>,
): Promise<ExecutionResult | undefined> {
  const wanted = new AbortController();
  const leave = () => wanted.abort(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      wanted.abort();
      resolve(undefined);
    }, milliseconds);
  });
  try {
    return await Promise.race([ask(wanted.signal) as Promise<ExecutionResult>, late]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}

function operationIn(body: Buffer): Operation | undefined {
  let posted: Record<string, unknown>;
  try {
    posted = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (!isObject(posted) || !Object.keys(posted).every((part) => PARTS.has(part))) return undefined;
  const { query, variables = null, operationName = null, extensions = null } = posted;
  if (typeof query !== 'string' || !(variables === null || isObject(variables))) return undefined;
  if (!(operationName === null || (typeof operationName === 'string' && operationName))) return undefined;
  if (!(extensions === null || isObject(extensions))) return undefined;
  return { query, variables: variables ?? {}, operationName: operationName ?? undefined };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function presented(result: ExecutionResult, type: string, cacheControl: string | undefined): Answer {
  const [error] = result.errors ?? [];
  return {
    status: 200,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      ...(cacheControl ? { 'cache-control': cacheControl } : {}),
    },
    body: Buffer.from(JSON.stringify(result)),
    outcome: error ? String(error.extensions.code) : 'OK',
  };
}
