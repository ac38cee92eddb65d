import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller, SubgraphClient } from '#kernel/auth';
import { closeGracefully, isDisconnection, listen, type RunningServer } from '#kernel/server';
import type { Tracer } from '#kernel/tracing';
import type { Logger } from 'pino';
import { Connections, type ConnectionLimits, type LiveCounts } from '../subscriptions/connections.js';
import { addressOf, type Identify } from '../subscriptions/request-headers.js';
import { serveEvents, wantsEvents } from '../subscriptions/event-streams.js';
import { executeOverConnection } from '../subscriptions/execute-over-connection.js';
import type { Pipeline } from '../operation/pipeline.js';
import { callerOf } from '../operation/caller.js';
import { OperationRecord, codesOf, type OperationObserver } from '../operation/record.js';
import { DEVELOPMENT_PATH, type DevelopmentIssuer } from '../identity/development.js';
import type { Budgets } from '../budgets/budgets.js';
import { AuthRateLimiter } from '../identity/auth-rate-limiter.js';
import { credentialsIn } from '../identity/credentials.js';
import type { Identity } from '../identity/identity.js';
import { AuthenticationError } from '../identity/authentication-error.js';
import { servePortal } from './portal.js';
import { pageOf } from '../portal/page-of.js';
import { CorsPolicy } from '../http/cors.js';
import { publicGraph } from '../http/public-graph.js';
import { NODES } from '../node-subgraph/nodes.js';
import { serveFiles, type FileSettings } from '../files/files.js';
import { createGraphQLHandler } from '../http/graphql-handler.js';
import { serveIde } from '../http/ide.js';
import { isReading, wantsPage } from '../http/negotiation.js';
import { contentFault, hostFault } from '../http/request-checks.js';
import { expectedOfRequest, httpText } from '../http/texts.js';
import { Readiness, takesRequests } from '../http/readiness.js';
import { securityHeaders } from '../http/security-headers.js';
import { SECURITY_TXT_PATH, securityTxt } from '../http/security-txt.js';
import { redirect, refuse, sendErrors, sendJson } from '../http/responses.js';
import { MAX_HEADER_BYTES, answerUnreadable } from '../http/unreadable-requests.js';
import { answerUnusual } from '../http/unusual-requests.js';
import { serveSockets } from '../subscriptions/sockets.js';
import { RevocationMonitor, type MonitorTimes } from '../subscriptions/revocation-monitor.js';

export interface HttpOptions {
  host: string;
  port: number;
  maxBodyBytes: number;
  /** Time in which a client must read what is sent. */
  slowConsumerMs: number;
  shutdownGraceMs: number;
  /** How long requests are still taken after the program was told to stop. */
  drainMs: number;
  /** Address of whom to tell of a vulnerability; undefined: there is no security.txt. */
  securityContact?: string | undefined;
  /** Adds statistics to answers. */
  diagnostics: boolean;
  pipeline: Pipeline;
  /** Origins whose pages may read responses; undefined for all. */
  corsOrigins: readonly string[] | undefined;
  identity: Identity;
  development: DevelopmentIssuer | undefined;
  clients: ReadonlyMap<string, SubgraphClient>;
  /** Observer of each operation. */
  observer?: OperationObserver | undefined;
  /** Traces operations; undefined where nothing is traced. */
  tracer?: Tracer | undefined;
  /** Failed authentications allowed per address and minute; absent or 0: no limit. */
  maxFailuresPerMinute?: number;
  /** Whether the address of a client is read from X-Forwarded-For. */
  trustProxy?: boolean;
  /** Budgets of clients; undefined: there are none. */
  budgets?: Budgets | undefined;
  /** Settings of subscription connections; undefined: there are none. */
  live?: LiveSettings;
  /** Files of the data; undefined: there are none. */
  files?: FileSettings;
  /** Whether there are pages for people; another supergraph has none. */
  hasPortal?: boolean;
  /** Address that readers know; that of the server when absent. */
  publicUrl?: string | undefined;
  log: Logger;
}

export interface LiveSettings extends ConnectionLimits {
  maxSubscriptions: number;
  connectionInitMs: number;
  slowConsumerMs: number;
  trustProxy: boolean;
  monitorTimes?: MonitorTimes;
  counts: LiveCounts;
}

