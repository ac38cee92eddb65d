import type { AddressInfo } from 'node:net';
import type { Secrets } from '../values/secrets.js';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  ApolloServer,
  HeaderMap,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { actorShape } from '../auth/actor.js';
import { noStatistics, type Caller } from '../auth/caller.js';
import { ERROR_CODES, maskErrors } from '../errors/errors.js';
import { isDisconnection } from './disconnection.js';
import { readBody } from './read-body.js';
import type { SubgraphRuntime } from './runtime.js';
import { NotCaughtUp } from '../projections/projector.js';
import type { Tracer } from '../tracing/tracer.js';
import { closeGracefully } from './graceful.js';
import { serveEvents } from '../subscriptions/serve-events.js';
import { SIGNATURE_HEADER, isSigned } from '../auth/signature.js';

const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Capacity of the document cache, in characters. It hits often: the gateway sends the same texts for each plan. */
const MAX_CACHED_CHARACTERS = 1_000_000;

const callerShape = z.object({
  actor: actorShape,
  language: z.enum(['FR', 'EN']),
  requestId: z.string().max(200),
  fence: z.object({ work: z.uuid(), number: z.number().int() }).optional(),
});
const bodyShape = z.looseObject({
  query: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: z.object({
    caller: callerShape,
    statistics: z.literal(true).optional(),
    resumeAfter: z.string().optional(),
  }),
});

export interface RunningServer {
  port: number;
  /** Finishes requests in flight, then stops. */
  close(): Promise<void>;
}

/** Context that Apollo Server passes from a request to the executor. */
interface RequestContext {
  caller: Caller;
}

/**
 * Serves a subgraph over HTTP to the gateway alone: a request without the gateway's signature is refused. Apollo Server
 * parses and validates each new document; the compiled executor of the subgraph runs every operation, as in process.
 * @throws the error of the socket, such as EADDRINUSE
 */
export async function serveSubgraph(
  runtime: SubgraphRuntime,
  options: {
    host: string;
    port: number;
    secret: Secrets;
    drainMs?: number;
    /** Longest wait for requests in flight when the program stops. */
    shutdownGraceMs?: number;
    log: Logger;
    tracer?: Tracer | undefined;
  },
): Promise<RunningServer> {
  const { log, secret, tracer, drainMs = 0, shutdownGraceMs = 10_000 } = options;
  let stopping = false;
  // Documents that Apollo Server found valid, which keep their compiled code alive.
  const validDocuments = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: (_document, text) => text.length,
  });
  const apollo = new ApolloServer<RequestContext>({
    gateway: executorOf(runtime, validDocuments),
    documentStore: null, // valid documents are cached here, and pass it by
    persistedQueries: false,
    introspection: false,
    csrfPrevention: false, // every request needs a signature instead
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      maskingPlugin(log),
    ],
  });
  await apollo.start();
  const live = serveEvents(runtime);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = (request.url ?? '/').split('?')[0];
    if (pathname === '/healthcheck') return send(response, 200, { status: 'alive' });
    if (pathname === '/readiness' && stopping) return send(response, 503, { status: 'stopping' });
    if (pathname === '/readiness') {
      return runtime.ready().then(
        () => send(response, 200, { status: 'ready' }),
        (error: Error) => {
          log.warn({ err: error }, 'not ready');
          send(response, 503, {
            status: 'not ready',
            reason:
              error instanceof NotCaughtUp
                ? 'it has not caught up with the outboxes of the other subgraphs'
                : 'its database does not answer',
          });
        },
      );
    }
    if (pathname !== '/graphql') return refuse(response, 404, 'NOT_FOUND', 'Nothing is served here.');
    if (request.method !== 'POST') return refuse(response, 405, 'BAD_USER_INPUT', 'Use POST.');
    const content = await readBody(request, MAX_BODY_BYTES);
    if (!content) return refuse(response, 413, 'OPERATION_LIMIT_EXCEEDED', 'The body is too large.');
    const body = content.toString('utf8');
    const signature = request.headers[SIGNATURE_HEADER];
    if (!isSigned(secret, runtime.name, body, typeof signature === 'string' ? signature : undefined)) {
      return refuse(
        response,
        401,
        'UNAUTHENTICATED',
        'This subgraph accepts requests signed by the gateway alone.',
      );
    }
    const parsed = bodyShape.safeParse(parseJson(body));
    if (!parsed.success)
      return refuse(response, 421, 'BAD_USER_INPUT', 'The signed body has no valid caller.');
    const { caller: sentCaller, statistics: withStatistics, resumeAfter } = parsed.data.extensions;
    if (request.headers.accept === 'text/event-stream') {
      const { query, variables, operationName } = parsed.data;
      const call = {
        ...(variables ? { variables } : {}),
        ...(operationName ? { operationName } : {}),
        ...(resumeAfter === undefined ? {} : { resumeAfter }),
        caller: sentCaller,
      };
      return await live.serve(query ?? '', call, response);
    }
    const span = tracer?.remote([request.headers.traceparent].flat()[0]);
    const caller: Caller = {
      ...sentCaller,
      ...(span ? { span } : {}),
      ...(withStatistics ? { statistics: noStatistics() } : {}),
    };
    const document = validDocuments.get(parsed.data.query ?? '');
    if (document) return send(response, 200, await executeCounted(runtime, document, parsed.data, caller));
    // Without the header `accept`, whose negotiation takes time: the gateway accepts JSON alone.
    const httpGraphQLRequest = {
      method: 'POST',
      headers: new HeaderMap(),
      search: '',
      body: parsed.data,
    };
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => ({ caller }),
    });
    // The executor returns no incremental results.
    if (result.body.kind === 'chunked') throw new Error('Apollo Server returned a chunked body');
    response.statusCode = result.status ?? 200;
    response.setHeaders(result.headers).end(result.body.string);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (isDisconnection(error, request, response)) return;
      log.error({ err: error }, 'request failed');
      if (!response.headersSent) refuse(response, 500, 'INTERNAL', 'Something went wrong on our side.');
      else response.destroy();
    });
  });
  const close = closeGracefully(server);
  const port = await listen(server, options.port, options.host);
  return {
    port,
    async close() {
      stopping = true;
      const closed = close(shutdownGraceMs, drainMs);
      if (drainMs) await sleep(drainMs);
      live.close();
      await closed;
      await apollo.stop();
    },
  };
}

