import type { Caller, SubgraphCall, SubgraphDoor } from '#kernel';
import { GraphQLError, type ExecutionResult } from 'graphql';

/** What the gateway's plugins put into the context of each request. */
export interface CallerContext {
  caller: Caller;
}

interface SubgraphRequest {
  document: SubgraphCall['document'];
  variables?: Record<string, unknown>;
  operationName?: string;
  context?: CallerContext;
  signal?: AbortSignal;
}

/** Asks a subgraph, counts it, and gives what it throws as errors: one that cannot be reached leaves the others lit. */
export async function askSubgraph(door: SubgraphDoor, call: SubgraphCall): Promise<ExecutionResult> {
  if (call.caller.statistics) call.caller.statistics.subgraphRequests += 1;
  try {
    return await door.execute(call);
  } catch (error) {
    return {
      errors: [
        error instanceof GraphQLError
          ? error
          : new GraphQLError((error as Error).message, { originalError: error as Error }),
      ],
    };
  }
}

/** The transport of the gateway: each subgraph by its door, in this process or over HTTP. */
export function transportThrough(doors: ReadonlyMap<string, SubgraphDoor>) {
  return {
    /** The runtime gives names in capitals with underscores. */
    getSubgraphExecutor({ subgraphName }: { subgraphName: string }) {
      const door = doors.get(subgraphName.toLowerCase().replaceAll('_', '-'));
      if (!door) throw new Error(`The supergraph names the subgraph ${subgraphName}, which is not open`);
      return ({ document, variables, operationName, context, signal }: SubgraphRequest) =>
        askSubgraph(door, {
          document,
          ...(variables ? { variables } : {}),
          ...(operationName ? { operationName } : {}),
          caller: context!.caller,
          ...(signal ? { signal } : {}),
        });
    },
  };
}
