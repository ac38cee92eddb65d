import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Entity } from './plan-paths.js';

/** Request of the engine to a subgraph. */
export interface SubgraphRequest {
  document: DocumentNode;
  variables?: Record<string, unknown>;
}

/** Executes requests on a subgraph, for one operation of one caller. */
export type FetchFromSubgraph = (subgraph: string, request: SubgraphRequest) => Promise<ExecutionResult>;

/** One execution of a plan. */
export interface PlanRun {
  readonly fetch: FetchFromSubgraph;
  /** Variables of the normalised operation. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The answer so far; undefined before the first fetch has succeeded. */
  data: Entity | undefined;
  readonly errors: GraphQLError[];
  /** Set by a mutation that leaves nothing of the answer: those after it are not executed. */
  isOver?: boolean;
}

/** Fetches; a failure becomes an error of the result, so that other subgraphs still answer. */
export async function fetchResult(
  run: PlanRun,
  subgraph: string,
  request: SubgraphRequest,
): Promise<{ data: Entity | undefined; errors: readonly GraphQLError[] }> {
  try {
    const { data, errors = [] } = await run.fetch(subgraph, request);
    return { data: data ?? undefined, errors: errors.map(asGraphQLError) };
  } catch (error) {
    return { data: undefined, errors: [asGraphQLError(error)] };
  }
}

/** Returns an error as GraphQLError; those that come over HTTP are plain objects. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof Error) return new GraphQLError(error.message, { originalError: error });
  const { message, path, extensions } = error as Partial<GraphQLError>;
  return new GraphQLError(String(message), {
    ...(path ? { path } : {}),
    ...(extensions ? { extensions } : {}),
  });
}

/** Returns the error at another place of the answer. */
export function errorAt(error: GraphQLError, path: readonly (string | number)[]): GraphQLError {
  return new GraphQLError(error.message, {
    path,
    ...(error.originalError ? { originalError: error.originalError } : {}),
    extensions: error.extensions,
  });
}
