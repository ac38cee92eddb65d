import type { SubgraphClient } from '#kernel/auth';
import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Pool } from 'undici';

/** Printed documents. */
const texts = new WeakMap<DocumentNode, string>();

/**
 * Client of any GraphQL server, as a subgraph: plain GraphQL over HTTP, without identity and subscriptions.
 * @param timeoutMs milliseconds to wait for a response
 */
export function plainSubgraphClient(name: string, url: string, timeoutMs: number): SubgraphClient {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: 32, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });

  async function post(query: string, variables?: object, signal?: AbortSignal): Promise<ExecutionResult> {
    const response = await pool.request({
      path: pathname + search,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify({ query, ...(variables ? { variables } : {}) }),
      ...(signal ? { signal } : {}),
    });
    const text = await response.body.text();
    const result = parseJson(text) as Partial<ExecutionResult> | null | undefined;
    const errors = Array.isArray(result?.errors)
      ? result.errors.filter((error) => typeof error?.message === 'string')
      : [];
    if (typeof result === 'object' && result && (typeof result.data === 'object' || errors.length))
      return {
        ...(result.data === undefined ? {} : { data: result.data }),
        ...(errors.length ? { errors } : {}),
      };
    throw new Error(`status ${response.statusCode}, and no result of GraphQL`);
  }

  return {
    name,
    async execute({ document, variables, signal }) {
      let text = texts.get(document);
      if (!text) texts.set(document, (text = print(document)));
      try {
        return await post(text, variables, signal);
      } catch (error) {
        throw new GraphQLError(`The ${name} subgraph cannot be reached: ${(error as Error).message}`, {
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: name },
        });
      }
    },
    async subscribe() {
      const message = `Subscriptions to the ${name} subgraph are not served.`;
      return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })] };
    },
    async ready() {
      await post('{ __typename }');
    },
    async close() {
      await pool.destroy();
    },
  };
}

/** @returns undefined for invalid JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
