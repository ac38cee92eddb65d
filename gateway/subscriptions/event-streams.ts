import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '#kernel/server';
import { EventStream } from '#kernel/subscriptions';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { readableBy } from '../operation/response.js';
import { Presence } from './session.js';
import { addressOf, saidBy, type Identify } from './request-headers.js';
import { type Connections, type Farewell, type LiveCounts } from './connections.js';
import { isIterable, type AnswerLive, type LiveOperation } from './execute-over-connection.js';
import { NotIdentified } from '../identity/authentication-error.js';
import { refuse, sendJson, tooLarge } from '../http/responses.js';
import type { Watch } from './revocation-monitor.js';

export interface EventStreamOptions {
  answer: AnswerLive;
  identify: Identify;
  watch: Watch;
  connections: Connections;
  counts: LiveCounts;
  maxBodyBytes: number;
  slowReaderMs: number;
  trustProxy: boolean;
}

/** What a stream that ends before its time says last. */
const FAREWELLS: Partial<Record<Farewell, readonly [code: string, message: string]>> = {
  EXPIRED: [
    'UNAUTHENTICATED',
    'Your token has expired: subscribe again with another one, after your last cursor.',
  ],
  UNAUTHENTICATED: ['UNAUTHENTICATED', 'You are no longer who you said.'],
  FEWER_PERMISSIONS: ['FORBIDDEN', 'Your permissions have changed.'],
  TOO_SLOW: ['TIMEOUT', 'You read too slowly: go on after your last cursor.'],
};

/** Whether a request asks for server-sent events above all. */
export const wantsEvents = ({ headers }: IncomingMessage): boolean =>
  /^\s*text\/event-stream\b/i.test(headers.accept ?? '');

/** Operations answered by server-sent events, each by a request of its own ("distinct connections" of graphql-sse). */
export function serveEvents(options: EventStreamOptions) {
  const { answer, connections, counts, maxBodyBytes, slowReaderMs } = options;
  const open = new Map<EventStream, (farewell: Farewell) => void>();

  async function tell(
    request: IncomingMessage,
    response: ServerResponse,
    operation: LiveOperation,
    presence: Presence,
  ): Promise<void> {
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    const result = await answer(operation, presence, { method: request.method!, signal: leaving.signal });
    const follow = isIterable(result) ? result : only(result);
    if (leaving.signal.aborted) return void (await follow.return!());
    const headers = readableBy(request.headers.origin);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const stream = new EventStream(response);
    const next = (told: ExecutionResult) => stream.send({ event: 'next', data: JSON.stringify(told) });
    const end = (farewell: Farewell) => {
      counts.end(farewell);
      open.delete(stream);
      const [code, message] = FAREWELLS[farewell] ?? [];
      if (message) void next({ errors: [new GraphQLError(message, { extensions: { code } })] });
      void stream.send({ event: 'complete', data: '' });
      // Whoever is slow may come to read it.
      setTimeout(() => stream.destroy(), slowReaderMs).unref();
      stream.end();
    };
    const leave = () => void follow.return!();
    stream.closed.addEventListener('abort', leave);
    if (stream.closed.aborted) leave();
    open.set(stream, end);
    counts.streams += 1;
    presence.watch(end);
    try {
      for await (const told of follow) {
        if (stream.closed.aborted) break;
        await next(told);
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

  const looks = setInterval(
    () => {
      for (const [stream, end] of open) if (stream.stuckMs > slowReaderMs) end('TOO_SLOW');
    },
    Math.min(1_000, slowReaderMs),
  );

  return {
    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      let presence: Presence;
      try {
        presence = await Presence.of(saidBy(request), addressOf(request, options.trustProxy), options);
      } catch (error) {
        if (!(error instanceof NotIdentified)) throw error;
        for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
        return sendJson(response, error.status, { errors: [error] });
      }
      const giveBack = connections.take(presence.key);
      if (!giveBack) return refuse(response, 429, 'RATE_LIMITED', 'There are too many connections.');
      try {
        const operation = await operationOf(request, response);
        if (operation) await tell(request, response, operation, presence);
      } finally {
        presence.leave();
        giveBack();
      }
    },
    /** Tells all that it is over; what is not taken by then ends with the server. */
    close(): void {
      clearInterval(looks);
      for (const end of [...open.values()]) end('STOPPING');
    },
  };

  /** Undefined when it was refused. */
  async function operationOf(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<LiveOperation | undefined> {
    let given: unknown;
    try {
      if (request.method === 'GET') given = inAddress(request.url ?? '');
      else {
        const body = await readBody(request, maxBodyBytes);
        if (!body) return void tooLarge(request, response, maxBodyBytes);
        given = JSON.parse(body.toString('utf8'));
      }
    } catch {
      given = undefined;
    }
    if (isOperation(given)) return given;
    return void refuse(
      response,
      400,
      'BAD_USER_INPUT',
      'Send a JSON object with the text of an operation as query and, when it needs them, variables and operationName.',
    );
  }
}

async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult, undefined> {
  yield result;
}

function inAddress(url: string): LiveOperation {
  const said = new URL(url, 'http://gateway').searchParams;
  const [query, variables, operationName] = ['query', 'variables', 'operationName'].map((name) =>
    said.get(name),
  );
  return {
    ...(query == null ? {} : { query }),
    ...(variables ? { variables: JSON.parse(variables) as Record<string, unknown> } : {}),
    ...(operationName ? { operationName } : {}),
  };
}

const isAbsentOr = (value: unknown, is: boolean) => value == null || is;
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function isOperation(given: unknown): given is LiveOperation {
  if (!isObject(given)) return false;
  const { query, variables, operationName, extensions } = given as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    isAbsentOr(variables, isObject(variables)) &&
    isAbsentOr(operationName, typeof operationName === 'string') &&
    isAbsentOr(extensions, isObject(extensions))
  );
}