/** Starts the public HTTP server: health, body sizes, content types, authentication; then the pipeline. */
export async function serveHttp(options: HttpOptions): Promise<RunningServer> {
  const { maxBodyBytes, observer, tracer, identity, development, diagnostics, log } = options;
  const cors = new CorsPolicy(options.corsOrigins);
  const answerGraphQL = createGraphQLHandler(options);
  const answerIde = serveIde();
  let port = options.port;
  const readiness = new Readiness(options.clients, log, NODES);
  const ownHeaders = Object.entries(securityHeaders(options.publicUrl));
  const rateLimiter = new AuthRateLimiter(options.maxFailuresPerMinute ?? 0);
  const identify: Identify = (headers, address) => {
    const caller = callerOf(headers, { newRequestId: randomUUID, diagnostics: false });
    const credentials = credentialsIn(headers);
    if (!credentials.length) return caller.actor;
    return rateLimiter.run(address, credentials, () => identity.actorOf(credentials, caller));
  };
  const live = options.live && {
    ...options,
    ...options.live,
    answer: executeOverConnection({ ...options, ...options.live }),
    identify,
    monitor: new RevocationMonitor({
      ...options.live.monitorTimes,
      identify,
      revision: () => identity.revision(),
      log,
    }),
    connections: new Connections(options.live),
  };
  const events = live && serveEvents(live);

  const shared = {
    graph: publicGraph({ ...options, identify }),
    origin: () => options.publicUrl?.replace(/\/$/, '') ?? `http://${options.host}:${port}`,
    addressOf: (request: IncomingMessage) => addressOf(request, options.trustProxy ?? false),
    log,
  };
  const files =
    options.files &&
    serveFiles({
      ...options.files,
      ...shared,
      schema: options.pipeline.schema,
      pageOf: options.hasPortal ? pageOf : () => undefined,
    });
  const answerPage = options.hasPortal && servePortal(shared);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of ownHeaders) response.setHeader(name, value);
    const misdirected = hostFault(request);
    if (misdirected) return refuse(response, ...misdirected);
    const path = (request.url ?? '/').split('?')[0]!;
    if (path === '/healthcheck') return sendJson(response, 200, { status: 'alive' });
    if (path === '/readiness') return await answerReadiness(response);
    if (development && path.startsWith(`${DEVELOPMENT_PATH}/`))
      return await development.answer(path, request, response);
    if (path === SECURITY_TXT_PATH && options.securityContact !== undefined) {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      return void response.end(securityTxt(options.securityContact, options.publicUrl));
    }
    if (path === '/ide' && isReading(request)) return await answerIde(request, response);
    for (const [name, value] of Object.entries(cors.headersFor(request.headers)))
      response.setHeader(name, value);
    // The preflight of any address: what can be read from another site can be asked for from there.
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
      return void response.writeHead(204, cors.preflight(request.headers)).end();
    if (path !== '/graphql') return await answerBeside(path, request, response);
    if (request.method === 'POST') {
      const fault = contentFault(request);
      if (fault) return refuse(response, ...fault);
      if (events && wantsEvents(request)) return await events.answer(request, response);
      const caller = await authenticate(request, response);
      return caller && (await answerGraphQL(request, response, caller, accountOf(request, caller)));
    } else if (request.method === 'OPTIONS') {
      return void response.writeHead(204, cors.preflight(request.headers)).end();
    } else if (!['GET', 'HEAD'].includes(request.method ?? '')) {
      response.setHeader('allow', 'GET, POST, OPTIONS');
      return refuse(response, 405, 'BAD_USER_INPUT', httpText('METHOD'), {
        argument: 'method',
        expected: expectedOfRequest('METHODS'),
      });
    } else if ((request.url?.length ?? 0) > maxBodyBytes) {
      return refuse(
        response,
        414,
        'OPERATION_LIMIT_EXCEEDED',
        httpText('ADDRESS_TOO_LONG', { maximum: maxBodyBytes }),
        { limit: 'bytes', maximum: maxBodyBytes },
      );
    }
    const fault = contentFault(request);
    if (fault) return refuse(response, ...fault);
    if (events && request.method === 'GET' && wantsEvents(request))
      return await events.answer(request, response);
    if (wantsIde(request)) return redirect(response, '/ide');
    const caller = await authenticate(request, response);
    if (caller) await answerGraphQL(request, response, caller, accountOf(request, caller));
  }

  /** Answers a request for a file or a page: what is not the graph itself. */
  async function answerBeside(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (await files?.answer(path, request, response)) return;
    if (answerPage && (await answerPage(path, request, response))) return;
    if (path === '/') return redirect(response, '/graphql');
    refuse(response, 404, 'NOT_FOUND', httpText('NOTHING_HERE'));
  }

  const accountOf = (request: IncomingMessage, { actor }: Caller) =>
    options.budgets?.accountOf(actor, shared.addressOf(request));

  /** Returns the caller, at once when anonymous; undefined when the credentials were refused and the response is sent. */
  function authenticate(
    request: IncomingMessage,
    response: ServerResponse,
  ): Caller | Promise<Caller | undefined> {
    const caller = callerOf(request.headers, { newRequestId: randomUUID, diagnostics, tracer });
    const { authorization, 'x-api-key': key } = request.headers;
    if (authorization === undefined && key === undefined) return caller;
    const record = new OperationRecord(caller, 'HTTP');
    // `headers` would hold only the first of several Authorization headers.
    const credentials = credentialsIn(request.headersDistinct);
    return rateLimiter
      .run(shared.addressOf(request), credentials, () => identity.actorOf(credentials, caller))
      .then(
        (actor) => ({ ...caller, actor }),
        (error: unknown) => {
          if (!(error instanceof AuthenticationError)) throw error;
          for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
          response.setHeader('x-request-id', caller.requestId);
          sendErrors(response, error.status, [error]);
          observer?.observe(record, codesOf([error]));
          return undefined;
        },
      );
  }

  async function answerReadiness(response: ServerResponse): Promise<void> {
    const report = await readiness.report();
    sendJson(response, takesRequests(report) ? 200 : 503, report);
  }

  const timeouts = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 };
  const server: Server = createServer(
    { ...timeouts, maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (isDisconnection(error, request, response)) return;
        log.error({ err: error }, 'request failed');
        if (!response.headersSent) refuse(response, 500, 'INTERNAL', httpText('FAILED'));
        else response.destroy();
      });
    },
  );
  answerUnreadable(server);
  answerUnusual(server, maxBodyBytes);
  const sockets = live && serveSockets(server, live);
  const close = closeGracefully(server);
  port = await listen(server, options.port, options.host);
  return {
    port,
    /** Is not ready any more; refuses new connections after a while, and gives requests in flight the grace period to finish. */
    async close() {
      readiness.stop();
      const closed = close(options.shutdownGraceMs, options.drainMs);
      if (options.drainMs) await sleep(options.drainMs);
      events?.close();
      await files?.close();
      await sockets?.close(options.shutdownGraceMs);
      await closed;
    },
  };
}

/** Tells whether a browser asks for the IDE: a page, and no operation. */
const wantsIde = (request: IncomingMessage): boolean =>
  wantsPage(request) && !/[?&](query|documentId|extensions)=/.test(request.url ?? '');
