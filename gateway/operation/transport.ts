import type { Caller } from '#kernel/auth';
import type { LiveResults, SubgraphCall, SubgraphDoor } from '#kernel/graphql';
import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { GraphQLError, getOperationAST, type DocumentNode, type ExecutionResult } from 'graphql';

/** What the engine asks of a subgraph at the start of a subscription. */
export interface SubscriptionRequest {
  door: SubgraphDoor;
  call: SubgraphCall;
}

/** What the gateway puts into the context of each operation. */
export interface CallerContext {
  caller: Caller;
  /** Where a subscription takes its events from; every subscription is run with one. */
  eventSource?: (request: SubscriptionRequest) => AsyncIterableIterator<ExecutionResult>;
}

/** What the runtime's checks find where whoever asks can be told more than one thing. */
export interface LiveContext {
  live?: {
    /** Whether the operation is a subscription, once that is known. */
    subscribes: boolean;
  };
}

type GraphOptions = Parameters<typeof unifiedGraphHandler>[0];

/** Asks a subgraph, counts it, and gives what it throws as errors: one that cannot be reached leaves the others lit. */
export async function askSubgraph(door: SubgraphDoor, call: SubgraphCall): Promise<ExecutionResult> {
  if (call.caller.statistics) call.caller.statistics.subgraphRequests += 1;
  return door.execute(call).catch(asResult);
}

/** The same for a subscription. */
export function followSubgraph(
  door: SubgraphDoor,
  call: SubgraphCall,
): Promise<LiveResults | ExecutionResult> {
  return door.subscribe(call).catch(asResult);
}

function asResult(error: Error): ExecutionResult {
  return {
    errors: [
      error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error }),
    ],
  };
}

/**
 * The data of a question of the gateway's own to a subgraph, for the sake of a call.
 * @throws the first error of the answer, with its code
 */
export async function answerOf<Data>(
  door: SubgraphDoor,
  document: DocumentNode,
  variables: Record<string, unknown>,
  call: SubgraphCall,
): Promise<Data> {
  // The operation of the public is another one.
  const { operationName: _, ...asked } = call;
  const result = await askSubgraph(door, { ...asked, document, variables });
  const [error] = result.errors ?? [];
  if (error)
    throw new GraphQLError(error.message, {
      extensions: error.extensions,
      ...(error.originalError ? { originalError: error.originalError } : {}),
    });
  return result.data as Data;
}

/**
 * How the engine asks subgraphs: each by its door, in this process or over HTTP. The engine's own transports would put
 * requests of one tick to one subgraph together into documents that no one has seen, and compiled, before.
 */
export function throughDoors(doors: ReadonlyMap<string, SubgraphDoor>): GraphOptions['onSubgraphExecute'] {
  return (subgraph, { document, variables, operationName, context, signal }) => {
    const door = doors.get(subgraph);
    if (!door) throw new Error(`The supergraph names the subgraph ${subgraph}, which is not open`);
    const call = {
      document,
      ...(variables ? { variables } : {}),
      ...(operationName ? { operationName } : {}),
      caller: (context as CallerContext).caller,
      ...(signal ? { signal } : {}),
    };
    // The engine names the kind of the whole operation, also for what it fetches for each event.
    if (getOperationAST(document, operationName)?.operation === 'subscription')
      return (context as CallerContext).eventSource!({ door, call }) as never;
    return askSubgraph(door, call) as never;
  };
}
