import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kind, OperationTypeNode, type DocumentNode, type GraphQLError } from 'graphql';
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws';
import { publicError, type ErrorCode, type MessageLanguage, type Text } from '#kernel/errors';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { Session } from './session.js';
import { addressOf, requestHeaders, type Identify, type RequestHeaders } from './request-headers.js';
import { type Connections, type CloseReason, type LiveCounts } from './connections.js';
import { AuthenticationError } from '../identity/authentication-error.js';
import { isIterable, type ExecuteOverConnection, type LiveAnswer } from './execute-over-connection.js';
import { rawResponse } from '../http/raw-response.js';
import { errorBody, languageOf, type ErrorDetails } from '../http/responses.js';
import { hostFault } from '../http/request-checks.js';
import { expectedOfRequest, httpText } from '../http/texts.js';
import { shownIn } from '../operation/errors.js';
import { IdInUse, OperationIds } from './operation-ids.js';
import { CLOSE_TIMEOUT_MS, SocketConnection } from './socket-connection.js';
import type { RevocationMonitor } from './revocation-monitor.js';

export interface SocketOptions {
  answer: ExecuteOverConnection;
  identify: Identify;
  monitor: RevocationMonitor;
  connections: Connections;
  counts: LiveCounts;
  maxBodyBytes: number;
  /** Most operations of one connection at once. */
  maxSubscriptions: number;
  /** Time in which a client must send `connection_init`. */
  connectionInitMs: number;
  /** Time in which a client must read something of the messages that wait for it. */
  slowConsumerMs: number;
  trustProxy: boolean;
  log: Logger;
}

/** Close codes and reasons; 4401 and 4403 are those of graphql-ws, 4413 and 4429 are modelled on HTTP. */
const CLOSE_FRAMES: Record<CloseReason, readonly [code: number, reason: string]> = {
  EXPIRED: [CloseCode.Unauthorized, 'Token expired'],
  UNAUTHENTICATED: [CloseCode.Unauthorized, 'Session revoked'],
  PERMISSIONS_REVOKED: [CloseCode.Forbidden, 'Permissions revoked'],
  SLOW_CONSUMER: [4413, 'Slow consumer: resume after your last cursor'],
  SHUTTING_DOWN: [1001, 'Server shutting down: resume after your last cursor'],
};
const TOO_MANY = 4429;
/** Close codes by the HTTP status of an authentication error; 1013 means "try again later". */
const REFUSALS = { 401: CloseCode.Unauthorized, 429: TOO_MANY, 503: 1013 } as const;
const PING_MS = 12_000;

/** Document that graphql-ws gets in place of the real one: the pipeline has parsed and executed that already. */
const PLACEHOLDER: DocumentNode = {
  kind: Kind.DOCUMENT,
  definitions: [
    {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.SUBSCRIPTION,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
    },
  ],
};

