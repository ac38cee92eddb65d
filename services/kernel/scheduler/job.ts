import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { SubgraphClient } from '../auth/subgraph-client.js';
import type { Reader, Writer } from '../database/sql.js';

/** Dependencies of a run of a job. */
export interface JobTools {
  log: Logger;
  /**
   * Fires when the process closes or the run has lost its lock. The run then finishes its present step, starts no other,
   * and throws the signal's reason (`signal.throwIfAborted()`) when work is left: it is then run again.
   */
  signal: AbortSignal;
  /**
   * Statements on the session that holds the lock of the job: they fail once the lock is lost, so that a claim made by one
   * is that of the only run, however long this process was suspended. Short statements only: the heartbeat waits for them.
   */
  lockSession: Reader;
  /** Connections for runs of jobs, under the role and in the schema of the subgraph. */
  pool: Pool;
  /**
   * Clients of the subgraphs that the subgraph calls (`calls` of its definition), by name. A call carries an actor, whose
   * permissions the called subgraph checks.
   */
  clients: ReadonlyMap<string, SubgraphClient>;
  /** A transaction of its own, with change events and audit as a mutation has them; the actor is `job:<name>`. */
  inTransaction<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
}

/**
 * Scheduled work of a subgraph, once in each span of time whatever the number of replicas. An interrupted run is run
 * again, so its work must be idempotent.
 */
export interface JobDefinition {
  /** Name in lower case with hyphens. */
  name: string;
  /** Length of the spans in seconds. Spans are counted from 1970 in UTC: 900 means a run in every quarter of an hour. */
  everySeconds: number;
  run(tools: JobTools): Promise<void>;
}
