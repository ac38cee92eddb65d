import { randomUUID } from 'node:crypto';
import { createGatewayRuntime, type GatewayPlugin, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { SubgraphClient } from '#kernel/auth';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  Kind,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import {
  CORS,
  VARY,
  cacheControlFor,
  anonymousCacheControl,
  notAcceptable,
  publicResult,
  corsHeaders,
  timeoutResponse,
  type Answer,
} from './response.js';
import { callerOf } from './caller.js';
import { DocumentCache, documentCachePlugin } from './parsed-documents.js';
import { asRequestError, withCode } from './errors.js';
import { readExamples } from './examples.js';
import { checkInputDepth, inputErrors, publicSchemaOf } from './input.js';
import { answerKnownOperations, type AnswerKnown, type Execute } from './document-cache.js';
import { checkText, checkWeight, type Limits } from './limits.js';
import { type LiveContext, executeThroughClients, type CallerContext } from './transport.js';
import { withEventFanOut } from './event-fan-out.js';
import { createRootCheck, type RootCheck } from './requirements.js';

export interface RuntimeOptions {
  supergraph: string;
  /** SDL of the public schema, on which limits and permissions are checked. */
  api: string;
  clients: ReadonlyMap<string, SubgraphClient>;
  limits: Limits;
  introspection: boolean;
  /** Adds `extensions.statistics` to results. */
  diagnostics: boolean;
  requestTimeoutMs: number;
  /** Lifetime of cached responses, in milliseconds; 0: no cache. */
  responseCacheMs: number;
  /** Plugin that observes results, after they have got their codes. */
  observer?: GatewayPlugin | undefined;
  log: Logger;
}

/** Creates the federation engine with its checks, and the fast path for cached documents. */
export async function createRuntime(
  options: RuntimeOptions,
): Promise<{ runtime: GatewayRuntime; answerKnown: AnswerKnown }> {
  const { clients, log } = options;
  const documents = new DocumentCache();
  const publicSchema = publicSchemaOf(options.api);
  const refusedRoots = createRootCheck(options.api);
  const tabs = exampleTabs();
  let execute: Execute | undefined;
  const runtime = createGatewayRuntime({
    supergraph: options.supergraph,
    async unifiedGraphHandler(graph) {
      const handled = await unifiedGraphHandler({
        ...graph,
        onSubgraphExecute: executeThroughClients(clients),
      });
      if (!handled.executor) return handled;
      execute = withEventFanOut(handled.executor);
      return { ...handled, executor: execute };
    },
    plugins: () => [
      checks(options, publicSchema, documents, refusedRoots),
      documentCachePlugin(documents),
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
    maskedErrors: false, // publicResult masks errors, and keeps codes
    subgraphErrors: false,
    requestId: false,
    batching: false,
    multipart: false,
    cors: CORS,
    logging: false,
    requestDeadline: options.requestTimeoutMs,
    healthCheckEndpoint: '/gateway-alive',
    readinessCheckEndpoint: '/gateway-ready',
  });
  // A broken supergraph fails the start, not the first request.
  await runtime.getSchema();
  if (!execute) throw new Error('The federation engine has no executor: its version has changed');
  log.debug('supergraph planned');
  const answerKnown = answerKnownOperations({ ...options, documents, publicSchema, refusedRoots, execute });
  return { runtime, answerKnown };
}

function exampleTabs() {
  return readExamples().map(({ query, variables }) => ({
    query,
    variables: JSON.stringify(variables, null, 2),
  }));
}

/** Puts the variables of the first tab where GraphiQL stores those of the last visit: it shows no others for that tab. */
function withFirstVariables(page: string, first: string): string {
  const variables = JSON.stringify(first).replaceAll('<', '\\u003c');
  return page.replace(
    '<head>',
    () =>
      `<head><script>localStorage.getItem('graphiql:tabState') ?? localStorage.setItem('graphiql:variables', ${variables})</script>`,
  );
}

/** Plugin with every check and presentation step around planning and execution, in the order of the hooks. */
function checks(
  options: RuntimeOptions,
  publicSchema: GraphQLSchema,
  documents: DocumentCache,
  refusedRoots: RootCheck,
): GatewayPlugin<CallerContext> {
  const { limits, introspection, diagnostics, log } = options;
  const callers = new WeakMap<Request, CallerContext['caller']>();
  const cacheControls = new WeakMap<Request, string>();
  const lifetime = anonymousCacheControl(options);
  /** Returns the caller that the HTTP server has authenticated; requests of the gateway itself are anonymous. */
  const callerFor = (request: Request) => {
    let caller = callers.get(request);
    if (!caller) {
      const header = (name: string) => request.headers.get(name) ?? undefined;
      const headers = {
        'accept-language': header('accept-language'),
        'x-request-id': header('x-request-id'),
      };
      callers.set(request, (caller = callerOf(headers, { newRequestId: randomUUID, diagnostics })));
    }
    return caller;
  };
  const refusals = ({ document, operationName, variableValues, contextValue }: ExecutionArgs) => {
    const { actor } = (contextValue as CallerContext).caller;
    const values = variableValues ?? {};
    const refusedFields = refusedRoots(document, operationName, values, actor);
    return refusedFields.length ? refusedFields : inputErrors(document, publicSchema, values, operationName);
  };
  return {
    onRequest({ request, serverContext }) {
      const { caller } = serverContext as Partial<CallerContext>;
      if (caller) callers.set(request, caller);
    },
    onContextBuilding({ context, extendContext }) {
      // The context of a subscription connection holds its caller already.
      if (!(context as LiveContext).live) extendContext({ caller: callerFor(context.request) });
    },
    onParams({ params }) {
      // A cached document was checked when it came first.
      if (typeof params.query === 'string' && !documents.get(params.query)) checkText(params.query, limits);
      checkInputDepth(params.variables);
    },
    onParse({ context }) {
      const { variables, operationName } = (context as { params?: Params }).params ?? {};
      return ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError)
          return replaceParseResult(withCode(result, 'GRAPHQL_PARSE_FAILED'));
        // Thrown, not returned: results of parsing and validation are cached per document, whatever its variables.
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
      const errors = refusals(args);
      if (errors.length) setResultAndStopExecution({ errors });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const { live } = args.contextValue as LiveContext;
      if (!live) return setResultAndStopExecution({ errors: [notLive()] });
      live.subscribes = true;
      const errors = refusals(args);
      if (errors.length) setResultAndStopExecution({ errors });
    },
    onResultProcess({ request, result, setResult }) {
      const caller = callerFor(request);
      const results = result as ExecutionResult;
      if (Array.isArray(result) || !('errors' in results || 'data' in results)) return;
      const cacheControl = cacheControlFor(caller, !!results.errors?.length, lifetime);
      if (cacheControl) cacheControls.set(request, cacheControl);
      const changed = publicResult(results, caller, log);
      if (changed !== results) setResult(changed as never);
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const { requestId } = callerFor(request);
      response.headers.set('x-request-id', requestId);
      response.headers.append('vary', VARY);
      const cacheControl = cacheControls.get(request);
      if (cacheControl) response.headers.set('cache-control', cacheControl);
      const answer = refused(response.status, options);
      if (!answer) return;
      const headers = { ...answer.headers, ...corsHeaders(request.headers.get('origin') ?? undefined) };
      setResponse(
        new fetchAPI.Response(answer.body, {
          status: answer.status,
          headers: { ...headers, 'x-request-id': requestId },
        }),
      );
    },
  };
}

/** Error of a subscription over plain HTTP. */
function notLive(): GraphQLError {
  const expected = 'text/event-stream, or a WebSocket with the subprotocol graphql-transport-ws';
  return asRequestError(`accept: a subscription needs a stream of events: expected ${expected}.`, {
    code: 'BAD_USER_INPUT',
    argument: 'accept',
    expected,
  });
}

/** Replaces responses of the runtime that have no code: 406 and 503. */
function refused(status: number, { requestTimeoutMs }: RuntimeOptions): Answer | undefined {
  if (status === 406) return notAcceptable();
  return status === 503 ? timeoutResponse(requestTimeoutMs) : undefined;
}

interface Params {
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** @throws GRAPHQL_VALIDATION_FAILED for an operation type that the schema lacks; graphql-js has no rule for that */
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
