import type { Pool } from 'pg';
import { withComment, type Sql } from './sql.js';

const CHECK_EVERY_MS = 5_000;
const LOADED_AT = `SELECT coalesce(max(loaded_at)::text, '') FROM data_load`;

/** Rows of a reference table by a key; synchronous when the table is in memory. */
export interface ReferenceLookup<Row> {
  load(key: string): Promise<Row | null> | Row | null;
  loadMany(keys: readonly string[]): Promise<(Row | null)[]> | (Row | null)[];
  /** All keys. */
  keys(): Promise<readonly string[]> | readonly string[];
}

interface Table {
  /** Time of the load that wrote the rows. */
  loadedAt: string;
  rows: ReadonlyMap<string, object>;
}

/**
 * Cache of small tables that only a load changes, such as countries or themes: each is read whole, once.
 * A load by any process is noticed within {@link CHECK_EVERY_MS}. Rows are shared by all requests: do not modify them.
 */
export class ReferenceTables {
  readonly #tables = new Map<string, Table | Promise<Table>>();
  #checkedAt = 0;

  constructor(
    private readonly pool: Pool,
    private readonly subgraph: string,
  ) {}

  /** @param name of the table and its key, such as `theme by id`: names the cache entry and the statement */
  lookup<Row extends object>(
    name: string,
    statement: Sql,
    keyOf: (row: Row) => string,
  ): ReferenceLookup<Row> {
    const find = (table: Table, key: string) => (table.rows.get(key) as Row | undefined) ?? null;
    return {
      load: (key) => {
        const table = this.#table(name, statement, keyOf);
        return table instanceof Promise ? table.then((loaded) => find(loaded, key)) : find(table, key);
      },
      loadMany: (keys) => {
        const table = this.#table(name, statement, keyOf);
        return table instanceof Promise
          ? table.then((loaded) => keys.map((key) => find(loaded, key)))
          : keys.map((key) => find(table, key));
      },
      keys: () => {
        const table = this.#table(name, statement, keyOf);
        return table instanceof Promise ? table.then(({ rows }) => [...rows.keys()]) : [...table.rows.keys()];
      },
    };
  }

  #table<Row extends object>(
    name: string,
    statement: Sql,
    keyOf: (row: Row) => string,
  ): Table | Promise<Table> {
    if (Date.now() - this.#checkedAt > CHECK_EVERY_MS) this.#check();
    const known = this.#tables.get(name);
    if (known) return known;
    const reading = this.#read(name, statement, keyOf).then(
      (table) => {
        if (this.#tables.get(name) === reading) this.#tables.set(name, table);
        return table;
      },
      (error: unknown) => {
        if (this.#tables.get(name) === reading) this.#tables.delete(name);
        throw error;
      },
    );
    this.#tables.set(name, reading);
    return reading;
  }

  /** Reads the rows and the time of their load in one snapshot. */
  async #read<Row extends object>(name: string, statement: Sql, keyOf: (row: Row) => string): Promise<Table> {
    const { rows } = await this.pool.query<Row & { loadedAt: string }>(
      this.#named(
        name,
        `SELECT reference.*, (${LOADED_AT}) AS "loadedAt" FROM (${statement.text}) AS reference`,
      ),
      statement.values,
    );
    return { loadedAt: rows[0]?.loadedAt ?? '', rows: new Map(rows.map((row) => [keyOf(row), row])) };
  }

  #named(name: string, text: string): string {
    return withComment(`${this.subgraph}: reference ${name}`, text);
  }

  #check(): void {
    this.#checkedAt = Date.now();
    this.pool
      .query<{ loadedAt: string }>(this.#named('loadedAt', `SELECT (${LOADED_AT}) AS "loadedAt"`))
      .then(
        ({ rows }) => {
          for (const [name, table] of this.#tables) {
            if (!(table instanceof Promise) && table.loadedAt !== rows[0]!.loadedAt)
              this.#tables.delete(name);
          }
        },
        // Database unavailable: cached rows stay, the next check tries again, and readiness reports the failure.
        () => {},
      );
  }
}
