import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Statistics, SubgraphCall, SubgraphDoor } from './caller.js';
import { SIGNATURE_HEADER, sign } from './signature.js';

const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  let text = texts.get(document);
  if (!text) texts.set(document, (text = print(document)));
  return text;
}

/** The way to a subgraph that runs elsewhere. Who asks travels in the signed body. */
export function openHttpDoor(name: string, url: string, secret: string, timeoutMs: number): SubgraphDoor {
  const unavailable = (cause: unknown): GraphQLError => {
    const timedOut = (cause as Error).name === 'TimeoutError';
    return new GraphQLError(
      `The ${name} subgraph ${timedOut ? 'did not answer in time' : 'cannot be reached'}.`,
      {
        extensions: { code: timedOut ? 'TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', subgraph: name },
      },
    );
  };
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
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            [SIGNATURE_HEADER]: sign(secret, name, body),
          },
          body,
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        // A gateway that it does not know or understand (another SECRET, clock or version) is our trouble, not the client's.
        if (response.status === 401 || response.status === 421) throw new Error(`status ${response.status}`);
        const result = (await response.json()) as ExecutionResult & {
          extensions?: { statistics?: Statistics };
        };
        if (!response.ok && !result.errors) throw new Error(`status ${response.status}`);
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
    async close() {},
  };
}

function addStatistics(total: Statistics, part: Statistics): void {
  total.sqlStatements += part.sqlStatements;
  for (const [subgraph, count] of Object.entries(part.bySubgraph)) {
    total.bySubgraph[subgraph] = (total.bySubgraph[subgraph] ?? 0) + count;
  }
}
