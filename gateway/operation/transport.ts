import type { Caller, LiveResults, SubgraphCall, SubgraphClient } from '#kernel/auth';
import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { GraphQLError, getOperationAST, type DocumentNode, type ExecutionResult } from 'graphql';

/** Call that the engine makes to a subgraph at the start of a subscription. */
export interface SubscriptionRequest {
  client: SubgraphClient;
  call: SubgraphCall;
}

/** Context of each operation. */
export interface CallerContext {
  caller: Caller;
  /** Event source of a subscription; set for every subscription. */
  eventSource?: (request: SubscriptionRequest) => AsyncIterableIterator<ExecutionResult>;
}

/** Context of an operation over a subscription connection. */
export interface LiveContext {
  live?: {
    /** Set to true when the operation turns out to be a subscription. */
    subscribes: boolean;
  };
}

type GraphOptions = Parameters<typeof unifiedGraphHandler>[0];

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

/**
 * Connects the engine to the subgraph clients, in this process or over HTTP. The engine's own transports would batch the
 * requests of one tick to a subgraph into new documents, for which the subgraph has no compiled query yet.
 */
export function executeThroughClients(
  clients: ReadonlyMap<string, SubgraphClient>,
): GraphOptions['onSubgraphExecute'] {
  return (subgraph, { document, variables, operationName, context, signal }) => {
    const client = clients.get(subgraph);
    if (!client) throw new Error(`The supergraph names the subgraph ${subgraph}, which has no client`);
    const call = {
      document,
      ...(variables ? { variables } : {}),
      ...(operationName ? { operationName } : {}),
      caller: (context as CallerContext).caller,
      ...(signal ? { signal } : {}),
    };
    // Taken from the document: the engine's operation type is that of the client's operation, also for fetches per event.
    if (getOperationAST(document, operationName)?.operation === 'subscription')
      return (context as CallerContext).eventSource!({ client, call }) as never;
    return askSubgraph(client, call) as never;
  };
}
