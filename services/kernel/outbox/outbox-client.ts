import { GraphQLError, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { ANONYMOUS } from '../auth/actor.js';
import type { SubgraphCall, SubgraphClient } from '../auth/subgraph-client.js';
import type { ChangeEvent, OutboxPosition, OutboxState } from './outbox.js';

const changesOf = parse(
  'query Changes($after: _Any, $first: Int!) { _changes(after: $after, first: $first, fields: true) }',
);
const feedOf = parse('query Feed($after: _Any) { _feed(after: $after) }');
const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'projector' } as const;

/**
 * Reads the next change events of a subgraph's outbox, with their fields.
 * @param after null for the start
 */
export async function readOutbox(
  subgraphClient: SubgraphClient,
  after: OutboxPosition | null,
  first: number,
  signal?: AbortSignal,
): Promise<ChangeEvent[]> {
  return (await dataOf<{ _changes: ChangeEvent[] }>(subgraphClient, changesOf, { after, first }, signal))
    ._changes;
}

/** Reads the state of a subgraph's outbox. @param after null for the start */
export async function outboxState(
  subgraphClient: SubgraphClient,
  after: OutboxPosition | null,
  signal?: AbortSignal,
): Promise<OutboxState> {
  return (await dataOf<{ _feed: OutboxState }>(subgraphClient, feedOf, { after }, signal))._feed;
}

/** Executes an operation and returns its data. @throws GraphQLError naming the subgraph when it has errors */
export async function dataOf<Data>(
  subgraphClient: SubgraphClient,
  document: DocumentNode,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  const call = { document, variables, caller: CALLER };
  const { data, errors } = await (signal
    ? executeUntilAborted(subgraphClient, call, signal)
    : subgraphClient.execute(call));
  if (errors?.length)
    throw new GraphQLError(`${subgraphClient.name}: ${errors[0]!.message}`, { originalError: errors[0]! });
  return data as Data;
}

/** Executes with a signal of its own: signals that `AbortSignal.any` derives from a long-lived one are never freed. */
async function executeUntilAborted(
  subgraphClient: SubgraphClient,
  call: SubgraphCall,
  signal: AbortSignal,
): Promise<ExecutionResult> {
  const request = new AbortController();
  const abort = () => request.abort();
  signal.addEventListener('abort', abort);
  try {
    if (signal.aborted) abort();
    return await subgraphClient.execute({ ...call, signal: request.signal });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
