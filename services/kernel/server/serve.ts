import type { AddressInfo } from 'node:net';
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
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { actorShape } from '../auth/actor.js';
import { noStatistics, type Caller } from '../auth/caller.js';
import { ERROR_CODES, maskErrors } from '../errors/errors.js';
import { readBody } from './read-body.js';
import type { SubgraphRuntime } from './runtime.js';
import { NotCaughtUp } from '../projections/projector.js';
import { closeGracefully } from './graceful.js';
import { serveEvents } from '../subscriptions/serve-events.js';
import { SIGNATURE_HEADER, isSigned } from '../auth/signature.js';

const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Characters of the documents that are kept with their compiled code: the gateway plans a document in the same texts each time. */
const KEPT_CHARACTERS = 1_000_000;
/** The gateway gives a request up sooner. */
const GRACE_MS = 20_000;

const callerShape = z.object({
  actor: actorShape,
  language: z.enum(['FR', 'EN']),
  requestId: z.string().max(200),
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
  /** Finishes what is in flight, then stops. */
  close(): Promise<void>;
}

/** What Apollo Server carries from a request to our executor. */
interface RequestContext {
  caller: Caller;
}

/**
 * Serves a room over HTTP, to the gateway alone: a request without its signature is refused. Apollo Server answers the
 * others: it parses, validates and keeps documents; they are executed as in one process, compiled.
 */
export async function serveSubgraph(
  runtime: SubgraphRuntime,
  options: { host: string; port: number; secret: string; log: Logger },
): Promise<RunningServer> {
  const { log, secret } = options;
  const apollo = new ApolloServer<RequestContext>({
    gateway: executedBy(runtime),
    documentStore: boundedDocumentStore(),
    persistedQueries: false,
    introspection: false,
    csrfPrevention: false, // a signature is asked of every request instead
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
    if (pathname === '/readiness') {
      return runtime.ready().then(
        () => send(response, 200, { status: 'ready' }),
        (error: Error) => {
          log.warn({ err: error }, 'not ready');
          send(response, 503, {
            status: 'not ready',
            reason:
              error instanceof NotCaughtUp
                ? 'it catches up with the other subgraphs'
                : 'its database does not answer',
          });
        },
      );
    }
    if (pathname !== '/graphql') return refuse(response, 404, 'NOT_FOUND', 'Nothing is served here.');
    if (request.method !== 'POST') return refuse(response, 405, 'BAD_USER_INPUT', 'Use POST.');
    const read = await readBody(request, MAX_BODY_BYTES);
    if (!read) return refuse(response, 413, 'OPERATION_LIMIT_EXCEEDED', 'The body is too large.');
    const body = read.toString('utf8');
    const signature = request.headers[SIGNATURE_HEADER];
    if (!isSigned(secret, runtime.name, body, typeof signature === 'string' ? signature : undefined)) {
      return refuse(response, 401, 'UNAUTHENTICATED', 'This subgraph answers to the gateway alone.');
    }
    const parsed = bodyShape.safeParse(parseJson(body));
    if (!parsed.success)
      return refuse(response, 421, 'BAD_USER_INPUT', 'The signed body does not say who asks.');
    const { caller: sent, statistics: counted, resumeAfter } = parsed.data.extensions;
    if (request.headers.accept === 'text/event-stream') {
      const { query, variables, operationName } = parsed.data;
      const call = {
        ...(variables ? { variables } : {}),
        ...(operationName ? { operationName } : {}),
        ...(resumeAfter === undefined ? {} : { resumeAfter }),
        caller: sent,
      };
      return await live.serve(query ?? '', call, response);
    }
    const caller: Caller = {
      ...sent,
      ...(counted ? { statistics: noStatistics() } : {}),
    };
    // Without the header `accept`, whose negotiation takes time: the gateway reads JSON and nothing else.
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
    // Nothing is delivered in parts: the executor gives whole results.
    if (result.body.kind === 'chunked') throw new Error('Apollo Server answers in parts');
    response.statusCode = result.status ?? 200;
    response.setHeaders(result.headers).end(result.body.string);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
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
      const closed = close(GRACE_MS);
      live.close();
      await closed;
      await apollo.stop();
    },
  };
}

/**
 * The executor of a room as Apollo Server takes one: by its `gateway` option, whose `load` gives it, since the option
 * `schema` would execute with graphql-js, uncompiled.
 */
function executedBy(runtime: SubgraphRuntime): ApolloServerOptionsWithGateway<RequestContext>['gateway'] {
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: runtime.subgraph.schema(), coreSupergraphSdl: runtime.subgraph.sdl() });
      return () => {}; // the schema never changes, so nobody is kept who would have to be forgotten
    },
    async load() {
      return {
        async executor({ document, request: { variables, operationName }, context }) {
          const { caller } = context as RequestContext;
          const result = await runtime.execute({
            document,
            ...(variables ? { variables } : {}),
            ...(operationName ? { operationName } : {}),
            caller,
          });
          const { statistics } = caller;
          return statistics ? { ...result, extensions: { statistics } } : result;
        },
      };
    },
    async stop() {}, // the room is closed by who opened it
  };
}

/** Keeps documents that Apollo Server found valid, and with them their compiled code, up to a number of characters. */
function boundedDocumentStore() {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ loc }) => loc!.source.body.length,
  });
  return {
    get: async (key: string) => documents.get(key),
    set: async (key: string, document: DocumentNode) => void documents.set(key, document),
    delete: async (key: string) => documents.delete(key),
  };
}

/** Masks what Apollo Server itself refuses: errors leave a subgraph with a code of ours, or as INTERNAL. */
function maskingPlugin(log: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, errors, response }) {
          if (!errors?.length || response.body.kind !== 'single') return;
          const masked = maskErrors(errors, contextValue.caller.requestId, log);
          response.body.singleResult.errors = masked.map((error) => error.toJSON());
        },
      };
    },
  };
}

/**
 * @param port 0 for any that is free
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

/** Undefined when it is not JSON. */
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
