import { parse } from 'graphql';
import type { SubgraphDoor } from '../graphql/subgraph-client.js';
import type { FeedPosition } from '../outbox/outbox.js';
import { dataOf } from '../outbox/outbox-client.js';
import type { ReadPosition } from './checkpoint.js';

const positionsOf = parse('query Positions { _positions }');

/** Where a read model stands, by subgraph. */
export async function feedPositions(
  door: SubgraphDoor,
  wanted?: AbortSignal,
): Promise<Map<string, FeedPosition>> {
  const data = await dataOf<{ _positions: ReadPosition[] }>(door, positionsOf, {}, wanted);
  return new Map(data._positions.map((position) => [position.subgraph, position]));
}
