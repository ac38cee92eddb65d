import type { Caller, LiveResults, SubgraphCall, SubgraphClient } from '#kernel/auth';
import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import type { FetchFromSubgraph } from '../engine/index.js';

/** Executes a call on a subgraph and counts it. Failures become errors of the result, so that other subgraphs still answer. */
export async function askSubgraph(client: SubgraphClient, call: SubgraphCall): Promise<ExecutionResult> {
  if (call.caller.statistics) call.caller.statistics.subgraphRequests += 1;
  return client.execute(call).catch(asResult);
}

/** Subscribes to a subgraph; failures become errors of the result. */
export function followSubgraph(
  client: SubgraphClient,
  call: SubgraphCall,
): Promise<LiveResults | ExecutionResult> {
  return client.subscribe(call).catch(asResult);
}

function asResult(error: Error): ExecutionResult {
  return {
    errors: [
      error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error }),
    ],
  };
}

/**
 * Executes a query of the gateway's own on a subgraph, on behalf of a call.
 * @returns the data
 * @throws the first error of the result, with its code
 */
export async function answerOf<Data>(
  client: SubgraphClient,
  document: DocumentNode,
  variables: Record<string, unknown>,
  call: SubgraphCall,
): Promise<Data> {
  // The name is that of the client's operation.
  const { operationName: _, ...rest } = call;
  const result = await askSubgraph(client, { ...rest, document, variables });
  const [error] = result.errors ?? [];
  if (error)
    throw new GraphQLError(error.message, {
      extensions: error.extensions,
      ...(error.originalError ? { originalError: error.originalError } : {}),
    });
  return result.data as Data;
}

export type SubgraphClients = ReadonlyMap<string, SubgraphClient>;

/** @throws for a subgraph that the supergraph names and that has no client */
export function clientOf(clients: SubgraphClients, subgraph: string): SubgraphClient {
  const client = clients.get(subgraph);
  if (!client) throw new Error(`The supergraph names the subgraph ${subgraph}, which has no client`);
  return client;
}

/**
 * Returns the function by which the engine asks subgraphs, in this process or over HTTP, on behalf of a caller.
 * @param deadline `performance.now()` at which the calls are given up
 */
export function fetchAs(
  clients: SubgraphClients,
  caller: Caller,
  signal?: AbortSignal,
  deadline?: number,
): FetchFromSubgraph {
  return (subgraph, { document, variables }) =>
    askSubgraph(clientOf(clients, subgraph), {
      document,
      ...(variables ? { variables } : {}),
      caller,
      ...(signal ? { signal } : {}),
      ...(deadline === undefined ? {} : { deadline }),
    });
}
