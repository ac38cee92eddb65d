import type { Caller, SubgraphCall, SubgraphDoor } from '#kernel';
import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';

/** What the gateway puts into the context of each operation. */
export interface CallerContext {
  caller: Caller;
}

type GraphOptions = Parameters<typeof unifiedGraphHandler>[0];

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
    return askSubgraph(door, {
      document,
      ...(variables ? { variables } : {}),
      ...(operationName ? { operationName } : {}),
      caller: (context as CallerContext).caller,
      ...(signal ? { signal } : {}),
    }) as never;
  };
}
