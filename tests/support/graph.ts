import type { ExecutionResult } from 'graphql';

/** Counters that a graph with DIAGNOSTICS=true adds to its answers. */
export interface Statistics {
  sqlStatements: number;
  subgraphRequests: number;
  bySubgraph: Record<string, number>;
}

export interface Answer {
  status: number;
  // The shape is that of the operation; tests read it freely.
  data: any;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown> & { code: string };
  }[];
  statistics: Statistics;
  headers: Headers;
}

/** The graph that the global set-up started. */
export const GRAPH = process.env.TEST_GRAPH!;

/** Executes an operation through the public API. */
export async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  options: { headers?: Record<string, string>; graph?: string; operationName?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${options.graph ?? GRAPH}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...options.headers },
    body: JSON.stringify({ query, variables, operationName: options.operationName }),
  });
  const body = (await response.json()) as ExecutionResult & { extensions?: { statistics?: Statistics } };
  return {
    status: response.status,
    data: body.data,
    errors: (body.errors ?? []) as unknown as Answer['errors'],
    statistics: body.extensions?.statistics ?? { sqlStatements: 0, subgraphRequests: 0, bySubgraph: {} },
    headers: response.headers,
  };
}

/** The data of an operation that must not fail. */
export async function dataOf(
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const { data, errors } = await ask(query, variables, { headers });
  if (errors.length) throw new Error(JSON.stringify(errors, null, 1));
  return data;
}
