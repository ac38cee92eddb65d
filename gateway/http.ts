import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { closeGracefully, listen, type RunningServer, type SubgraphDoor } from '#kernel';
import type { Logger } from 'pino';
import { requestIdOf } from './caller.js';
import type { Metrics } from './metrics.js';
import { ResponseCache } from './response-cache.js';

export interface HttpOptions {
  host: string;
  port: number;
  maxBodyBytes: number;
  shutdownGraceMs: number;
  /** How old an answer may be that is given again to the same request; 0: none is kept. */
  responseCacheMs: number;
  runtime: GatewayRuntime;
  doors: ReadonlyMap<string, SubgraphDoor>;
  metrics: Metrics | undefined;
  log: Logger;
}

/** The IDE is one page with its code inside; it may talk to its own origin alone. */
const IDE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What Node says of requests that it cannot read, and how that is answered. */
const UNREADABLE: Record<string, readonly [status: string, code: string, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'TIMEOUT', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'OPERATION_LIMIT_EXCEEDED',
    'The headers are too large.',
  ],
};

/** The public door: health, size of bodies, content types; then the federation engine. */
export async function serveHttp(options: HttpOptions): Promise<RunningServer> {
  const { runtime, maxBodyBytes, metrics, log } = options;
  const cache = options.responseCacheMs > 0 ? new ResponseCache(options.responseCacheMs) : undefined;
  let closing = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    const path = (request.url ?? '/').split('?')[0]!;
    if (path === '/healthcheck') return sendJson(response, 200, { status: 'alive' });
    if (path === '/readiness') return readiness(response);
    if (path === '/metrics' && metrics) return await tellMetrics(metrics, request, response);
    if (path === '/') return redirect(response, '/graphql');
    if (path !== '/graphql')
      return refuse(response, 404, 'NOT_FOUND', 'Nothing is served here: the graph is at /graphql.');
    if (request.method === 'POST') {
      // Only a type that browsers do not send by themselves: nobody's browser can be made to ask (CSRF).
      const [type, ...parameters] = (request.headers['content-type'] ?? '')
        .toLowerCase()
        .split(';')
        .map((part) => part.trim());
      const charset =
        parameters
          .find((part) => part.startsWith('charset='))
          ?.slice(8)
          .replaceAll('"', '') ?? 'utf-8';
      if (type !== 'application/json' || !['utf-8', 'utf8'].includes(charset)) {
        return refuse(response, 415, 'BAD_USER_INPUT', 'Send the operation as application/json in UTF-8.');
      }
      request.headers['content-type'] = type;
      const length = Number(request.headers['content-length'] ?? 0);
      if (length > maxBodyBytes) return tooLarge(request, response);
      if (cache || request.headers['transfer-encoding']) return await answerRead(request, response);
    } else if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? '')) {
      response.setHeader('allow', 'GET, POST, OPTIONS');
      return refuse(response, 405, 'BAD_USER_INPUT', 'Use GET or POST.');
    } else if ((request.url?.length ?? 0) > maxBodyBytes) {
      return refuse(
        response,
        414,
        'OPERATION_LIMIT_EXCEEDED',
        `The address is longer than ${maxBodyBytes} bytes.`,
      );
    }
    // The runtime makes an address of the host that the client claims, and fails at one that is none.
    request.headers.host = 'gateway';
    if (request.method === 'GET' && request.headers.accept?.includes('text/html'))
      response.setHeader('content-security-policy', IDE_POLICY);
    await runtime(request, response);
  }

  /** The body is read up to the limit before anything else happens: its length is not known, or its answer may be. */
  async function answerRead(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if ((size += chunk.length) > maxBodyBytes) return tooLarge(request, response);
      chunks.push(chunk);
    }
    const since = performance.now();
    const asked = Buffer.concat(chunks);
    const key = cache?.keyOf(request.headers, asked);
    const kept = key && cache!.find(key);
    if (kept) {
      const given = request.headers['x-request-id'];
      const requestId = requestIdOf(Array.isArray(given) ? given[0] : given, randomUUID);
      response.writeHead(200, { ...kept.headers, 'x-request-id': requestId }).end(kept.body);
      return metrics?.observe('OK', since);
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string' && name !== 'transfer-encoding') headers.set(name, value);
    }
    const result = await runtime.fetch('http://gateway/graphql', { method: 'POST', headers, body: asked });
    const answer = {
      status: result.status,
      headers: Object.fromEntries(result.headers) as Record<string, string>,
      body: Buffer.from(await result.arrayBuffer()),
    };
    if (key) cache!.offer(key, answer);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  async function tellMetrics(
    { contentType, isAllowed, text }: Metrics,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (!isAllowed(request))
      return refuse(
        response,
        401,
        'UNAUTHENTICATED',
        'Send the METRICS_TOKEN of this graph as a bearer token.',
      );
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(await text());
  }

  function tooLarge(request: IncomingMessage, response: ServerResponse): void {
    const body = errorBody('OPERATION_LIMIT_EXCEEDED', `The body is larger than ${maxBodyBytes} bytes.`);
    response
      .writeHead(413, { ...JSON_HEADERS, connection: 'close', 'content-length': Buffer.byteLength(body) })
      .write(body);
    // Closing while the client still writes would take the answer from it: for a while, what it writes is thrown away.
    const end = () => response.end();
    const late = setTimeout(end, 2_000);
    request
      .on('data', () => {})
      .once('close', () => clearTimeout(late))
      .once('end', end);
  }

  async function readiness(response: ServerResponse): Promise<void> {
    const rooms = await Promise.all(
      [...options.doors.values()].map(async (door) => {
        try {
          await door.ready();
          return { name: door.name, ready: true };
        } catch (error) {
          log.warn({ err: error, subgraph: door.name }, 'not ready');
          return { name: door.name, ready: false };
        }
      }),
    );
    const ready = !closing && rooms.every((room) => room.ready);
    sendJson(response, ready ? 200 : 503, {
      status: closing ? 'stopping' : ready ? 'ready' : 'not ready',
      subgraphs: rooms,
    });
  }

  const timeouts = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 };
  const server: Server = createServer({ ...timeouts, maxHeaderSize: 16_384 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'request failed');
      if (!response.headersSent) refuse(response, 500, 'INTERNAL', 'Something went wrong on our side.');
      else response.destroy();
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, code, message] = UNREADABLE[error.code ?? ''] ?? [
      '400 Bad Request',
      'BAD_USER_INPUT',
      'This is not HTTP.',
    ];
    const body = errorBody(code, message);
    if (socket.writable) {
      socket.end(
        `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    }
  });
  const close = closeGracefully(server);
  const port = await listen(server, options.port, options.host);
  return {
    port,
    /** No new connections; what is in flight gets the grace to finish. */
    async close() {
      closing = true;
      await close(options.shutdownGraceMs);
      await runtime[Symbol.asyncDispose]();
    },
  };
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, JSON_HEADERS).end(JSON.stringify(body));
}

function errorBody(code: string, message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, JSON_HEADERS).end(errorBody(code, message));
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}