/**
 * Executor of a subgraph, for the `gateway` option of Apollo Server, whose `load` returns an executor: the option
 * `schema` would execute with graphql-js, uncompiled.
 */
function executorOf(
  runtime: SubgraphRuntime,
  validDocuments: LRUCache<string, DocumentNode>,
): ApolloServerOptionsWithGateway<RequestContext>['gateway'] {
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: runtime.subgraph.schema(), coreSupergraphSdl: runtime.subgraph.sdl() });
      return () => {}; // nothing to unsubscribe: the schema never changes
    },
    async load() {
      return {
        async executor({ document, source, request, context }) {
          validDocuments.set(source, document);
          return executeCounted(runtime, document, request, (context as RequestContext).caller);
        },
      };
    },
    async stop() {}, // the caller that opened the subgraph closes it
  };
}

/** Executes a valid document as in process, with the counters of the request where it has any. */
async function executeCounted(
  runtime: SubgraphRuntime,
  document: DocumentNode,
  {
    variables,
    operationName,
  }: { variables?: Record<string, unknown> | null | undefined; operationName?: string | null | undefined },
  caller: Caller,
): Promise<ExecutionResult> {
  const result = await runtime.execute({
    document,
    ...(variables ? { variables } : {}),
    ...(operationName ? { operationName } : {}),
    caller,
  });
  const { statistics } = caller;
  return statistics ? { ...result, extensions: { statistics } } : result;
}

/** Masks errors of Apollo Server itself, so that all errors of a subgraph have a known code. */
function maskingPlugin(log: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, errors, response }) {
          if (!errors?.length || response.body.kind !== 'single') return;
          const masked = maskErrors(errors, contextValue.caller, log);
          response.body.singleResult.errors = masked.map((error) => error.toJSON());
        },
      };
    },
  };
}

/**
 * Binds a server.
 * @param port 0 for any free port
 * @returns the port
 * @throws the error of the socket, such as EADDRINUSE
 */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** @returns undefined for invalid JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function refuse(
  response: ServerResponse,
  status: number,
  code: (typeof ERROR_CODES)[number],
  message: string,
): void {
  send(response, status, { errors: [{ message, extensions: { code } }] });
}
