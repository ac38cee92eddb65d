import type { IncomingMessage, ServerResponse } from 'node:http';
import { publicError } from '#kernel/errors';
import { disconnectionOf, readBody } from '#kernel/server';
import { EventStream } from '#kernel/subscriptions';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { OperationRequest } from '../operation/document-ids.js';
import { shownIn } from '../operation/errors.js';
import { operationInBody, operationInUrl } from '../http/operation-request.js';
import { Session } from './session.js';
import { addressOf, requestHeaders, type Identify } from './request-headers.js';
import { type Connections, type CloseReason, type LiveCounts } from './connections.js';
import { isIterable, type ExecuteOverConnection } from './execute-over-connection.js';
import { AuthenticationError } from '../identity/authentication-error.js';
import { httpText } from '../http/texts.js';
import { languageOf, refuse, sendErrors, tooLarge } from '../http/responses.js';
import type { RevocationMonitor } from './revocation-monitor.js';

export interface EventStreamOptions {
  answer: ExecuteOverConnection;
  identify: Identify;
  monitor: RevocationMonitor;
  connections: Connections;
  counts: LiveCounts;
  maxBodyBytes: number;
  slowConsumerMs: number;
  trustProxy: boolean;
}

/** Last error of a stream that the server ends. */
const CLOSE_FRAMES: Partial<Record<CloseReason, GraphQLError>> = {
  EXPIRED: publicError('UNAUTHENTICATED', httpText('TOKEN_EXPIRED')),
  UNAUTHENTICATED: publicError('UNAUTHENTICATED', httpText('SESSION_REVOKED')),
  PERMISSIONS_REVOKED: publicError('FORBIDDEN', httpText('PERMISSIONS_REVOKED')),
  SLOW_CONSUMER: publicError('TIMEOUT', httpText('SLOW_CONSUMER')),
};

/** Tells whether the client prefers server-sent events: the first type that it accepts. */
export const wantsEvents = ({ headers }: IncomingMessage): boolean =>
  /^\s*text\/event-stream\b/i.test(headers.accept ?? '');

/** Serves operations as server-sent events, one request for each ("distinct connections mode" of graphql-sse). */
export function serveEvents(options: EventStreamOptions) {
  const { answer, connections, counts, maxBodyBytes, slowConsumerMs } = options;
  const open = new Map<EventStream, (reason: CloseReason) => void>();

  async function sendResults(
    request: IncomingMessage,
    response: ServerResponse,
    operation: OperationRequest,
    session: Session,
  ): Promise<void> {
    const signal = disconnectionOf(response);
    const result = await answer(operation, session, { isReadOnly: request.method !== 'POST', signal });
    const results = isIterable(result) ? result : single(result);
    if (signal.aborted) return void (await results.return!());
    const stream = new EventStream(response);
    const next = (event: ExecutionResult) => stream.send({ event: 'next', data: JSON.stringify(event) });
    const end = (reason: CloseReason) => {
      counts.end(reason);
      open.delete(stream);
      const error = CLOSE_FRAMES[reason];
      if (error) void next({ errors: [shownIn(languageOf(request), error)] });
      void stream.send({ event: 'complete', data: '' });
      // A slow client gets as long again to read up to the last event.
      setTimeout(() => stream.destroy(), slowConsumerMs).unref();
      stream.end();
    };
    const stop = () => void results.return!();
    stream.closed.addEventListener('abort', stop);
    if (stream.closed.aborted) stop();
    open.set(stream, end);
    counts.streams += 1;
    session.monitor(end);
    try {
      for await (const event of results) {
        if (stream.closed.aborted) break;
        await next(event);
      }
      if (open.has(stream)) await stream.send({ event: 'complete', data: '' });
    } catch (error) {
      await next({ errors: [error as GraphQLError] });
      await stream.send({ event: 'complete', data: '' });
    } finally {
      counts.streams -= 1;
      open.delete(stream);
      stream.end();
    }
  }

  const slowChecks = setInterval(
    () => {
      for (const [stream, end] of open) if (stream.backpressureMs > slowConsumerMs) end('SLOW_CONSUMER');
    },
    Math.min(1_000, slowConsumerMs),
  );

  return {
    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      let session: Session;
      try {
        session = await Session.of(requestHeaders(request), addressOf(request, options.trustProxy), options);
      } catch (error) {
        if (!(error instanceof AuthenticationError)) throw error;
        for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
        return sendErrors(response, error.status, [error]);
      }
      const release = connections.take(session.key);
      if (!release) return refuse(response, 429, 'RATE_LIMITED', httpText('TOO_MANY_CONNECTIONS'));
      try {
        const operation = await operationOf(request, response);
        if (operation) await sendResults(request, response, operation, session);
      } finally {
        session.leave();
        release();
      }
    },
    /** Ends all streams; those that are not read to their end are cut when the server closes. */
    close(): void {
      clearInterval(slowChecks);
      for (const end of [...open.values()]) end('SHUTTING_DOWN');
    },
  };

  /** Reads the operation. @returns undefined when the request was refused */
  async function operationOf(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<OperationRequest | undefined> {
    try {
      if (request.method === 'GET') return operationInUrl(request.url ?? '');
      const body = await readBody(request, maxBodyBytes);
      return body ? operationInBody(body) : void tooLarge(request, response, maxBodyBytes);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return void sendErrors(response, 400, [error]);
    }
  }
}

async function* single(result: ExecutionResult): AsyncGenerator<ExecutionResult, undefined> {
  yield result;
}
