import { parse } from 'graphql';
import type { SubgraphClient } from '../auth/subgraph-client.js';
import type { OutboxPosition } from '../outbox/outbox.js';
import { dataOf } from '../outbox/outbox-client.js';
import type { Checkpoint } from './checkpoint.js';

const checkpointsQuery = parse('query Positions { _positions }');

/** Checkpoints of a projecting subgraph, by source subgraph. */
export async function readCheckpointsOf(
  subgraphClient: SubgraphClient,
  signal?: AbortSignal,
): Promise<Map<string, OutboxPosition>> {
  const data = await dataOf<{ _positions: Checkpoint[] }>(subgraphClient, checkpointsQuery, {}, signal);
  return new Map(data._positions.map((checkpoint) => [checkpoint.subgraph, checkpoint]));
}
