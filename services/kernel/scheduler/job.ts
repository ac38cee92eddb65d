import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Writer } from '../database/sql.js';

/** What a run of a job has at hand. */
export interface JobTools {
  log: Logger;
  /**
   * Fires when the program closes or the run has lost its lock. A run finishes what it has begun, begins nothing more,
   * and throws the signal's reason (`signal.throwIfAborted()`) when that leaves work undone: it is then run again.
   */
  signal: AbortSignal;
  /** Connections for runs of jobs, under the role and in the schema of the subgraph. */
  pool: Pool;
  /** A transaction of its own, with change events and audit as a mutation has them; the actor is `job:<name>`. */
  inTransaction<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
}

/**
 * Work that a subgraph does by itself, once in each span of time however many replicas there are. A run that is cut off
 * is run again, so its work must be idempotent.
 */
export interface JobDefinition {
  /** Lower case with hyphens. */
  name: string;
  /** Length of the spans in seconds. Spans are counted from 1970 in UTC: 900 means a run in every quarter of an hour. */
  everySeconds: number;
  run(tools: JobTools): Promise<void>;
}
