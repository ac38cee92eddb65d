import { randomUUID } from 'node:crypto';
import { createGatewayRuntime, type GatewayPlugin, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { isKnownCode, type SubgraphDoor } from '#kernel';
import { GraphQLError, NoSchemaIntrospectionCustomRule, buildASTSchema, parse, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { callerOf } from './caller.js';
import { maskForPublic, withCode } from './errors.js';
import { readExamples } from './examples.js';
import { checkTokens, checkWeight, type Limits } from './limits.js';
import { transportThrough, type CallerContext } from './transport.js';

export interface RuntimeOptions {
  supergraph: string;
  /** What the public sees: weights are reckoned on it. */
  api: string;
  doors: ReadonlyMap<string, SubgraphDoor>;
  limits: Limits;
  introspection: boolean;
  /** Adds `extensions.statistics` to answers. */
  diagnostics: boolean;
  requestTimeoutMs: number;
  log: Logger;
}

/** The federation engine with its checks: from an HTTP request to an answer. */
export async function createRuntime(options: RuntimeOptions): Promise<GatewayRuntime> {
  const { doors, log } = options;
  const runtime = createGatewayRuntime({
    supergraph: options.supergraph,
    unifiedGraphHandler,
    transports: { http: transportThrough(doors) as never },
    plugins: () => [checks(options)],
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: { title: 'Passerelle', defaultTabs: tabs(), defaultQuery: tabs()[0]?.query ?? '{ __typename }' },
    renderGraphiQL: (graphiql) => renderGraphiQL(graphiql ?? {}),
    maskedErrors: false, // ours does it, with codes
    subgraphErrors: false,
    requestId: false,
    batching: false,
    multipart: false,
    cors: { origin: '*', credentials: false, methods: ['GET', 'POST', 'OPTIONS'], exposedHeaders: ['x-request-id'], maxAge: 86_400 },
    logging: false,
    requestDeadline: options.requestTimeoutMs,
    healthCheckEndpoint: '/gateway-alive',
    readinessCheckEndpoint: '/gateway-ready',
  });
  // A broken supergraph is found now, not by the first caller.
  await runtime.getSchema();
  log.debug('supergraph planned');
  return runtime;
}

function tabs() {
  return readExamples().map(({ query, variables }) => ({ query, variables: JSON.stringify(variables, null, 2) }));
}

/** Everything that happens to an operation besides planning and fetching, in the order in which it happens. */
function checks({ limits, introspection, diagnostics, log, api }: RuntimeOptions): GatewayPlugin<CallerContext> {
  const callers = new WeakMap<Request, CallerContext['caller']>();
  const publicSchema = buildASTSchema(parse(api), { assumeValid: true });
  const callerFor = (request: Request) => {
    let caller = callers.get(request);
    if (!caller) callers.set(request, (caller = callerOf(request, { newRequestId: randomUUID, diagnostics })));
    return caller;
  };
  return {
    onContextBuilding({ context, extendContext }) {
      extendContext({ caller: callerFor(context.request) });
    },
    onParams({ params }) {
      if (typeof params.query === 'string') checkTokens(params.query, limits);
    },
    onParse() {
      return ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError) replaceParseResult(withCode(result, 'GRAPHQL_PARSE_FAILED') as never);
      };
    },
    onValidate({ params, context, addValidationRule, setResult }) {
      const { variables, operationName } = (context as { params?: { variables?: Record<string, unknown>; operationName?: string } }).params ?? {};
      try {
        checkWeight(params.documentAST, publicSchema, variables ?? {}, operationName, limits);
      } catch (error) {
        setResult([error as GraphQLError]);
        return;
      }
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      return ({ valid, result, setResult: replace }) => {
        if (!valid) replace(result.map((error) => withCode(error as GraphQLError, 'GRAPHQL_VALIDATION_FAILED')));
      };
    },
    onResultProcess({ request, result, setResult }) {
      const caller = callerFor(request);
      const results = result as ExecutionResult;
      if (Array.isArray(result) || !('errors' in results || 'data' in results)) return;
      const { errors, extensions } = results;
      if (!errors?.length && !caller.statistics) return;
      setResult({
        ...results,
        ...(errors?.length ? { errors: errors.map((error) => publicError(error, caller.requestId, log)) } : {}),
        ...(caller.statistics ? { extensions: { ...extensions, statistics: caller.statistics } } : {}),
      } as never);
    },
    onResponse({ request, response }) {
      response.headers.set('x-request-id', callerFor(request).requestId);
    },
  };
}

function publicError(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  // Yoga refuses malformed requests by itself: the HTTP status tells which kind.
  const status = (error.extensions?.http as { status?: number } | undefined)?.status;
  if (!isKnownCode(error.extensions?.code) && status !== undefined && status >= 400 && status < 500) return withCode(error, 'BAD_USER_INPUT');
  return maskForPublic(error, requestId, log);
}
