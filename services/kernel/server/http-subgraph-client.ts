import { setTimeout as sleep } from 'node:timers/promises';
import { errorText, publicError } from '../errors/errors.js';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { Pool } from 'undici';
import type { Secrets } from '../values/secrets.js';
import { addStatistics, type Caller, type Statistics } from '../auth/caller.js';
import type { SubgraphCall, SubgraphClient, SubscribeCall } from '../auth/subgraph-client.js';
import { SILENCE_MS, subscribeOverHttp, withErrors, type Opened } from '../subscriptions/event-client.js';
import { SIGNATURE_HEADER, sign } from '../auth/signature.js';
import { isResult } from './is-result.js';

/** Waits in milliseconds before a query on a lost connection is sent again; a balancer finds out a little later. */
const RETRIED_AFTER_MS = [0, 100];
/** Printed documents. */
const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  let text = texts.get(document);
  if (!text) texts.set(document, (text = print(document)));
  return text;
}

/** Connections to one subgraph; more would only wait for its connections to the database. */
const CONNECTIONS = 64;
/** Largest answer of a subgraph, in bytes; one that is larger counts as unavailable. */
const MAX_ANSWER = 64 * 1_048_576;
const EVENT_STREAM = 'text/event-stream';
const TIMEOUTS = new Set(['HeadersTimeoutError', 'BodyTimeoutError', 'ConnectTimeoutError']);

/**
 * Client of a subgraph in another process. The caller travels in the signed body.
 * @param timeoutMs milliseconds to wait for the response
 */
export function httpSubgraphClient(
  name: string,
  url: string,
  secret: Secrets,
  timeoutMs: number,
): SubgraphClient {
  const unavailable = (cause: unknown): GraphQLError => {
    const timedOut = TIMEOUTS.has((cause as Error).name);
    return timedOut
      ? publicError('TIMEOUT', errorText('SUBGRAPH_LATE', { name }), { subgraph: name })
      : publicError('SUBGRAPH_UNAVAILABLE', errorText('SUBGRAPH_AWAY', { name }), { subgraph: name });
  };
  const { origin, pathname } = new URL(url);
  const agent = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER,
  });
  // Unlimited: each subscription occupies a connection.
  const live = new Pool(origin, { headersTimeout: timeoutMs, bodyTimeout: SILENCE_MS });

  /** @throws when the subgraph does not accept the signature of this gateway */
  async function post(
    to: Pool,
    body: string,
    accept: string,
    { span }: Caller,
    signal: AbortSignal | undefined,
  ) {
    const response = await to.request({
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        [SIGNATURE_HEADER]: sign(secret, name, body),
        ...(span ? { traceparent: span.traceparent } : {}),
      },
      body,
      // Never paused: undici 7 ends the process when a subgraph closes the connection of an answer that is (nodejs/undici#5360).
      highWaterMark: MAX_ANSWER,
      ...(signal ? { signal } : {}),
    });
    // A rejected signature or body (another SECRET, clock or version) is a fault of the deployment, not of the client.
    if (response.statusCode === 401 || response.statusCode === 421) {
      await response.body.dump();
      throw new Error(`status ${response.statusCode}`);
    }
    return response;
  }

  async function connect(
    { document, variables, operationName, caller }: SubscribeCall,
    resumeAfter: string | undefined,
    signal: AbortSignal,
  ): Promise<Opened> {
    const extensions = { caller: sentOf(caller), ...(resumeAfter === undefined ? {} : { resumeAfter }) };
    const body = JSON.stringify({ query: textOf(document), variables, operationName, extensions });
    try {
      const { headers, body: stream } = await post(live, body, EVENT_STREAM, caller, signal);
      if (String(headers['content-type']).startsWith(EVENT_STREAM)) return { frames: stream };
      return { result: withErrors((await stream.json()) as ExecutionResult) };
    } catch (cause) {
      throw signal.aborted ? cause : unavailable(cause);
    }
  }

  return {
    name,
    async subscribe(call) {
      return subscribeOverHttp((resumeAfter, signal) => connect(call, resumeAfter, signal), call.resumeAfter);
    },
    async execute({
      document,
      variables,
      operationName,
      caller,
      signal,
    }: SubgraphCall): Promise<ExecutionResult> {
      const { statistics } = caller;
      const body = JSON.stringify({
        query: textOf(document),
        variables,
        operationName,
        extensions: { caller: sentOf(caller), ...(statistics ? { statistics: true } : {}) },
      });
      const request = async () => {
        const { statusCode: status, body: content } = await post(
          agent,
          body,
          'application/json',
          caller,
          signal,
        );
        return { status, result: (await content.json()) as ResultWithStatistics };
      };
      try {
        let answer = request();
        for (const wait of RETRIED_AFTER_MS)
          answer = answer.catch(async (cause: unknown) => {
            // A replica that has gone: another one answers. Mutations may have been executed.
            if (signal?.aborted || !isLostConnection(cause) || !isQuery(document)) throw cause;
            if (wait) await sleep(wait, undefined, signal ? { signal } : {});
            return request();
          });
        const { status, result } = await answer;
        if (!isResult(result)) throw new Error('the answer is no GraphQL result');
        if (status >= 300 && !result.errors) throw new Error(`status ${status}`);
        if (statistics && result.extensions?.statistics)
          addStatistics(statistics, result.extensions.statistics);
        return withErrors(result);
      } catch (cause) {
        // The client has disconnected: nobody reads the error.
        if (signal?.aborted) throw cause;
        throw unavailable(cause);
      }
    },
    async ready() {
      const response = await fetch(new URL('readiness', url), { signal: AbortSignal.timeout(3_000) });
      if (!response.ok) throw new Error(`${name} answers ${response.status}`);
    },
    async close() {
      await live.destroy();
      await agent.close();
    },
  };
}

type ResultWithStatistics = ExecutionResult & { extensions?: { statistics?: Statistics } };

/** Returns what a subgraph learns of a caller. */
function sentOf({
  statistics: _,
  rateLimit: __,
  diagnostics: ___,
  span: ____,
  ...sent
}: Caller): Pick<Caller, 'actor' | 'language' | 'requestId'> {
  return sent;
}

const isQuery = ({ definitions }: DocumentNode): boolean =>
  definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === OperationTypeNode.QUERY,
  );

/** Codes of errors of connections that were refused or broke off. */
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether a request failed because its connection was refused or broke off; that of a body is the cause of its error. */
function isLostConnection(error: unknown): boolean {
  const { code, cause, errors } = error as { code?: string; cause?: unknown; errors?: unknown[] };
  if (code !== undefined && LOST.has(code)) return true;
  return (errors?.some(isLostConnection) ?? false) || (cause instanceof Error && isLostConnection(cause));
}