/** Serves WebSockets at /graphql in the protocol graphql-transport-ws: subscriptions, and any other operation. */
export function serveSockets(
  server: Server,
  options: SocketOptions,
): { close(graceMs: number): Promise<void> } {
  const { answer, connections, counts, maxBodyBytes, maxSubscriptions, slowConsumerMs, log } = options;
  const open = new Set<SocketConnection>();
  /** Releases, by socket, of the slots that sockets hold until they are authenticated. */
  const slots = new WeakMap<WebSocket, () => void>();
  let stopping = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxBodyBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => protocols.has('graphql-transport-ws') && 'graphql-transport-ws',
  });

  const protocol = makeServer<Record<string, unknown>, { connection: SocketConnection }>({
    connectionInitWaitTimeout: options.connectionInitMs,
    async onConnect({ connectionParams, extra: { connection } }) {
      try {
        connection.session = await Session.of(
          headersFor(connection, connectionParams),
          addressOf(connection.request, options.trustProxy),
          options,
        );
      } catch (error) {
        if (!(error instanceof AuthenticationError)) throw error;
        // A close reason holds at most 123 bytes (RFC 6455).
        connection.close(REFUSALS[error.status], error.message);
        return false;
      }
      connection.release?.();
      connection.release = connections.take(connection.session.key);
      if (!connection.release) {
        connection.close(TOO_MANY, 'You have too many connections');
        return false;
      }
      if (connection.disconnected.signal.aborted) leave(connection);
      else connection.session.monitor((reason) => closeWith(connection, reason));
      return true;
    },
    async onSubscribe({ extra: { connection } }, id, payload) {
      if (connection.operations.size >= maxSubscriptions)
        return [tooManyOperations(maxSubscriptions, languageOf(connection.request))];
      connection.operations.add(id);
      connection.pending += 1;
      const { signal } = connection.disconnected;
      const answering = answer(payload, connection.session!, { isReadOnly: false, signal });
      const result = await answering.finally(() => (connection.pending -= 1));
      // An operation that was refused before execution is an `error` message, not a result (graphql-transport-ws).
      const refused = !isIterable(result) && !('data' in result) && result.errors;
      if (refused) connection.operations.delete(id);
      return refused || { document: PLACEHOLDER, contextValue: result, schema: undefined as never };
    },
    subscribe: ((args: { contextValue: LiveAnswer }) =>
      args.contextValue) as ServerOptions['subscribe'] as never,
    onComplete: ({ extra: { connection } }, id) => void connection.operations.delete(id),
    onError: ({ extra: { connection } }, id) => void connection.operations.delete(id),
  });

  /** Translates a message of the client; undefined when it closes the connection. */
  function received(connection: SocketConnection, ids: OperationIds, text: string): unknown {
    try {
      return ids.received(text);
    } catch (error) {
      if (!(error instanceof IdInUse)) throw error;
      return connection.close(CloseCode.SubscriberAlreadyExists, error.message.slice(0, 120));
    }
  }

  function closeWith(connection: SocketConnection, reason: CloseReason): void {
    if (connection.socket.readyState !== connection.socket.OPEN) return;
    counts.end(reason);
    // A slow client gets more time to read up to the close frame.
    connection.close(...CLOSE_FRAMES[reason], reason === 'SLOW_CONSUMER' ? slowConsumerMs : CLOSE_TIMEOUT_MS);
  }

  function leave(connection: SocketConnection): void {
    connection.release?.();
    connection.session?.leave();
    connection.disconnected.abort();
  }

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const connection = new SocketConnection(socket, request);
    const ids = new OperationIds();
    connection.release = slots.get(socket);
    open.add(connection);
    counts.sockets += 1;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        async send(text) {
          const message = ids.sent(text);
          if (message !== undefined) await connection.send(message);
        },
        close: (code = CloseCode.BadRequest, reason = '') => connection.close(code, reason),
        onMessage: (read) =>
          socket.on('message', (data, isBinary) => {
            if (isBinary) return connection.close(CloseCode.BadRequest, 'Send text');
            // graphql-ws reads messages that are parsed already, though its types know texts alone.
            const message = received(connection, ids, String(data)) as string | undefined;
            if (message === undefined) return;
            read(message).catch((error: Error) => {
              if (error.message.startsWith('Unexpected message'))
                return connection.close(CloseCode.BadRequest, 'Only servers send this type of message');
              log.error({ err: error }, 'a WebSocket message failed');
              connection.close(CloseCode.InternalServerError, 'Something went wrong on our side');
            });
          }),
      },
      { connection },
    );
    // Invalid or too large frames: ws closes the socket with the code of the error.
    socket.on('error', (error) => log.debug({ err: error }, 'WebSocket error'));
    socket.once('close', (code, reason) => {
      open.delete(connection);
      counts.sockets -= 1;
      leave(connection);
      void closed(code, String(reason));
    });
  });

  sockets.on('wsClientError', (error, socket, request) => {
    log.debug({ err: error }, 'invalid WebSocket handshake');
    const details = { argument: 'upgrade', expected: expectedOfRequest('WEBSOCKET') };
    refuseUpgrade(
      socket,
      request,
      '400 Bad Request',
      'BAD_USER_INPUT',
      httpText('INVALID_HANDSHAKE'),
      details,
      { 'sec-websocket-version': '13' },
    );
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [, code, message, details] = hostFault(request) ?? [];
    if (code) return refuseUpgrade(socket, request, '400 Bad Request', code, message!, details);
    const path = (request.url ?? '/').split('?')[0];
    if (path !== '/graphql')
      return refuseUpgrade(socket, request, '404 Not Found', 'NOT_FOUND', httpText('NO_SOCKET_HERE'));
    if (stopping || connections.full || sockets.clients.size >= connections.max)
      return refuseUpgrade(
        socket,
        request,
        '503 Service Unavailable',
        'RATE_LIMITED',
        httpText('TOO_MANY_CONNECTIONS'),
      );
    // Slot until authentication, under a key of its own: clients that stay silent take no slot from authenticated ones.
    const release = connections.take(`opening at ${addressOf(request, options.trustProxy)}`);
    if (!release)
      return refuseUpgrade(
        socket,
        request,
        '429 Too Many Requests',
        'RATE_LIMITED',
        httpText('TOO_MANY_UNAUTHENTICATED'),
      );
    socket.on('error', () => {});
    socket.once('close', release);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      slots.set(opened, release);
      sockets.emit('connection', opened, request);
    });
  });

  const pings = setInterval(() => {
    for (const connection of open) if (!connection.ping()) connection.socket.terminate();
  }, PING_MS);
  const slowChecks = setInterval(
    () => {
      for (const connection of open)
        if (connection.backpressureMs > slowConsumerMs) closeWith(connection, 'SLOW_CONSUMER');
    },
    Math.min(1_000, slowConsumerMs),
  );

  return {
    /** Waits for pending operations, at most for the grace period less the close timeout; then closes all connections. */
    async close(graceMs) {
      stopping = true;
      clearInterval(pings);
      clearInterval(slowChecks);
      const until = Date.now() + graceMs - CLOSE_TIMEOUT_MS;
      while ([...open].some(({ pending }) => pending > 0) && Date.now() < until) await sleep(20);
      for (const connection of open) closeWith(connection, 'SHUTTING_DOWN');
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

/** Header by the name of a credential in `connection_init`, in lower case. */
const CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['authorization', 'authorization'],
  ['apikey', 'x-api-key'],
  ['x-api-key', 'x-api-key'],
]);

