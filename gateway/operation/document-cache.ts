import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '#kernel/auth';
import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { getOperationAST, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import {
  cacheControlFor,
  anonymousCacheControl,
  publicResult,
  corsHeaders,
  timeoutResponse,
  type Answer,
} from './response.js';
import type { DocumentCache } from './parsed-documents.js';
import { checkInputDepth, inputErrors } from './input.js';
import { checkWeight, type Limits } from './limits.js';
import type { RootCheck } from './requirements.js';
import type { CallerContext } from './transport.js';

/** Executor of the federation engine: plans an operation, executes it on the subgraphs, merges their results. */
export type Execute = NonNullable<Awaited<ReturnType<typeof unifiedGraphHandler>>['executor']>;

export interface KnownOperationsOptions {
  documents: DocumentCache;
  execute: Execute;
  publicSchema: GraphQLSchema;
  refusedRoots: RootCheck;
  limits: Limits;
  diagnostics: boolean;
  requestTimeoutMs: number;
  responseCacheMs: number;
  log: Logger;
}

/** Request whose body has been read. */
export interface PostedRequest {
  headers: IncomingHttpHeaders;
  body: Buffer<ArrayBuffer>;
  /** The authenticated caller. */
  caller: Caller;
  /** Aborts when the client has disconnected. */
  signal: AbortSignal;
}

/**
 * Answers a query whose document is cached. Returns undefined for anything else (another kind of operation, an unusual
 * header, an invalid request), which the runtime then answers.
 */
export type AnswerKnown = (request: PostedRequest) => Promise<Answer | undefined>;

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
/** Content type by Accept header, as browsers, Apollo Client, axios and others send it, without spaces. */
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

/** Returns the content type of the response; undefined for an Accept header that only the runtime negotiates. */
export function negotiateContentType({ accept = '' }: IncomingHttpHeaders): string | undefined {
  return TYPES.get(accept.replaceAll(' ', ''));
}

const PARTS = new Set(['query', 'variables', 'operationName', 'extensions']);

interface Operation {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

/**
 * Creates the fast path for cached documents: the same checks of what differs between requests, the same executor and the
 * same presentation as the runtime's, without its plugin pipeline, which costs as much CPU as many operations.
 */
export function answerKnownOperations(options: KnownOperationsOptions): AnswerKnown {
  const { documents, execute, publicSchema, refusedRoots, limits, requestTimeoutMs, log } = options;
  const lifetime = anonymousCacheControl(options);
  return async ({ headers, body, caller, signal }) => {
    const type = negotiateContentType(headers);
    const operation = type && operationIn(body);
    const document = operation && documents.get(operation.query);
    if (!document) return undefined;
    const { variables, operationName } = operation;
    if (getOperationAST(document, operationName)?.operation !== 'query') return undefined;
    try {
      checkInputDepth(variables);
      checkWeight(document, publicSchema, variables, operationName, limits);
    } catch {
      return undefined; // The runtime reports the error.
    }
    if (refusedRoots(document, operationName, variables, caller.actor).length) return undefined;
    if (inputErrors(document, publicSchema, variables, operationName).length) return undefined;
    const context: CallerContext = { caller };
    const result = await withTimeout(requestTimeoutMs, signal, (abortSignal) =>
      execute({
        document,
        variables,
        ...(operationName === undefined ? {} : { operationName }),
        operationType: OperationTypeNode.QUERY,
        context,
        signal: abortSignal,
      }),
    );
    signal.throwIfAborted();
    const answer = result
      ? responseOf(
          publicResult(result, caller, log),
          type,
          cacheControlFor(caller, !!result.errors?.length, lifetime),
        )
      : timeoutResponse(requestTimeoutMs);
    Object.assign(answer.headers, corsHeaders(headers.origin), { 'x-request-id': caller.requestId });
    return answer;
  };
}

/** Returns the result, or undefined after the timeout. The executor is aborted then, and when the client disconnects. */
async function withTimeout(
  milliseconds: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => ReturnType<Execute>,
): Promise<ExecutionResult | undefined> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      controller.abort();
      resolve(undefined);
    }, milliseconds);
  });
  try {
    return await Promise.race([run(controller.signal) as Promise<ExecutionResult>, timeout]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
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

function responseOf(result: ExecutionResult, type: string, cacheControl: string | undefined): Answer {
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
