import { parse } from 'graphql';
import type { SubgraphClient } from '../graphql/subgraph-client.js';
import type { OutboxPosition } from '../outbox/outbox.js';
import { dataOf } from '../outbox/outbox-client.js';
import type { Checkpoint } from './checkpoint.js';

const positionsOf = parse('query Positions { _positions }');

/** Where a read model stands, by subgraph. */
export async function readCheckpointsOf(
  subgraphClient: SubgraphClient,
  wanted?: AbortSignal,
): Promise<Map<string, OutboxPosition>> {
  const data = await dataOf<{ _positions: Checkpoint[] }>(subgraphClient, positionsOf, {}, wanted);
  return new Map(data._positions.map((position) => [position.subgraph, position]));
}
