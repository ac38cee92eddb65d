import { setTimeout as sleep } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ANONYMOUS } from './actor.js';
import {
  DatabaseError,
  connectAdmin,
  createSchema,
  openPool,
  roleOf,
  type DatabaseOptions,
} from './database.js';
import { hasTable } from './has-table.js';
import { transact } from './mutation.js';
import { createWriter, sql, type Writer } from './sql.js';
import type { Subgraph } from './subgraph.js';

/** What a run of a job has at hand. */
export interface JobTools {
  log: Logger;
  /** Fires when the program closes: what is begun is finished, nothing more is begun. */
  signal: AbortSignal;
  /** A transaction of its own, with change records and audit as a mutation has them; the actor is `job:<name>`. */
  inTransaction<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
}

/**
 * Work that a subgraph does by itself, once in each span of time however many replicas there are. A run that is cut off
 * is run again, so what it does must be good to do twice.
 */
export interface JobDefinition {
  /** Lower case with hyphens. */
  name: string;
  /** Length of the spans, which are counted from 1970: 900 means a run at every quarter of an hour. */
  everySeconds: number;
  run(tools: JobTools): Promise<void>;
}

/** How soon a due run is found, and one that another replica has left undone. */
const POLL_MS = 5_000;
/** A run that takes longer counts as cut off. */
const LONGEST_RUN_SECONDS = 30;
const MAINTENANCE_SECONDS = 10;
const QUEUE = {
  // One waits, one runs.
  policy: 'stately',
  expireInSeconds: LONGEST_RUN_SECONDS,
  retryLimit: 5,
  retryDelay: 5,
} as const;

/** The schema of the job library, beside that of the subgraph and under the same role. */
export const jobsSchemaOf = ({ sqlSchema }: Pick<Subgraph, 'sqlSchema'>) => `${sqlSchema}_jobs`;

/** @param migrate whether tables of an older version of the library are brought up to date */
function bossOf(subgraph: Subgraph, pool: pg.Pool, migrate: boolean): PgBoss {
  return new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: jobsSchemaOf(subgraph),
    migrate,
    supervise: !migrate,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    // Its cron would answer for nothing that `singletonSeconds` does not do with one statement.
    schedule: false,
    archiveCompletedAfterSeconds: 24 * 3_600,
    deleteAfterDays: 7,
  });
}

/**
 * Makes or brings up to date what the jobs of a subgraph need. Safe to repeat, and by several processes at once.
 * @throws DatabaseError when the database does not answer
 */
export async function prepareJobs(subgraph: Subgraph, options: DatabaseOptions): Promise<void> {
  if (!subgraph.jobs.length) return;
  const admin = await connectAdmin(options);
  try {
    // With the connection, the lock goes.
    await admin.query(`SELECT pg_advisory_lock(hashtextextended('jobs ' || $1, 0))`, [subgraph.sqlSchema]);
    await makeTables(admin, subgraph, options);
  } finally {
    await admin.end();
  }
}

async function makeTables(admin: pg.Client, subgraph: Subgraph, options: DatabaseOptions): Promise<void> {
  const schema = jobsSchemaOf(subgraph);
  await createSchema(admin, schema, roleOf(subgraph, options.url));
  const pool = openPool(subgraph, { ...options, poolSize: 1, statementTimeout: 0 });
  try {
    if (await hasTable(admin, `${schema}.version`)) {
      const boss = bossOf(subgraph, pool, true);
      await boss.start();
      await boss.stop({ graceful: false });
    } else {
      // Its role may not create schemas, not even one that is there.
      await pool.query(
        PgBoss.getConstructionPlans(schema).replace(/CREATE SCHEMA IF NOT EXISTS \w+\s*;/, ''),
      );
    }
  } finally {
    await pool.end();
  }
}

/**
 * Runs the jobs of a subgraph for as long as the program does; of several replicas, each run falls to one.
 * @throws DatabaseError when the database is not prepared for them
 */
export async function startJobs(
  subgraph: Subgraph,
  options: DatabaseOptions,
  parentLog: Logger,
): Promise<{ close(): Promise<void> }> {
  const log = parentLog.child({ subgraph: subgraph.name });
  const pool = openPool(subgraph, { ...options, poolSize: 2 });
  const boss = bossOf(subgraph, pool, false);
  boss.on('error', (error) => log.warn({ err: error }, 'the queue of jobs could not be looked after'));
  try {
    await boss.start();
    for (const { name } of subgraph.jobs) await boss.createQueue(name, { name, ...QUEUE });
  } catch (cause) {
    await pool.end();
    throw new DatabaseError(
      `The database is not prepared for the jobs of ${subgraph.name}: run \`npm run load\` first.`,
      { cause },
    );
  }
  const ending = new AbortController();
  const running = subgraph.jobs.map((job) => keepRunning(boss, job, { subgraph, pool, log, ending }));
  return {
    async close() {
      ending.abort();
      await Promise.all(running);
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
}

interface Running {
  subgraph: Subgraph;
  pool: pg.Pool;
  log: Logger;
  ending: AbortController;
}

/** Not the worker of the library, which does not wait for what it writes down, and ends the program when that fails. */
async function keepRunning(boss: PgBoss, job: JobDefinition, running: Running): Promise<void> {
  const { log, ending } = running;
  let failures = 0;
  while (!ending.signal.aborted) {
    try {
      // Of those that all replicas send, the database takes one for each span.
      await boss.send(job.name, {}, { singletonSeconds: job.everySeconds });
      const [run] = await boss.fetch(job.name);
      if (run) await runOnce(boss, job, run.id, running);
      failures = 0;
    } catch (error) {
      // The first, and ever more seldom.
      if (Number.isInteger(Math.log2(++failures)))
        log.warn({ err: error, job: job.name, failures }, 'the job cannot be looked after; trying again');
    }
    await sleep(POLL_MS, undefined, { signal: ending.signal, ref: false }).catch(() => {});
  }
}

async function runOnce(
  boss: PgBoss,
  job: JobDefinition,
  id: string,
  { subgraph, pool, log, ending }: Running,
): Promise<void> {
  const tools: JobTools = {
    log: log.child({ job: job.name }),
    signal: ending.signal,
    inTransaction: (work) => asJob(subgraph, job.name, pool, work),
  };
  try {
    await job.run(tools);
  } catch (error) {
    tools.log.error({ err: error }, 'the job failed; it is run again');
    await boss.fail(job.name, id, { message: (error as Error).message });
    return;
  }
  await boss.complete(job.name, id);
}

const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'job' } as const;

function asJob<Result>(
  subgraph: Subgraph,
  name: string,
  pool: pg.Pool,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  return transact(pool, async (client) => {
    const writer = createWriter(client, subgraph.name, CALLER, `job ${name}`);
    await writer.rows(
      sql`SELECT set_config('passerelle.actor', ${`job:${name}`}, true), set_config('passerelle.operation', ${name}, true)`,
    );
    return work(writer);
  });
}
