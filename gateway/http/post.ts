import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { Caller } from '#kernel/auth';
import { readBody } from '#kernel/server';
import { negotiateContentType, type AnswerKnown, type PostedRequest } from '../operation/document-cache.js';
import type { ResponseCache } from './response-cache.js';
import { tooLarge } from './responses.js';

interface PostOptions {
  runtime: GatewayRuntime;
  answerKnown: AnswerKnown;
  cache: ResponseCache | undefined;
  maxBodyBytes: number;
  /** Observer of each answered operation: OK or an error code, and `performance.now()` at its arrival. */
  metrics: { observe(outcome: string, since: number): void } | undefined;
}

/**
 * Answers operations posted as `application/json`: from the response cache, from the document cache, or through the
 * runtime. A request that accepts a stream of results goes to the runtime with its body unread.
 */
export function createPostHandler({ runtime, answerKnown, cache, maxBodyBytes, metrics }: PostOptions) {
  async function answerBody(posted: PostedRequest, response: ServerResponse): Promise<void> {
    const { headers, body, caller } = posted;
    const since = performance.now();
    // Answers to authenticated callers are never cached: they may hold what others must not read.
    const key = caller.actor.kind === 'ANONYMOUS' ? cache?.keyOf(headers, body) : undefined;
    const cached = key && cache!.find(key);
    if (cached) {
      response.writeHead(200, { ...cached.headers, 'x-request-id': caller.requestId }).end(cached.body);
      return metrics?.observe('OK', since);
    }
    const known = await answerKnown(posted);
    const answer = known ?? (await askRuntime(runtime, posted));
    if (key) cache!.offer(key, answer);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.end(answer.body);
    if (known) metrics?.observe(known.outcome, since);
  }

  return async function answerPost(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
  ): Promise<void> {
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
      return tooLarge(request, response, maxBodyBytes);
    const isSized = request.headers['transfer-encoding'] === undefined;
    if (!cache && isSized && negotiateContentType(request.headers) === undefined)
      return runtime.handle(request, response, { caller });
    const disconnected = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) disconnected.abort();
    });
    const { signal } = disconnected;
    try {
      const body = await readBody(request, maxBodyBytes);
      if (!body) return tooLarge(request, response, maxBodyBytes);
      await answerBody({ headers: request.headers, body, caller, signal }, response);
    } catch (error) {
      // A client that has disconnected gets no answer.
      if (!signal.aborted && !request.destroyed) throw error;
    }
  };
}

async function askRuntime(
  runtime: GatewayRuntime,
  { headers: incoming, body, caller, signal }: PostedRequest,
) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    if (typeof value === 'string' && name !== 'transfer-encoding') headers.set(name, value);
  }
  const request = { method: 'POST', headers, body, signal };
  const result = await runtime.fetch('http://gateway/graphql', request, { caller });
  return {
    status: result.status,
    headers: Object.fromEntries(result.headers) as Record<string, string>,
    body: Buffer.from(await result.arrayBuffer()),
  };
}
