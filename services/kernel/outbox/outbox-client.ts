import { GraphQLError, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { ANONYMOUS } from '../auth/actor.js';
import type { SubgraphCall, SubgraphClient } from '../graphql/subgraph-client.js';
import type { ChangeEvent, OutboxPosition, OutboxState } from './outbox.js';

const changesOf = parse(
  'query Changes($after: _Any, $first: Int!) { _changes(after: $after, first: $first, fields: true) }',
);
const feedOf = parse('query Feed($after: _Any) { _feed(after: $after) }');
const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'follower' } as const;

/**
 * The next changes of a subgraph's feed, with their fields.
 * @param after null for the start
 */
export async function readOutbox(
  subgraphClient: SubgraphClient,
  after: OutboxPosition | null,
  first: number,
  wanted?: AbortSignal,
): Promise<ChangeEvent[]> {
  return (await dataOf<{ _changes: ChangeEvent[] }>(subgraphClient, changesOf, { after, first }, wanted))
    ._changes;
}

/** @param after null for the start */
export async function outboxState(
  subgraphClient: SubgraphClient,
  after: OutboxPosition | null,
  wanted?: AbortSignal,
): Promise<OutboxState> {
  return (await dataOf<{ _feed: OutboxState }>(subgraphClient, feedOf, { after }, wanted))._feed;
}

/** The data of an operation that must not fail. */
export async function dataOf<Data>(
  subgraphClient: SubgraphClient,
  document: DocumentNode,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  const call = { document, variables, caller: CALLER };
  const { data, errors } = await (signal
    ? whileWanted(subgraphClient, call, signal)
    : subgraphClient.execute(call));
  if (errors?.length)
    throw new GraphQLError(`${subgraphClient.name}: ${errors[0]!.message}`, { originalError: errors[0]! });
  return data as Data;
}

/** Each request has a signal of its own: those that `AbortSignal.any` draws from a lasting one are never freed. */
async function whileWanted(
  subgraphClient: SubgraphClient,
  call: SubgraphCall,
  wanted: AbortSignal,
): Promise<ExecutionResult> {
  const request = new AbortController();
  const end = () => request.abort();
  wanted.addEventListener('abort', end);
  try {
    if (wanted.aborted) end();
    return await subgraphClient.execute({ ...call, signal: request.signal });
  } finally {
    wanted.removeEventListener('abort', end);
  }
}
