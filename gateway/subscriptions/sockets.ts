import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError, Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws';
import type { ErrorCode } from '#kernel/errors';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { Presence } from './session.js';
import { addressOf, saidBy, type Identify, type Said } from './request-headers.js';
import { type Connections, type Farewell, type LiveCounts } from './connections.js';
import { NotIdentified } from '../identity/authentication-error.js';
import { isIterable, type AnswerLive, type LiveAnswer } from './execute-over-connection.js';
import { errorBody } from '../http/responses.js';
import { LAST_WORD_MS, Line } from './socket-connection.js';
import type { Watch } from './revocation-monitor.js';

export interface SocketOptions {
  answer: AnswerLive;
  identify: Identify;
  watch: Watch;
  connections: Connections;
  counts: LiveCounts;
  maxBodyBytes: number;
  /** Operations of one connection that are under way at once. */
  maxSubscriptions: number;
  /** How long a connection may be silent before it says who it is. */
  connectionInitMs: number;
  /** How long a reader may take nothing of what waits for it. */
  slowReaderMs: number;
  trustProxy: boolean;
  log: Logger;
}

/** Beside those of graphql-ws, which mean the same here. */
const FAREWELLS: Record<Farewell, readonly [code: number, reason: string]> = {
  EXPIRED: [CloseCode.Unauthorized, 'Your token has expired'],
  UNAUTHENTICATED: [CloseCode.Unauthorized, 'You are no longer who you said'],
  FEWER_PERMISSIONS: [CloseCode.Forbidden, 'Your permissions have changed'],
  TOO_SLOW: [4413, 'You read too slowly: go on after your last cursor'],
  STOPPING: [1001, 'Going away: go on after your last cursor'],
};
const TOO_MANY = 4429;
/** 1013: try again later. */
const REFUSALS = { 401: CloseCode.Unauthorized, 429: TOO_MANY, 503: 1013 } as const;
const PING_MS = 12_000;

/** What graphql-ws is shown: the runtime reads the operation itself. */
const SOME_SUBSCRIPTION: DocumentNode = {
  kind: Kind.DOCUMENT,
  definitions: [
    {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.SUBSCRIPTION,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
    },
  ],
};

