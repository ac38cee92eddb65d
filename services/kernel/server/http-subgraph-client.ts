import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import type { Statistics } from '../auth/caller.js';
import type { SubgraphCall, SubgraphClient, SubscribeCall } from '../graphql/subgraph-client.js';
import { SILENCE_MS, subscribeOverHttp, withErrors, type Opened } from '../subscriptions/event-client.js';
import { SIGNATURE_HEADER, sign } from '../auth/signature.js';

const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  let text = texts.get(document);
  if (!text) texts.set(document, (text = print(document)));
  return text;
}

/** To one subgraph; more than its connections to the database help nobody. */
const CONNECTIONS = 64;
const EVENT_STREAM = 'text/event-stream';
const TIMEOUTS = new Set(['HeadersTimeoutError', 'BodyTimeoutError', 'ConnectTimeoutError']);

/** The way to a subgraph that runs elsewhere. Who asks travels in the signed body. */
export function httpSubgraphClient(
  name: string,
  url: string,
  secret: string,
  timeoutMs: number,
): SubgraphClient {
  const unavailable = (cause: unknown): GraphQLError => {
    const timedOut = TIMEOUTS.has((cause as Error).name);
    return new GraphQLError(
      `The ${name} subgraph ${timedOut ? 'did not answer in time' : 'cannot be reached'}.`,
      {
        extensions: { code: timedOut ? 'TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', subgraph: name },
      },
    );
  };
  const { origin, pathname } = new URL(url);
  const agent = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  // A connection for each subscription.
  const live = new Pool(origin, { headersTimeout: timeoutMs, bodyTimeout: SILENCE_MS });

  /** @returns the answer of a subgraph that knows this gateway */
  async function post(to: Pool, body: string, accept: string, signal: AbortSignal | undefined) {
    const answer = await to.request({
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        [SIGNATURE_HEADER]: sign(secret, name, body),
      },
      body,
      ...(signal ? { signal } : {}),
    });
    // A gateway that it does not know or understand (another SECRET, clock or version) is our trouble, not the client's.
    if (answer.statusCode === 401 || answer.statusCode === 421) {
      await answer.body.dump();
      throw new Error(`status ${answer.statusCode}`);
    }
    return answer;
  }

  async function connect(
    { document, variables, operationName, caller }: SubscribeCall,
    resumeAfter: string | undefined,
    leaving: AbortSignal,
  ): Promise<Opened> {
    const { statistics: _, ...sent } = caller;
    const extensions = { caller: sent, ...(resumeAfter === undefined ? {} : { resumeAfter }) };
    const body = JSON.stringify({ query: textOf(document), variables, operationName, extensions });
    try {
      const { headers, body: answer } = await post(live, body, EVENT_STREAM, leaving);
      if (String(headers['content-type']).startsWith(EVENT_STREAM)) return { frames: answer };
      return { result: withErrors((await answer.json()) as ExecutionResult) };
    } catch (cause) {
      throw leaving.aborted ? cause : unavailable(cause);
    }
  }

  return {
    name,
    async subscribe(call) {
      return subscribeOverHttp(
        (resumeAfter, leaving) => connect(call, resumeAfter, leaving),
        call.resumeAfter,
      );
    },
    async execute({
      document,
      variables,
      operationName,
      caller,
      signal,
    }: SubgraphCall): Promise<ExecutionResult> {
      const { statistics, ...sent } = caller;
      const body = JSON.stringify({
        query: textOf(document),
        variables,
        operationName,
        extensions: { caller: sent, ...(statistics ? { statistics: true } : {}) },
      });
      try {
        const { statusCode: status, body: answer } = await post(agent, body, 'application/json', signal);
        const result = (await answer.json()) as ExecutionResult & {
          extensions?: { statistics?: Statistics };
        };
        if (status >= 300 && !result.errors) throw new Error(`status ${status}`);
        if (statistics && result.extensions?.statistics)
          addStatistics(statistics, result.extensions.statistics);
        return withErrors(result);
      } catch (cause) {
        // The client has gone, and nobody reads this.
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

function addStatistics(total: Statistics, part: Statistics): void {
  total.sqlStatements += part.sqlStatements;
  for (const [subgraph, count] of Object.entries(part.bySubgraph)) {
    total.bySubgraph[subgraph] = (total.bySubgraph[subgraph] ?? 0) + count;
  }
}
