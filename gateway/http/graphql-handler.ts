import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '#kernel/auth';
import { disconnectionOf, readBody } from '#kernel/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { COST_OF_REQUEST, type Account } from '../operation/account.js';
import { budgetHeaders } from '../budgets/headers.js';
import { HeldTurn, delivered } from './delivery.js';
import type { OperationRequest } from '../operation/document-ids.js';
import { malformedRequest, shownIn, statusOf } from '../operation/errors.js';
import { EncodedBody } from '../operation/answers/encoded-body.js';
import { errorsIn, type Answer, type Pipeline } from '../operation/pipeline.js';
import { OperationRecord, codesOf, type OperationObserver } from '../operation/record.js';
import { cacheControlFor } from '../operation/response.js';
import { JSON_TYPE, encode, negotiateType, type ResponseType } from './negotiation.js';
import { operationInBody, operationInUrl } from './operation-request.js';
import { tooLarge } from './responses.js';
import { isUnchanged } from './send-body.js';
import { expectedOfRequest, httpText } from './texts.js';

export interface GraphQLHandlerOptions {
  pipeline: Pipeline;
  maxBodyBytes: number;
  /** Time in which a client must read a short answer; a long one takes longer. */
  slowConsumerMs: number;
  /** Observer of each operation. */
  observer?: OperationObserver | undefined;
}

/** Response before it is encoded. */
interface Content {
  status: number;
  headers: Record<string, string>;
  body: EncodedBody;
  /** Codes of its errors. */
  codes: readonly string[];
}

/**
 * Answers operations over HTTP ("GraphQL over HTTP"): POST with a JSON body, GET with a query string. The handler of
 * graphql-http is not used: it ignores q values, knows neither `documentId` nor typed errors for malformed requests. Its
 * audits are the judge of this one.
 */
export function createGraphQLHandler(options: GraphQLHandlerOptions) {
  const { pipeline, maxBodyBytes, slowConsumerMs, observer } = options;

  /** Answers an authenticated request. @throws also when the client disconnects, as `isDisconnection` tells */
  return async function answerGraphQL(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    account: Account | undefined,
  ): Promise<void> {
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
      return tooLarge(request, response, maxBodyBytes);
    const turn = new HeldTurn();
    try {
      await answerInTurn(request, response, caller, account, turn);
    } finally {
      turn.end();
    }
  };

  async function answerInTurn(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    account: Account | undefined,
    turn: HeldTurn,
  ): Promise<void> {
    const record = new OperationRecord(caller, 'HTTP');
    const disconnected = disconnectionOf(response);
    const body = request.method === 'POST' ? await readBody(request, maxBodyBytes) : Buffer.alloc(0);
    if (!body) return tooLarge(request, response, maxBodyBytes);
    const content = await contentFor(request, body, caller, { signal: disconnected, account, turn, record });
    if (disconnected.aborted) return;
    const bytes = await send(request, response, caller, content);
    observer?.observe(record, content.codes);
    await delivered(response, bytes, slowConsumerMs);
  }

  async function contentFor(
    request: IncomingMessage,
    body: Buffer,
    caller: Caller,
    {
      signal,
      account,
      turn,
      record,
    }: { signal: AbortSignal; account: Account | undefined; turn: HeldTurn; record: OperationRecord },
  ): Promise<Content> {
    const { headers, method } = request;
    const type = negotiateType(headers);
    if (!type) return notAcceptable(caller);
    let operation: OperationRequest;
    try {
      account?.charge(COST_OF_REQUEST);
      operation = method === 'POST' ? operationInBody(body) : operationInUrl(request.url!);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const content = refused(
        [shownIn(caller.language, error)],
        statusOf([error], type === JSON_TYPE),
        type,
        caller,
      );
      return withBudget(content, account, error);
    }
    const holdTurn = (end: () => void) => turn.hold(end);
    const door = { isReadOnly: method !== 'POST', signal, account, holdTurn, record };
    const answer = await pipeline.answer(operation, caller, door);
    return withBudget(contentOf(answer, caller, type), account, errorsIn(answer)?.[0]);
  }

  /** @returns the size of what was sent, in bytes */
  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    content: Content,
  ): Promise<number> {
    const { headers: requestHeaders, method } = request;
    const headers: Record<string, string> = {
      ...content.headers,
      'x-request-id': caller.requestId,
    };
    if (method !== 'POST' && !content.codes.length) {
      headers.etag = content.body.etag;
      headers['cache-control'] ??= 'private, no-cache';
      if (isUnchanged(requestHeaders['if-none-match'], headers.etag)) {
        const { 'content-type': _, ...unchanged } = headers;
        response.writeHead(304, unchanged).end();
        return 0;
      }
    }
    const encoded = await encode(requestHeaders, content.body);
    response.writeHead(content.status, {
      ...headers,
      ...encoded.headers,
      'content-length': encoded.body.length,
    });
    response.end(method === 'HEAD' ? undefined : encoded.body);
    return encoded.body.length;
  }
}

/** Adds the headers that tell a client its budget. */
const withBudget = (
  content: Content,
  account: Account | undefined,
  error: GraphQLError | undefined,
): Content => ({
  ...content,
  headers: { ...content.headers, ...budgetHeaders(account?.state, error?.extensions.retryAfter) },
});

function contentOf(answer: Answer, caller: Caller, type: ResponseType): Content {
  if (answer.kind === 'SUBSCRIBED') throw new Error('HTTP got a subscription, which it had not let through');
  if (answer.kind === 'REFUSED')
    return refused(answer.errors, type === JSON_TYPE ? answer.jsonStatus : answer.status, type, caller);
  const { body, ageMs } = answer;
  const cacheControl = answer.operation === OperationTypeNode.QUERY ? cacheControlFor(caller) : 'no-store';
  return {
    status: 200,
    headers: {
      ...contentType(type),
      ...(cacheControl ? { 'cache-control': cacheControl } : {}),
      ...(ageMs === undefined ? {} : { age: String(Math.floor(ageMs / 1_000)) }),
    },
    body: body ?? bodyOf(answer.result),
    codes: codesOf(errorsIn(answer)),
  };
}

function refused(
  errors: readonly GraphQLError[],
  status: number,
  type: ResponseType,
  caller?: Caller,
): Content {
  const cacheControl = caller && cacheControlFor(caller);
  return {
    status,
    headers: {
      ...contentType(type),
      ...(cacheControl ? { 'cache-control': cacheControl } : {}),
      ...(status === 405 ? { allow: 'POST' } : {}),
    },
    body: bodyOf({ errors }),
    codes: codesOf(errors),
  };
}

function notAcceptable({ language }: Caller): Content {
  const expected = expectedOfRequest('TYPES');
  const error = malformedRequest(httpText('NOT_ACCEPTABLE', { expected }), { argument: 'accept', expected });
  return refused([shownIn(language, error)], 406, JSON_TYPE);
}

const bodyOf = (content: object): EncodedBody => new EncodedBody(Buffer.from(JSON.stringify(content)));

const contentType = (type: ResponseType) => ({ 'content-type': `${type}; charset=utf-8` });
