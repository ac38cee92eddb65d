import type { ClientBase, Pool, PoolClient, QueryConfig, QueryResultRow } from 'pg';

/**
 * Advisory lock of one job, held by a PostgreSQL session of its own and not by a transaction: an open transaction that has
 * written would block every reader of the outbox until the run ends. The end of the session releases the lock: at once
 * when the process is killed, and after `silenceMs` without a heartbeat when the process or its machine hangs
 * (`idle_session_timeout`).
 */
export class JobLock {
  readonly #client: PoolClient;
  readonly #loss = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;

  /**
   * @param silenceMs milliseconds without a heartbeat after which PostgreSQL releases the lock
   * @returns undefined when another session holds the lock
   */
  static async tryAcquire(pool: Pool, job: string, silenceMs: number): Promise<JobLock | undefined> {
    const client = await pool.connect();
    const ignore = () => {};
    // An error before the JobLock exists surfaces in the next statement.
    client.on('error', ignore);
    try {
      const { rows } = await client.query<{ locked: boolean }>(
        `SELECT /* scheduler.lock */ pg_try_advisory_lock(hashtextextended('scheduled job ' || current_schema() || ' ' || $1, 0)) AS locked`,
        [job],
      );
      if (!rows[0]!.locked) {
        client.off('error', ignore);
        client.release();
        return undefined;
      }
      await client.query(`SELECT /* scheduler.lock */ set_config('idle_session_timeout', $1, false)`, [
        `${silenceMs}ms`,
      ]);
      return new JobLock(client, silenceMs);
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private constructor(client: PoolClient, silenceMs: number) {
    this.#client = client;
    const lose = (cause: unknown) =>
      this.#loss.abort(new Error('The session that holds the lock of the job has ended', { cause }));
    client.on('error', lose);
    this.#heartbeat = setInterval(() => {
      // `query_timeout` is an option of pg that its types leave out: a database that hangs must not block the heartbeat.
      client
        .query({ text: 'SELECT /* scheduler.heartbeat */ 1', query_timeout: silenceMs } as QueryConfig)
        .catch(lose);
    }, silenceMs / 4);
  }

  /** Fires when the session has ended, so that another replica may hold the lock. */
  get lost(): AbortSignal {
    return this.#loss.signal;
  }

  /** The session, which fails when the lock is lost. */
  get session(): ClientBase {
    return this.#client;
  }

  /** Runs a statement on the session of the lock. @throws when the lock is lost */
  async query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    return (await this.#client.query<Row>(text, values)).rows;
  }

  /** Ends the session, and the lock with it. */
  release(): void {
    clearInterval(this.#heartbeat);
    this.#client.release(true);
  }
}
