import type { Pool } from 'pg';
import type { Sql } from './sql.js';

const CHECK_EVERY_MS = 5_000;

/** Rows of a reference table by a key; at once when they are in memory. */
export interface ReferenceLookup<Row> {
  load(key: string): Promise<Row | null> | Row | null;
  loadMany(keys: readonly string[]): Promise<(Row | null)[]> | (Row | null)[];
}

type Rows = ReadonlyMap<string, object>;

/**
 * Small tables that a load alone changes, such as countries or themes: read whole, once, and kept in memory.
 * A load by any process is noticed within {@link CHECK_EVERY_MS}. Rows are shared by all requests: do not write on them.
 */
export class ReferenceTables {
  readonly #tables = new Map<string, Rows | Promise<Rows>>();
  #loadedAt: string | undefined;
  #checkedAt = 0;

  constructor(private readonly pool: Pool) {}

  lookup<Row extends object>(name: string, statement: Sql, keyOf: (row: Row) => string): ReferenceLookup<Row> {
    const find = (rows: Rows, key: string) => (rows.get(key) as Row | undefined) ?? null;
    return {
      load: (key) => {
        const rows = this.#rows(name, statement, keyOf);
        return rows instanceof Promise ? rows.then((read) => find(read, key)) : find(rows, key);
      },
      loadMany: (keys) => {
        const rows = this.#rows(name, statement, keyOf);
        return rows instanceof Promise ? rows.then((read) => keys.map((key) => find(read, key))) : keys.map((key) => find(rows, key));
      },
    };
  }

  #rows<Row extends object>(name: string, statement: Sql, keyOf: (row: Row) => string): Rows | Promise<Rows> {
    if (Date.now() - this.#checkedAt > CHECK_EVERY_MS) this.#check();
    const known = this.#tables.get(name);
    if (known) return known;
    const reading: Promise<Rows> = this.pool.query<Row>(statement.text, statement.values).then(
      ({ rows }) => {
        const byKey: Rows = new Map(rows.map((row) => [keyOf(row), row]));
        if (this.#tables.get(name) === reading) this.#tables.set(name, byKey);
        return byKey;
      },
      (error: unknown) => {
        this.#tables.delete(name);
        throw error;
      },
    );
    this.#tables.set(name, reading);
    return reading;
  }

  #check(): void {
    this.#checkedAt = Date.now();
    this.pool.query<{ loadedAt: string }>('SELECT max(loaded_at)::text AS "loadedAt" FROM data_load').then(
      ({ rows }) => {
        const loadedAt = rows[0]?.loadedAt;
        if (this.#loadedAt !== undefined && loadedAt !== this.#loadedAt) this.#tables.clear();
        this.#loadedAt = loadedAt;
      },
      // The database is away: what is known stays, and the next check looks again. Readiness tells of it.
      () => {},
    );
  }
}
