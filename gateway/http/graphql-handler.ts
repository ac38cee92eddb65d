import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '#kernel/auth';
import { readBody } from '#kernel/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { OperationRequest } from '../operation/document-ids.js';
import { statusOf, withoutHttp } from '../operation/errors.js';
import type { Answer, Pipeline } from '../operation/pipeline.js';
import { cacheControlFor } from '../operation/response.js';
import { JSON_TYPE, encode, negotiateType, type ResponseType } from './negotiation.js';
import { operationInBody, operationInUrl } from './operation-request.js';
import type { ResponseCache } from './response-cache.js';
import { tooLarge } from './responses.js';

export interface GraphQLHandlerOptions {
  pipeline: Pipeline;
  cache: ResponseCache | undefined;
  /** `cache-control` of results for anonymous callers; undefined when caching is off. */
  lifetime: string | undefined;
  maxBodyBytes: number;
  /** Observer of each operation: OK or an error code, and `performance.now()` at its arrival. */
  metrics: { observe(outcome: string, since: number): void } | undefined;
}

/** Response before it is encoded. */
interface Content {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** OK, or the code of the first error. */
  outcome: string;
}

/**
 * Answers operations over HTTP ("GraphQL over HTTP"): POST with a JSON body, GET with a query string. The handler of
 * graphql-http is not used: it ignores q values, knows neither `documentId` nor typed errors for malformed requests. Its
 * audits are the judge of this one.
 */
export function createGraphQLHandler(options: GraphQLHandlerOptions) {
  const { pipeline, cache, lifetime, maxBodyBytes, metrics } = options;

  /** Answers an authenticated request. */
  return async function answerGraphQL(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
  ): Promise<void> {
    const since = performance.now();
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
      return tooLarge(request, response, maxBodyBytes);
    const disconnected = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) disconnected.abort();
    });
    try {
      const body = request.method === 'POST' ? await readBody(request, maxBodyBytes) : Buffer.alloc(0);
      if (!body) return tooLarge(request, response, maxBodyBytes);
      const content = await contentFor(request, body, caller, disconnected.signal);
      if (disconnected.signal.aborted) return;
      await send(request, response, caller, content);
      metrics?.observe(content.outcome, since);
    } catch (error) {
      // A client that has disconnected gets no answer.
      if (!disconnected.signal.aborted && !request.destroyed) throw error;
    }
  };

  async function contentFor(
    request: IncomingMessage,
    body: Buffer,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<Content> {
    const { headers, method } = request;
    const type = negotiateType(headers);
    if (!type) return notAcceptable();
    // Answers to authenticated callers are never cached: they may hold what others must not read.
    const key =
      cache && caller.actor.kind === 'ANONYMOUS'
        ? cache.keyOf(headers, method!, request.url!, body)
        : undefined;
    const cached = key && cache!.find(key);
    if (cached) return { status: 200, ...cached, outcome: 'OK' };
    let operation: OperationRequest;
    try {
      operation = method === 'POST' ? operationInBody(body) : operationInUrl(request.url!);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return refused([withoutHttp(error)], statusOf([error], type === JSON_TYPE), type);
    }
    const answer = await pipeline.answer(operation, caller, { isReadOnly: method !== 'POST', signal });
    const content = contentOf(answer, caller, type, lifetime);
    // Only anonymous queries without errors have this header.
    if (key && lifetime && content.headers['cache-control'] === lifetime) cache!.keep(key, content);
    return content;
  }

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    content: Content,
  ): Promise<void> {
    const { headers: requestHeaders, method } = request;
    const headers: Record<string, string> = {
      ...content.headers,
      'x-request-id': caller.requestId,
    };
    if (method !== 'POST' && content.outcome === 'OK') {
      // Weak: the same content has several encodings.
      headers.etag = `W/"${createHash('sha256').update(content.body).digest('base64url').slice(0, 27)}"`;
      headers['cache-control'] ??= 'private, no-cache';
      if (isUnchanged(requestHeaders['if-none-match'], headers.etag)) {
        const { 'content-type': _, ...unchanged } = headers;
        return void response.writeHead(304, unchanged).end();
      }
    }
    const encoded = await encode(requestHeaders, content.body);
    response.writeHead(content.status, {
      ...headers,
      ...encoded.headers,
      'content-length': encoded.body.length,
    });
    response.end(method === 'HEAD' ? undefined : encoded.body);
  }
}

function contentOf(
  answer: Answer,
  caller: Caller,
  type: ResponseType,
  lifetime: string | undefined,
): Content {
  if (answer.kind === 'SUBSCRIBED') throw new Error('HTTP got a subscription, which it had not let through');
  if (answer.kind === 'REFUSED')
    return refused(answer.errors, type === JSON_TYPE ? answer.jsonStatus : answer.status, type, caller);
  const { result } = answer;
  const isQuery = answer.operation === OperationTypeNode.QUERY;
  const cacheControl = isQuery ? cacheControlFor(caller, !!result.errors?.length, lifetime) : 'no-store';
  return {
    status: 200,
    headers: { ...contentType(type), ...(cacheControl ? { 'cache-control': cacheControl } : {}) },
    body: Buffer.from(JSON.stringify(result)),
    outcome: outcomeOf(result.errors),
  };
}

function refused(
  errors: readonly GraphQLError[],
  status: number,
  type: ResponseType,
  caller?: Caller,
): Content {
  const cacheControl = caller && cacheControlFor(caller, true, undefined);
  return {
    status,
    headers: {
      ...contentType(type),
      ...(cacheControl ? { 'cache-control': cacheControl } : {}),
      ...(status === 405 ? { allow: 'POST' } : {}),
    },
    body: Buffer.from(JSON.stringify({ errors })),
    outcome: outcomeOf(errors),
  };
}

function notAcceptable(): Content {
  const expected = 'application/json or application/graphql-response+json';
  const extensions = { code: 'BAD_USER_INPUT', argument: 'accept', expected };
  return refused([new GraphQLError(`accept: expected ${expected}.`, { extensions })], 406, JSON_TYPE);
}

const contentType = (type: ResponseType) => ({ 'content-type': `${type}; charset=utf-8` });

const outcomeOf = (errors: readonly GraphQLError[] | undefined): string =>
  errors?.length ? String(errors[0]!.extensions.code) : 'OK';

/** Tells whether If-None-Match names an ETag, in weak comparison. */
function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const weak = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => weak(tag) === weak(etag));
}
