import { randomUUID } from 'node:crypto';
import { createGatewayRuntime, type GatewayPlugin, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { isKnownCode, type SubgraphDoor } from '#kernel';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import { callerOf } from './caller.js';
import { Documents, keepDocuments } from './documents.js';
import { asRequestError, malformedRequest, maskForPublic, withCode } from './errors.js';
import { readExamples } from './examples.js';
import { checkInputDepth, inputErrors, publicSchemaOf } from './input.js';
import { checkText, checkWeight, type Limits } from './limits.js';
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
  /** How long answers to queries may be kept, in milliseconds; 0: not at all. */
  responseCacheMs: number;
  /** Observes what leaves. */
  observer?: GatewayPlugin | undefined;
  log: Logger;
}

/** The federation engine with its checks: from an HTTP request to an answer. */
export async function createRuntime(options: RuntimeOptions): Promise<GatewayRuntime> {
  const { doors, log } = options;
  const documents = new Documents();
  const tabs = exampleTabs();
  const runtime = createGatewayRuntime({
    supergraph: options.supergraph,
    unifiedGraphHandler,
    transports: { http: transportThrough(doors) as never },
    plugins: () => [
      checks(options, documents),
      keepDocuments(documents),
      ...(options.observer ? [options.observer] : []),
    ],
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: {
      title: 'Passerelle',
      defaultTabs: tabs,
      defaultQuery: tabs[0]?.query ?? '{ __typename }',
    },
    renderGraphiQL: (graphiql) =>
      withFirstVariables(renderGraphiQL(graphiql ?? {}), tabs[0]?.variables ?? ''),
    maskedErrors: false, // ours does it, with codes
    subgraphErrors: false,
    requestId: false,
    batching: false,
    multipart: false,
    cors: {
      origin: '*',
      credentials: false,
      methods: ['GET', 'POST', 'OPTIONS'],
      exposedHeaders: ['x-request-id'],
      maxAge: 86_400,
    },
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

function exampleTabs() {
  return readExamples().map(({ query, variables }) => ({
    query,
    variables: JSON.stringify(variables, null, 2),
  }));
}

/** GraphiQL shows the query of the first tab without its variables, unless it finds them where it keeps those of the last visit. */
function withFirstVariables(page: string, first: string): string {
  const variables = JSON.stringify(first).replaceAll('<', '\\u003c');
  return page.replace(
    '<head>',
    () =>
      `<head><script>localStorage.getItem('graphiql:tabState') ?? localStorage.setItem('graphiql:variables', ${variables})</script>`,
  );
}

/** Everything that happens to an operation besides planning and fetching, in the order in which it happens. */
function checks(
  { limits, introspection, diagnostics, responseCacheMs, log, api }: RuntimeOptions,
  documents: Documents,
): GatewayPlugin<CallerContext> {
  const callers = new WeakMap<Request, CallerContext['caller']>();
  const lasting = new WeakSet<Request>();
  const lifetime =
    responseCacheMs > 0 && !diagnostics
      ? `private, max-age=${Math.ceil(responseCacheMs / 1_000)}`
      : undefined;
  const publicSchema = publicSchemaOf(api);
  const callerFor = (request: Request) => {
    let caller = callers.get(request);
    if (!caller)
      callers.set(request, (caller = callerOf(request, { newRequestId: randomUUID, diagnostics })));
    return caller;
  };
  return {
    onContextBuilding({ context, extendContext }) {
      extendContext({ caller: callerFor(context.request) });
    },
    onParams({ params }) {
      // What is kept was checked when it came first.
      if (typeof params.query === 'string' && !documents.get(params.query)) checkText(params.query, limits);
      checkInputDepth(params.variables);
    },
    onParse({ context }) {
      const { variables, operationName } = (context as { params?: Params }).params ?? {};
      return ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError)
          return replaceParseResult(withCode(result, 'GRAPHQL_PARSE_FAILED') as never);
        // Thrown, not returned: what parsing and validation return is remembered for the document, whatever its variables.
        checkRoots(result as DocumentNode, publicSchema);
        checkWeight(result as DocumentNode, publicSchema, variables ?? {}, operationName, limits);
      };
    },
    onValidate({ addValidationRule }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      return ({ valid, result, setResult }) => {
        if (!valid)
          setResult(result.map((error) => withCode(error as GraphQLError, 'GRAPHQL_VALIDATION_FAILED')));
      };
    },
    onExecute({ args, setResultAndStopExecution }) {
      const errors = inputErrors(args.document, publicSchema, args.variableValues ?? {}, args.operationName);
      if (errors.length) setResultAndStopExecution({ errors });
    },
    onResultProcess({ request, result, setResult }) {
      const caller = callerFor(request);
      const results = result as ExecutionResult;
      if (Array.isArray(result) || !('errors' in results || 'data' in results)) return;
      const { errors, extensions } = results;
      if (lifetime && !errors?.length) lasting.add(request);
      if (!errors?.length && !caller.statistics) return;
      setResult({
        ...results,
        // A field failed, up to the root: the operation was executed, and its data is null.
        ...(errors?.some(({ path }) => path) ? { data: results.data ?? null } : {}),
        ...(errors?.length
          ? { errors: errors.map((error) => publicError(error, caller.requestId, log)) }
          : {}),
        ...(caller.statistics ? { extensions: { ...extensions, statistics: caller.statistics } } : {}),
      } as never);
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const { requestId } = callerFor(request);
      response.headers.set('x-request-id', requestId);
      response.headers.append('vary', 'accept-language'); // decides the language of labels
      if (lifetime && lasting.has(request)) response.headers.set('cache-control', lifetime);
      if (response.status === 406) setResponse(notAcceptable(fetchAPI.Response, requestId));
    },
  };
}

function notAcceptable(Answer: typeof Response, requestId: string): Response {
  const expected = 'application/json or application/graphql-response+json';
  const error = {
    message: `accept: expected ${expected}.`,
    extensions: { code: 'BAD_USER_INPUT', argument: 'accept', expected },
  };
  return new Answer(JSON.stringify({ errors: [error] }), {
    status: 406,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId },
  });
}

interface Params {
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** Validation has no rule for operations of a kind that the graph has none of. */
function checkRoots(document: DocumentNode, schema: GraphQLSchema): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(definition.operation)) continue;
    throw asRequestError(
      `This graph has no ${definition.operation}s.`,
      { code: 'GRAPHQL_VALIDATION_FAILED' },
      definition,
    );
  }
}

function publicError(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  return isKnownCode(error.extensions?.code)
    ? maskForPublic(error, requestId, log)
    : (malformedRequest(error) ?? maskForPublic(error, requestId, log));
}
