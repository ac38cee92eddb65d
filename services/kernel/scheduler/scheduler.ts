import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { ANONYMOUS } from '../auth/actor.js';
import type { SubgraphClient } from '../auth/subgraph-client.js';
import {
  DatabaseError,
  explainDatabase,
  openPool,
  type DatabaseOptions,
  type SubgraphSchema,
} from '../database/database.js';
import { hasTable } from '../database/has-table.js';
import { transact } from '../mutations/mutation.js';
import { createReader, createWriter, sql, type Writer } from '../database/sql.js';
import { JobLock } from './job-lock.js';
import type { JobDefinition, JobTools } from './job.js';
import { beginRun, dueJobs, failRun, finishRun, releaseRun, type ScheduledRun } from './scheduled-runs.js';

/** Times are in milliseconds. */
export interface SchedulerTiming {
  /** Interval of polling for due runs. */
  pollMs: number;
  /** Time without a heartbeat after which a hanging replica loses its run to another one. */
  silenceMs: number;
  /** Delay before the second attempt at a span; it doubles with each further attempt. */
  retryDelayMs: number;
  /** Attempts at one span, interrupted ones included: a job that crashes its process must not crash every replica for ever. */
  maxAttempts: number;
}

const TIMING: SchedulerTiming = { pollMs: 5_000, silenceMs: 30_000, retryDelayMs: 5_000, maxAttempts: 6 };

/** The lock of each job has a connection, and so has its work. */
export const CONNECTIONS_OF_JOB = 2;

/**
 * Starts the scheduler of a subgraph, which runs each job once per span, whatever the number of replicas.
 * @param runtime its pool serves to poll for due jobs; runs have connections of their own, closed after each run
 * @param clients of the subgraphs that its jobs call
 * @throws DatabaseError when the database does not answer or is not prepared for jobs
 */
export async function startScheduler(
  { subgraph, pool }: { subgraph: SubgraphSchema; pool: Pool },
  jobs: readonly JobDefinition[],
  options: DatabaseOptions,
  log: Logger,
  timing: SchedulerTiming = TIMING,
  clients: ReadonlyMap<string, SubgraphClient> = new Map(),
): Promise<Scheduler> {
  let isPrepared: boolean;
  try {
    isPrepared = await hasTable(pool, 'scheduled_run');
  } catch (error) {
    throw explainDatabase(error);
  }
  if (!isPrepared)
    throw new DatabaseError(
      `The database is not prepared for the jobs of ${subgraph.name}: run \`npm run load\` first.`,
    );
  const runPool = openPool(subgraph, { ...options, poolSize: CONNECTIONS_OF_JOB * jobs.length });
  return new Scheduler(
    subgraph,
    jobs,
    pool,
    runPool,
    log.child({ subgraph: subgraph.name }),
    timing,
    clients,
  );
}

export class Scheduler {
  readonly #closing = new AbortController();
  readonly #polling: Promise<void>;
  /** Runs of this replica by the names of their jobs. */
  readonly #running = new Map<string, Promise<void>>();
  #closed: Promise<void> | undefined;

  constructor(
    private readonly subgraph: SubgraphSchema,
    private readonly jobs: readonly JobDefinition[],
    private readonly pool: Pool,
    private readonly runPool: Pool,
    private readonly log: Logger,
    private readonly timing: SchedulerTiming,
    private readonly clients: ReadonlyMap<string, SubgraphClient> = new Map(),
  ) {
    this.#polling = this.#poll();
  }

  /** Stops after the present step of each run; other replicas do the rest. May be called more than once. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#closing.abort(new Error('The process closes'));
    await this.#polling;
    await Promise.all(this.#running.values());
    await this.runPool.end();
  }

  async #poll(): Promise<void> {
    const { signal } = this.#closing;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#startDue();
        failures = 0;
      } catch (error) {
        failures += 1;
        // Logged for failures 1, 2, 4, 8, …
        if (Number.isInteger(Math.log2(failures)))
          this.log.warn({ err: error, failures }, 'due jobs cannot be read; retrying');
      }
      await sleep(this.timing.pollMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #startDue(): Promise<void> {
    const idle = this.jobs.filter(({ name }) => !this.#running.has(name));
    if (!idle.length) return;
    const due = await dueJobs(this.pool, idle, this.timing.maxAttempts);
    for (const job of idle) {
      if (this.#closing.signal.aborted) return;
      if (due.has(job.name)) this.#running.set(job.name, this.#run(job));
    }
  }

  async #run(job: JobDefinition): Promise<void> {
    try {
      const lock = await JobLock.tryAcquire(this.runPool, job.name, this.timing.silenceMs);
      if (!lock) return;
      try {
        const run = this.#closing.signal.aborted
          ? undefined
          : await beginRun(lock, job, this.timing.maxAttempts);
        if (run) await this.#attempt(job, run, lock);
      } finally {
        lock.release();
      }
    } catch (error) {
      this.log.warn({ err: error, job: job.name }, 'the job was interrupted; it runs again');
    } finally {
      this.#running.delete(job.name);
    }
  }

  /** @throws when the lock was lost: another replica may have taken over the run */
  async #attempt(job: JobDefinition, run: ScheduledRun, lock: JobLock): Promise<void> {
    const log = this.log.child({ job: job.name });
    const { signal: closing } = this.#closing;
    const tools: JobTools = {
      log,
      signal: AbortSignal.any([closing, lock.lost]),
      lockSession: createReader(lock.session, this.subgraph.name, CALLER),
      pool: this.runPool,
      clients: this.clients,
      inTransaction: (work) => this.#inTransaction(job.name, work),
    };
    try {
      await job.run(tools);
    } catch (error) {
      if (lock.lost.aborted)
        throw new AggregateError([lock.lost.reason, error], 'The lock of the job was lost');
      if (closing.aborted && error === closing.reason) return releaseRun(lock, run);
      const { retryDelayMs, maxAttempts } = this.timing;
      const delayMs = retryDelayMs * 2 ** (run.attempt - 1);
      const [when, next] =
        run.attempt < maxAttempts
          ? [{ retryInMs: delayMs }, 'it runs again']
          : [{}, 'it runs again in its next span'];
      log.error({ err: error, span: run.span, attempt: run.attempt, ...when }, `the job failed; ${next}`);
      return failRun(lock, run, String(error), delayMs);
    }
    await finishRun(lock, run);
  }

  #inTransaction<Result>(job: string, work: (writer: Writer) => Promise<Result>): Promise<Result> {
    return transact(this.runPool, async (client) => {
      const writer = createWriter(client, this.subgraph.name, CALLER, `job ${job}`);
      await writer.rows(
        sql`SELECT set_config('passerelle.actor', ${`job:${job}`}, true), set_config('passerelle.operation', ${job}, true)`,
      );
      return work(writer);
    });
  }
}

const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'job' } as const;
