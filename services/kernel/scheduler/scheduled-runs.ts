import type { Pool } from 'pg';
import { withComment } from '../database/sql.js';
import type { JobDefinition } from './job.js';
import type { JobLock } from './job-lock.js';

// Table scheduled_run: one row for each job with the state of its latest span. `span` is the beginning of the span,
// `attempts` counts the runs begun in it, interrupted ones included, and an unfinished span is not tried again before
// `retry_at`.

/** Attempt at one span. */
export interface ScheduledRun {
  job: string;
  /** Beginning of the span, as PostgreSQL writes a timestamptz. */
  span: string;
  /** 1 for the first. */
  attempt: number;
}

/** SQL of the beginning of the present span, by the clock of the database. A span before the stored one never runs. */
const span = (seconds: string) => `to_timestamp(floor(extract(epoch FROM now()) / ${seconds}) * ${seconds})`;
const isUnfinished = (maxAttempts: string) =>
  `r.finished_at IS NULL AND r.attempts < ${maxAttempts} AND r.retry_at <= now()`;

const DUE = `SELECT job.name FROM unnest($1::text[], $2::int[]) AS job (name, seconds)
  LEFT JOIN scheduled_run r ON r.job = job.name
  WHERE r.job IS NULL OR r.span < ${span('job.seconds')} OR ${isUnfinished('$3::int')}`;

const BEGIN = `INSERT INTO scheduled_run AS r (job, span, attempts, begun_at, retry_at)
  VALUES ($1, ${span('$2::int')}, 1, now(), now())
  ON CONFLICT (job) DO UPDATE SET span = greatest(r.span, excluded.span),
    attempts = CASE WHEN r.span < excluded.span THEN 1 ELSE r.attempts + 1 END,
    begun_at = now(), retry_at = now(), finished_at = NULL, failure = NULL
  WHERE r.span < excluded.span OR ${isUnfinished('$3::int')}
  RETURNING span::text, attempts AS attempt`;

/** Names of the jobs whose present span is not done and may be tried now. */
export async function dueJobs(
  pool: Pool,
  jobs: readonly JobDefinition[],
  maxAttempts: number,
): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(withComment('scheduler.due', DUE), [
    jobs.map(({ name }) => name),
    jobs.map(({ everySeconds }) => everySeconds),
    maxAttempts,
  ]);
  return new Set(rows.map(({ name }) => name));
}

/** Begins an attempt at the present span. @returns undefined when another replica has finished or postponed it */
export async function beginRun(
  lock: JobLock,
  { name, everySeconds }: JobDefinition,
  maxAttempts: number,
): Promise<ScheduledRun | undefined> {
  const [begun] = await lock.query<{ span: string; attempt: number }>(withComment('scheduler.begin', BEGIN), [
    name,
    everySeconds,
    maxAttempts,
  ]);
  return begun && { job: name, ...begun };
}

export async function finishRun(lock: JobLock, { job, span: begun }: ScheduledRun): Promise<void> {
  await lock.query(
    'UPDATE /* scheduler.finish */ scheduled_run SET finished_at = now() WHERE job = $1 AND span = $2::timestamptz',
    [job, begun],
  );
}

/** Records a failed attempt. @param delayMs milliseconds before the next one */
export async function failRun(
  lock: JobLock,
  { job, span: begun }: ScheduledRun,
  failure: string,
  delayMs: number,
): Promise<void> {
  await lock.query(
    `UPDATE /* scheduler.fail */ scheduled_run SET failure = $3, retry_at = now() + make_interval(secs => $4::float8 / 1000)
     WHERE job = $1 AND span = $2::timestamptz`,
    [job, begun, failure, delayMs],
  );
}

/** Releases an unfinished run to another replica at once; the attempt does not count. */
export async function releaseRun(lock: JobLock, { job, span: begun }: ScheduledRun): Promise<void> {
  await lock.query(
    'UPDATE /* scheduler.release */ scheduled_run SET attempts = attempts - 1 WHERE job = $1 AND span = $2::timestamptz',
    [job, begun],
  );
}
