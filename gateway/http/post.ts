import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { Caller } from '#kernel/auth';
import { readBody } from '#kernel/server';
import { typeFor, type AnswerKnown, type PostedRequest } from '../operation/document-cache.js';
import type { ResponseCache } from './response-cache.js';
import { tooLarge } from './responses.js';

interface PostOptions {
  runtime: GatewayRuntime;
  answerKnown: AnswerKnown;
  cache: ResponseCache | undefined;
  maxBodyBytes: number;
  /** Told of each operation that was answered: OK or an error code, and `performance.now()` when it came. */
  metrics: { observe(outcome: string, since: number): void } | undefined;
}

/**
 * Answers operations that come by POST as `application/json`: from the cache, by the short way, or through the runtime.
 * What asks for a stream of answers goes to the runtime unread.
 */
export function createPostHandler({ runtime, answerKnown, cache, maxBodyBytes, metrics }: PostOptions) {
  async function answerRead(posted: PostedRequest, response: ServerResponse): Promise<void> {
    const { headers, body, caller } = posted;
    const since = performance.now();
    // What somebody is told by name is for nobody else.
    const key = caller.actor.kind === 'ANONYMOUS' ? cache?.keyOf(headers, body) : undefined;
    const kept = key && cache!.find(key);
    if (kept) {
      response.writeHead(200, { ...kept.headers, 'x-request-id': caller.requestId }).end(kept.body);
      return metrics?.observe('OK', since);
    }
    const known = await answerKnown(posted);
    const answer = known ?? (await ask(runtime, posted));
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
    if (!cache && isSized && typeFor(request.headers) === undefined)
      return runtime.handle(request, response, { caller });
    const leaving = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort();
    });
    const { signal } = leaving;
    try {
      const body = await readBody(request, maxBodyBytes);
      if (!body) return tooLarge(request, response, maxBodyBytes);
      await answerRead({ headers: request.headers, body, caller, signal }, response);
    } catch (error) {
      // Who has gone is told nothing.
      if (!signal.aborted && !request.destroyed) throw error;
    }
  };
}

async function ask(runtime: GatewayRuntime, { headers: given, body, caller, signal }: PostedRequest) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
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
