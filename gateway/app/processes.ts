import { createServer } from 'node:http';
import type { DatabaseOptions } from '#kernel/database';
import { startScheduler } from '#kernel/scheduler';
import type { SubgraphClient } from '#kernel/auth';
import { listen, type SubgraphRuntime } from '#kernel/server';
import { jobsOf } from '../../services/run.js';
import type { Bootstrap } from '../bootstrap/bootstrap.js';

// What each process that serves does, the whole graph or a subgraph by itself.

/** Fails on a port in use before the data is loaded, instead of after. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise((closed) => probe.close(closed));
}

/**
 * Schedules the jobs of a subgraph until the program closes.
 * @param clients of the subgraphs that its jobs call, among others
 */
export async function scheduleJobs(
  { shutdownHooks, log }: Bootstrap,
  subgraphRuntime: SubgraphRuntime,
  database: DatabaseOptions,
  clients: ReadonlyMap<string, SubgraphClient>,
): Promise<void> {
  const jobs = jobsOf(subgraphRuntime.subgraph);
  if (!jobs.length) return;
  const scheduler = await startScheduler(subgraphRuntime, jobs, database, log, undefined, clients);
  shutdownHooks.add(() => scheduler.close());
}
