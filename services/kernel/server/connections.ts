import { TAILER_CONNECTIONS } from '../outbox/feed-tailer.js';
import { WATCHER_CONNECTIONS } from '../outbox/revision-watcher.js';
import { PROJECTOR_CONNECTIONS } from '../projections/projector.js';
import { CONNECTIONS_OF_JOB } from '../scheduler/scheduler.js';
import type { Subgraph } from '../subgraph/subgraph.js';
import { PLANNED_ONCE_CONNECTIONS } from './runtime.js';

/**
 * Most connections to the database that a process of one subgraph opens.
 * @param jobs number of its jobs
 */
export function mostConnectionsOf(
  { projection }: Pick<Subgraph, 'projection'>,
  poolSize: number,
  jobs: number,
): number {
  return (
    poolSize +
    PLANNED_ONCE_CONNECTIONS +
    TAILER_CONNECTIONS +
    WATCHER_CONNECTIONS +
    (projection ? PROJECTOR_CONNECTIONS : 0) +
    CONNECTIONS_OF_JOB * jobs
  );
}