/** WebSockets at /graphql, in the protocol graphql-transport-ws: subscriptions, and any other operation. */
export function serveSockets(
  server: Server,
  options: SocketOptions,
): { close(graceMs: number): Promise<void> } {
  const { answer, connections, counts, maxBodyBytes, maxSubscriptions, slowReaderMs, log } = options;
  const lines = new Set<Line>();
  /** What gives back the place that a socket has until it says who it is. */
  const places = new WeakMap<WebSocket, () => void>();
  let stopping = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxBodyBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => protocols.has('graphql-transport-ws') && 'graphql-transport-ws',
  });

  const protocol = makeServer<Record<string, unknown>, { line: Line }>({
    connectionInitWaitTimeout: options.connectionInitMs,
    async onConnect({ connectionParams, extra: { line } }) {
      try {
        line.presence = await Presence.of(
          saidOn(line, connectionParams),
          addressOf(line.request, options.trustProxy),
          options,
        );
      } catch (error) {
        if (!(error instanceof NotIdentified)) throw error;
        line.close(REFUSALS[error.status], error.message.slice(0, 120));
        return false;
      }
      line.giveBack?.();
      line.giveBack = connections.take(line.presence.key);
      if (!line.giveBack) {
        line.close(TOO_MANY, 'You have too many connections');
        return false;
      }
      if (line.leaving.signal.aborted) leave(line);
      else line.presence.watch((farewell) => sayFarewell(line, farewell));
      return true;
    },
    async onSubscribe({ extra: { line } }, id, payload) {
      if (line.operations.size >= maxSubscriptions) return [tooManyOperations(maxSubscriptions)];
      line.operations.add(id);
      line.asking += 1;
      const { signal } = line.leaving;
      const asked = answer(payload, line.presence!, { method: 'POST', signal });
      const result = await asked.finally(() => (line.asking -= 1));
      // What was not executed at all is an error of the protocol.
      const refused = !isIterable(result) && !('data' in result) && result.errors;
      if (refused) line.operations.delete(id);
      return refused || { document: SOME_SUBSCRIPTION, contextValue: result, schema: undefined as never };
    },
    subscribe: ((args: { contextValue: LiveAnswer }) =>
      args.contextValue) as ServerOptions['subscribe'] as never,
    onComplete: ({ extra: { line } }, id) => void line.operations.delete(id),
    onError: ({ extra: { line } }, id) => void line.operations.delete(id),
  });

  function sayFarewell(line: Line, farewell: Farewell): void {
    if (line.socket.readyState !== line.socket.OPEN) return;
    counts.end(farewell);
    // Whoever is slow may come to read it.
    line.close(...FAREWELLS[farewell], farewell === 'TOO_SLOW' ? slowReaderMs : LAST_WORD_MS);
  }

  function leave(line: Line): void {
    line.giveBack?.();
    line.presence?.leave();
    line.leaving.abort();
  }

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const line = new Line(socket, request);
    line.giveBack = places.get(socket);
    lines.add(line);
    counts.sockets += 1;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => line.send(text),
        close: (code = CloseCode.BadRequest, reason = '') => line.close(code, reason),
        onMessage: (read) =>
          socket.on('message', (data, isBinary) => {
            if (isBinary) return line.close(CloseCode.BadRequest, 'Send text');
            read(String(data)).catch((error: Error) => {
              if (error.message.startsWith('Unexpected message'))
                return line.close(CloseCode.BadRequest, 'This is a message for clients');
              log.error({ err: error }, 'a message over a socket failed');
              line.close(CloseCode.InternalServerError, 'Something went wrong on our side');
            });
          }),
      },
      { line },
    );
    // Frames that are none, or too large: ws closes with the code that says so.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'));
    socket.once('close', (code, reason) => {
      lines.delete(line);
      counts.sockets -= 1;
      leave(line);
      void closed(code, String(reason));
    });
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path !== '/graphql')
      return refuseUpgrade(socket, '404 Not Found', 'NOT_FOUND', 'Sockets are at /graphql.');
    if (stopping || connections.full || sockets.clients.size >= connections.most)
      return refuseUpgrade(
        socket,
        '503 Service Unavailable',
        'RATE_LIMITED',
        'There are too many connections; try again later.',
      );
    // Until it says who it is; those who are known do not wait for those who say nothing.
    const giveBack = connections.take(`opening at ${addressOf(request, options.trustProxy)}`);
    if (!giveBack)
      return refuseUpgrade(
        socket,
        '429 Too Many Requests',
        'RATE_LIMITED',
        'Too many connections of your address have not said who they are; try again later.',
      );
    socket.on('error', () => {});
    socket.once('close', giveBack);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      places.set(opened, giveBack);
      sockets.emit('connection', opened, request);
    });
  });

  const pings = setInterval(() => {
    for (const line of lines) if (!line.ping()) line.socket.terminate();
  }, PING_MS);
  const looks = setInterval(
    () => {
      for (const line of lines) if (line.stuckMs > slowReaderMs) sayFarewell(line, 'TOO_SLOW');
    },
    Math.min(1_000, slowReaderMs),
  );

  return {
    /** Operations that are no subscriptions get the grace to finish; then all are told to go. */
    async close(graceMs) {
      stopping = true;
      clearInterval(pings);
      clearInterval(looks);
      const until = Date.now() + graceMs - LAST_WORD_MS;
      while ([...lines].some(({ asking }) => asking > 0) && Date.now() < until) await sleep(20);
      for (const line of lines) sayFarewell(line, 'STOPPING');
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

/** What `connection_init` says who somebody is by, in whatever letters, and the header that says the same. */
const CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['authorization', 'authorization'],
  ['apikey', 'x-api-key'],
  ['x-api-key', 'x-api-key'],
]);

/**
 * The headers of the connection, with what `connection_init` says instead: browsers cannot set headers.
 * @throws NotIdentified SEVERAL for what is no text, and for several: nobody is taken for nobody by mistake
 */
function saidOn({ request }: Line, params: Record<string, unknown> = {}): Said {
  const given = Object.entries(params).flatMap(([name, value]) => {
    const header = CREDENTIALS.get(name.toLowerCase());
    return header === undefined ? [] : [{ header, value }];
  });
  const said = saidBy(request);
  if (!given.length) return said;
  const { header, value } = given[0]!;
  if (given.length > 1 || typeof value !== 'string') throw NotIdentified.because('SEVERAL');
  const { authorization: _, 'x-api-key': __, ...others } = said;
  return { ...others, [header]: value };
}

function tooManyOperations(maximum: number): GraphQLError {
  return new GraphQLError(`At most ${maximum} operations of one connection can be under way at once.`, {
    extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: 'subscriptions', maximum },
  });
}

function refuseUpgrade(socket: Duplex, status: string, code: ErrorCode, message: string): void {
  const body = errorBody(code, message);
  socket.on('error', () => {});
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
