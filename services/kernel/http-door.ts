import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import type { Statistics, SubgraphCall, SubgraphDoor } from './caller.js';
import { SIGNATURE_HEADER, sign } from './signature.js';

const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  let text = texts.get(document);
  if (!text) texts.set(document, (text = print(document)));
  return text;
}

/** To one subgraph; more than its connections to the database help nobody. */
const CONNECTIONS = 64;
const TIMEOUTS = new Set(['HeadersTimeoutError', 'BodyTimeoutError', 'ConnectTimeoutError']);

/** The way to a subgraph that runs elsewhere. Who asks travels in the signed body. */
export function openHttpDoor(name: string, url: string, secret: string, timeoutMs: number): SubgraphDoor {
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
  return {
    name,
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
        const { statusCode: status, body: answer } = await agent.request({
          path: pathname,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            [SIGNATURE_HEADER]: sign(secret, name, body),
          },
          body,
          ...(signal ? { signal } : {}),
        });
        // A gateway that it does not know or understand (another SECRET, clock or version) is our trouble, not the client's.
        if (status === 401 || status === 421) {
          await answer.dump();
          throw new Error(`status ${status}`);
        }
        const result = (await answer.json()) as ExecutionResult & {
          extensions?: { statistics?: Statistics };
        };
        if (status >= 300 && !result.errors) throw new Error(`status ${status}`);
        if (statistics && result.extensions?.statistics)
          addStatistics(statistics, result.extensions.statistics);
        return result.errors
          ? {
              ...result,
              errors: result.errors.map(
                ({ message, path, extensions }) =>
                  new GraphQLError(message, { ...(path ? { path } : {}), extensions }),
              ),
            }
          : result;
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
    close: () => agent.close(),
  };
}

function addStatistics(total: Statistics, part: Statistics): void {
  total.sqlStatements += part.sqlStatements;
  for (const [subgraph, count] of Object.entries(part.bySubgraph)) {
    total.bySubgraph[subgraph] = (total.bySubgraph[subgraph] ?? 0) + count;
  }
}
