import { isLive, type Caller, type LiveResults, type SubgraphCall, type SubgraphDoor } from '#kernel';
import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { GraphQLError, getOperationAST, type ExecutionResult } from 'graphql';

/** What the gateway puts into the context of each operation. */
export interface CallerContext {
  caller: Caller;
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
    const isSubscription = getOperationAST(document, operationName)?.operation === 'subscription';
    return (isSubscription ? forEngine(followSubgraph(door, call)) : askSubgraph(door, call)) as never;
  };
}

/**
 * Without data, the engine would show that of the event before: it takes over what is there, and empties nothing. An
 * event without any data is the end of the subscription.
 */
async function forEngine(following: Promise<LiveResults | ExecutionResult>) {
  const live = await following;
  if (!isLive(live)) return live;
  return mapResults(live, ({ data, errors }) => ({ data: data ?? {}, ...(errors ? { errors } : {}) }));
}

/** Not a generator: who leaves while it waits is let go at once. */
export function mapResults(
  results: AsyncIterator<ExecutionResult>,
  map: (result: ExecutionResult) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      const { done, value } = await results.next();
      return done ? { done, value: undefined } : { done: false, value: map(value as ExecutionResult) };
    },
    async return() {
      await results.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

type Executor = NonNullable<Awaited<ReturnType<typeof unifiedGraphHandler>>['executor']>;

/** The engine keeps the errors of a subscription in one list for all its events: each event is given its own. */
export function withOwnErrors(execute: Executor): Executor {
  return (request) => {
    const result = execute(request);
    return (result instanceof Promise ? result.then(ownErrors) : ownErrors(result)) as never;
  };
}

function ownErrors(result: unknown): unknown {
  if (!isIterable(result)) return result;
  return mapResults(result[Symbol.asyncIterator](), ({ errors, ...rest }) =>
    errors ? { ...rest, errors: (errors as GraphQLError[]).splice(0) } : rest,
  );
}

function isIterable(result: unknown): result is AsyncIterable<ExecutionResult> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}
