import type { Caller, SubgraphDoor } from '#kernel';
import { GraphQLError, type ExecutionResult } from 'graphql';

/** What the gateway's plugins put into the context of each request. */
export interface CallerContext {
  caller: Caller;
}

interface SubgraphRequest {
  document: Parameters<SubgraphDoor['execute']>[0]['document'];
  variables?: Record<string, unknown>;
  operationName?: string;
  context?: CallerContext;
  signal?: AbortSignal;
}

/** The transport of the gateway: each subgraph by its door, in this process or over HTTP. */
export function transportThrough(doors: ReadonlyMap<string, SubgraphDoor>) {
  return {
    /** The runtime gives names in capitals with underscores. */
    getSubgraphExecutor({ subgraphName }: { subgraphName: string }) {
      const door = doors.get(subgraphName.toLowerCase().replaceAll('_', '-'));
      if (!door) throw new Error(`The supergraph names the subgraph ${subgraphName}, which is not open`);
      return async ({
        document,
        variables,
        operationName,
        context,
        signal,
      }: SubgraphRequest): Promise<ExecutionResult> => {
        const { caller } = context!;
        if (caller.statistics) caller.statistics.subgraphRequests += 1;
        try {
          return await door.execute({
            document,
            ...(variables ? { variables } : {}),
            ...(operationName ? { operationName } : {}),
            caller,
            ...(signal ? { signal } : {}),
          });
        } catch (error) {
          return {
            errors: [
              error instanceof GraphQLError
                ? error
                : new GraphQLError((error as Error).message, { originalError: error as Error }),
            ],
          };
        }
      };
    },
  };
}
