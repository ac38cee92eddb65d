import {
  explainDatabase,
  loadData,
  openPool,
  type DatabaseOptions,
  type LoadReport,
  type Progress,
} from '#kernel/database';
import type { JobDefinition } from '#kernel/scheduler';
import { prepareDatabase, maintenance, openSubgraph, type SubgraphRuntime } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import type { Logger } from 'pino';
import * as allSubgraphs from '#subgraphs';

/** All subgraphs, in the order of `subgraphs.ts`. */
export const subgraphs: readonly Subgraph[] = Object.values(allSubgraphs);

/**
 * Prepares roles, schemas, migrations and data of these subgraphs. Skips what is done already.
 * @param force loads the data even when its files are unchanged
 * @throws DatabaseError for a failure that an operator can fix
 */
export async function prepare(
  list: readonly Subgraph[],
  options: DatabaseOptions,
  report: { line: (text: string) => void; progress: Progress },
  force = false,
): Promise<LoadReport[]> {
  const reports: LoadReport[] = [];
  try {
    await prepareDatabase(list, options, report.line);
    for (const subgraph of list) {
      const pool = openPool(subgraph, { ...options, poolSize: 1 });
      try {
        reports.push(await loadData(subgraph, pool, report.progress, force));
      } finally {
        await pool.end();
      }
    }
  } catch (error) {
    throw explainDatabase(error);
  }
  return reports;
}

/** Opens these subgraphs in this process. */
export function openSubgraphs(
  list: readonly Subgraph[],
  options: DatabaseOptions,
  log: Logger,
): SubgraphRuntime[] {
  return list.map((subgraph) => openSubgraph(subgraph, options, log));
}

/** Scheduled jobs of a subgraph. A read model has no outbox of its own to maintain. */
export function jobsOf({ jobs, readModel }: Subgraph): readonly JobDefinition[] {
  return readModel ? jobs : [maintenance, ...jobs];
}
