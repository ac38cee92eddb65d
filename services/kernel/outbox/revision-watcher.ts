import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { openPool, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { WakeUpSignal, listenForChanges } from './wake-up-signal.js';

/** Interval of polling, in case a wake-up is lost. */
const POLL_MS = 2_000;
const WAIT_AFTER_FAILURE_MS = 250;
/** Milliseconds after a load in which reference tables in memory may still be those from before it. */
const SETTLING_MS = 10_000;

/**
 * Parts of a revision, by the table that they need. The first is all that is committed in the outbox: the last event that
 * feeds give, and those that feeds hold back because an older transaction is open. `xmin` differs when a transaction has
 * rewritten an event of another.
 */
const PARTS: Readonly<Record<string, string>> = {
  change: `(SELECT transaction::text || ' ' || number::text || ' ' || xmin::text FROM change
      WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY change.transaction DESC, change.number DESC LIMIT 1),
    (SELECT string_agg(number::text || ' ' || xmin::text, ',' ORDER BY number) FROM change
      WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot()))`,
  checkpoint: `(SELECT 'checkpoint'::regclass::oid || string_agg(subgraph || transaction::text || ' ' || number::text || ' ' || version::text, ',' ORDER BY subgraph)
      FROM checkpoint)`,
};

/**
 * Watches what a subgraph answers from: its outbox, private change events included, and the checkpoints of its projection.
 * Its revision is a text that differs after each commit of either, and is the same in all processes of the subgraph.
 */
export class RevisionWatcher {
  readonly #wakeUp = new WakeUpSignal();
  readonly #closing = new AbortController();
  readonly #waiting = new Set<() => void>();
  #running: Promise<unknown> | undefined;
  #statement: string | undefined;
  #revision: string | undefined;
  #loadedAt: string | undefined;
  #settledAt = 0;

  /**
   * @param pool of the subgraph, by which it reads
   * @param listening pool of one connection for the watcher alone, ended by {@link close}
   */
  constructor(
    private readonly pool: Pool,
    private readonly listening: Pool,
    private readonly sqlSchema: string,
    private readonly log: Logger,
  ) {}

  /**
   * Returns the revision as soon as it is another than `known`, and in any case after a time. Starts watching at the first
   * call.
   * @returns null while it is not known, or answers may be older than the revision
   */
  async next(known: string | null, waitMs: number): Promise<string | null> {
    this.#running ??= this.#watch();
    if (this.#current === known && !this.#closing.signal.aborted) await this.#growth(waitMs);
    return this.#current;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wakeUp.notify();
    this.#wakeReaders();
    await this.#running;
    await this.listening.end();
  }

  get #current(): string | null {
    return Date.now() < this.#settledAt ? null : (this.#revision ?? null);
  }

  async #growth(waitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      this.#waiting.add(end);
    });
  }

  #wakeReaders(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  async #watch(): Promise<void> {
    const listening = listenForChanges(this.listening, this.#closing.signal, (sqlSchema) => {
      if (sqlSchema === undefined || sqlSchema === this.sqlSchema) this.#wakeUp.notify();
    });
    while (!this.#closing.signal.aborted) {
      try {
        await this.#read();
        await this.#wakeUp.wait(POLL_MS);
      } catch (error) {
        if (this.#closing.signal.aborted) break;
        this.#become(undefined);
        this.log.debug({ err: error }, 'the revision of the subgraph cannot be read; retrying');
        await sleep(WAIT_AFTER_FAILURE_MS, undefined, { signal: this.#closing.signal }).catch(() => {});
      }
    }
    await listening;
  }

  async #read(): Promise<void> {
    this.#statement ??= await this.#statementFor();
    const { rows } = await this.pool.query<{ revision: string; loadedAt: string }>(this.#statement);
    const { revision, loadedAt } = rows[0]!;
    if (this.#loadedAt !== undefined && this.#loadedAt !== loadedAt)
      this.#settledAt = Date.now() + SETTLING_MS;
    this.#loadedAt = loadedAt;
    this.#become(revision);
  }

  #become(revision: string | undefined): void {
    if (this.#revision === revision) return;
    this.#revision = revision;
    this.#wakeReaders();
  }

  async #statementFor(): Promise<string> {
    const { rows } = await this.pool.query<{ name: string }>(
      `SELECT /* revision.tables */ name FROM unnest(ARRAY['change', 'checkpoint', 'data_load']) AS name WHERE to_regclass(name) IS NOT NULL`,
    );
    const tables = new Set(rows.map(({ name }) => name));
    const parts = Object.entries(PARTS).flatMap(([table, part]) => (tables.has(table) ? [part] : []));
    const loadedAt = tables.has('data_load') ? `(SELECT max(loaded_at)::text FROM data_load)` : `''`;
    return `SELECT /* revision.read */ md5(concat_ws('|', ${[...parts, loadedAt].join(', ')})) AS revision, coalesce(${loadedAt}, '') AS "loadedAt"`;
  }
}

/** Connections of a watcher. */
export const WATCHER_CONNECTIONS = 1;

/** Creates the watcher of a subgraph. It reads nothing before the first call. */
export function createRevisionWatcher(
  subgraph: SubgraphSchema,
  pool: Pool,
  options: DatabaseOptions,
  log: Logger,
): RevisionWatcher {
  return new RevisionWatcher(
    pool,
    openPool(subgraph, { ...options, poolSize: WATCHER_CONNECTIONS }),
    options.schema ?? subgraph.sqlSchema,
    log.child({ subgraph: subgraph.name }),
  );
}