/**
 * Returns the headers of the upgrade request; a credential in `connection_init` replaces theirs, since browsers cannot set
 * headers.
 * @throws AuthenticationError SEVERAL for several credentials, or one that is no text: it must not pass for anonymous
 */
function headersFor({ request }: SocketConnection, params: Record<string, unknown> = {}): RequestHeaders {
  const credentials = Object.entries(params).flatMap(([name, value]) => {
    const header = CREDENTIALS.get(name.toLowerCase());
    return header === undefined ? [] : [{ header, value }];
  });
  const headers = requestHeaders(request);
  if (!credentials.length) return headers;
  const { header, value } = credentials[0]!;
  if (credentials.length > 1 || typeof value !== 'string') throw AuthenticationError.of('SEVERAL');
  const { authorization: _, 'x-api-key': __, ...rest } = headers;
  return { ...rest, [header]: value };
}

function tooManyOperations(maximum: number, language: MessageLanguage): GraphQLError {
  const message = httpText('TOO_MANY_OPERATIONS', { maximum });
  const details = { limit: 'subscriptions', maximum };
  return shownIn(language, publicError('OPERATION_LIMIT_EXCEEDED', message, details));
}

function refuseUpgrade(
  socket: Duplex,
  request: IncomingMessage,
  status: string,
  code: ErrorCode,
  message: Text,
  details: ErrorDetails = {},
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = errorBody(languageOf(request), code, message, details);
  socket.on('error', () => {});
  socket.end(rawResponse(status, body, headers));
}
