import { GraphQLError, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { ANONYMOUS } from '../auth/actor.js';
import type { SubgraphCall, SubgraphDoor } from '../graphql/subgraph-client.js';
import type { ChangeRow, FeedPosition, FeedState } from './outbox.js';

const changesOf = parse(
  'query Changes($after: _Any, $first: Int!) { _changes(after: $after, first: $first, fields: true) }',
);
const feedOf = parse('query Feed($after: _Any) { _feed(after: $after) }');
const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'follower' } as const;

/**
 * The next changes of a subgraph's feed, with their fields.
 * @param after null for the start
 */
export async function readFeed(
  door: SubgraphDoor,
  after: FeedPosition | null,
  first: number,
  wanted?: AbortSignal,
): Promise<ChangeRow[]> {
  return (await dataOf<{ _changes: ChangeRow[] }>(door, changesOf, { after, first }, wanted))._changes;
}

/** @param after null for the start */
export async function feedState(
  door: SubgraphDoor,
  after: FeedPosition | null,
  wanted?: AbortSignal,
): Promise<FeedState> {
  return (await dataOf<{ _feed: FeedState }>(door, feedOf, { after }, wanted))._feed;
}

/** The data of an operation that must not fail. */
export async function dataOf<Data>(
  door: SubgraphDoor,
  document: DocumentNode,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  const call = { document, variables, caller: CALLER };
  const { data, errors } = await (signal ? whileWanted(door, call, signal) : door.execute(call));
  if (errors?.length)
    throw new GraphQLError(`${door.name}: ${errors[0]!.message}`, { originalError: errors[0]! });
  return data as Data;
}

/** Each request has a signal of its own: those that `AbortSignal.any` draws from a lasting one are never freed. */
async function whileWanted(
  door: SubgraphDoor,
  call: SubgraphCall,
  wanted: AbortSignal,
): Promise<ExecutionResult> {
  const request = new AbortController();
  const end = () => request.abort();
  wanted.addEventListener('abort', end);
  try {
    if (wanted.aborted) end();
    return await door.execute({ ...call, signal: request.signal });
  } finally {
    wanted.removeEventListener('abort', end);
  }
}
