import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { entityColumns, tableOf } from './naming.js';

const ROOT = new URL('../../../../', import.meta.url);
const BATCH = 2_000;

/** Rows of one table, as they must stand after the load. */
export interface TableRows {
  entity: Function;
  /** Properties of the primary key. */
  key: readonly string[];
  /** Objects with the entity's properties; an absent one is NULL. `updatedAt` is set by the load. */
  rows: readonly object[];
  /** The rows are parts of things: those of things that people have changed are left alone. */
  partOf?: { entity: Function; /** Property that holds the thing's id. */ by: string };
}

export interface Reject {
  file: string;
  row: string;
  reason: string;
}

export interface LoadDefinition {
  /** Files that the load reads, relative to the project; a load whose files and code are unchanged is skipped. */
  files: readonly string[];
  /** Increase when the code that makes rows of the files changes. */
  version: number;
  /** Parents first. */
  tables(reading: Reading): TableRows[];
}

export interface LoadReport {
  subgraph: string;
  skipped: boolean;
  inserted: number;
  changed: number;
  removed: number;
  unchanged: number;
  rejects: Reject[];
}

/** Reads data files, and keeps what was refused and why. */
export class Reading {
  readonly rejects: Reject[] = [];

  /**
   * The rows of a JSON file that have the shape of `schema`; the others are refused, each with its reason.
   * @param keyOf how people find the row again in the file
   */
  rows<Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    keyOf: (row: z.output<Schema>) => string,
  ): z.output<Schema>[] {
    const seen = new Set<string>();
    const raw = JSON.parse(readFileSync(fileURLToPath(new URL(file, ROOT)), 'utf8')) as unknown[];
    return raw.flatMap((candidate, index) => {
      const result = schema.safeParse(candidate);
      if (!result.success) {
        const reason = result.error.issues
          .map((issue) => `${issue.path.join('.') || 'row'}: ${issue.message}`)
          .join('; ');
        const given = candidate as { key?: unknown; code?: unknown } | null;
        this.reject(file, String(given?.key ?? given?.code ?? `number ${index + 1}`), reason);
        return [];
      }
      const key = keyOf(result.data);
      if (seen.has(key)) {
        this.reject(file, key, 'the same key as an earlier row');
        return [];
      }
      seen.add(key);
      return [result.data];
    });
  }

  reject(file: string, row: string, reason: string): void {
    this.rejects.push({ file, row, reason });
  }
}

export type Progress = (subgraph: string, done: number, total: number) => void;

/**
 * Brings the tables of a subgraph to what its data files say: one transaction, so that a load that is cut off leaves
 * nothing behind; rows that did not change keep their `updated_at`. What people have written or changed is left alone.
 * @param force read the files even when they have not changed
 */
export async function loadData(
  subgraph: { readonly name: string; readonly load: LoadDefinition | undefined },
  pool: Pool,
  progress: Progress,
  force = false,
): Promise<LoadReport> {
  const report: LoadReport = {
    subgraph: subgraph.name,
    skipped: false,
    inserted: 0,
    changed: 0,
    removed: 0,
    unchanged: 0,
    rejects: [],
  };
  const load = subgraph.load;
  if (!load) return { ...report, skipped: true };
  const fingerprint = fingerprintOf(load);
  const last = await pool.query<{ report: LoadReport }>(
    'SELECT report FROM data_load WHERE fingerprint = $1',
    [fingerprint],
  );
  if (!force && last.rows[0]) return { ...last.rows[0].report, skipped: true };

  const reading = new Reading();
  const tables = load.tables(reading);
  report.rejects = reading.rejects;
  const total = tables.reduce((sum, table) => sum + table.rows.length, 0);
  let done = 0;
  progress(subgraph.name, 0, total);
  const client = await pool.connect();
  // What breaks between two statements is told by the next one.
  const wait = () => {};
  client.on('error', wait);
  try {
    await client.query('BEGIN');
    // One load at a time; a first load of 80,000 rows may take longer than a request.
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('LOCK TABLE data_load IN EXCLUSIVE MODE');
    for (const table of [...tables].reverse()) report.removed += await removeOthers(client, table, reading);
    for (const table of tables) {
      for (let at = 0; at < table.rows.length; at += BATCH) {
        const batch = table.rows.slice(at, at + BATCH);
        const { inserted, changed } = await upsert(client, table, batch);
        report.inserted += inserted;
        report.changed += changed;
        report.unchanged += batch.length - inserted - changed;
        progress(subgraph.name, (done += batch.length), total);
      }
    }
    await client.query('DELETE FROM data_load');
    await client.query('INSERT INTO data_load (fingerprint, report) VALUES ($1, $2)', [
      fingerprint,
      JSON.stringify(report),
    ]);
    await client.query('COMMIT');
    // For the planner, and PostgreSQL does it some time by itself: the load is done whether or not this succeeds.
    for (const table of [...tables.map(({ entity }) => tableOf(entity)), 'change'])
      await client.query(`ANALYZE ${table}`).catch(() => {});
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`Loading the data of ${subgraph.name} failed: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    client.off('error', wait);
    client.release();
  }
  return report;
}

function fingerprintOf(load: LoadDefinition): string {
  const hash = createHash('sha256').update(String(load.version));
  for (const file of load.files) hash.update(file).update(readFileSync(fileURLToPath(new URL(file, ROOT))));
  return hash.digest('hex');
}

/** What a load sets: `updatedAt` is set when something else changes, `version` by people, generated columns by PostgreSQL. */
function columnsToLoad(entity: Function): { property: string; column: string }[] {
  return [...entityColumns(entity)]
    .filter(([property, { generated }]) => property !== 'updatedAt' && property !== 'version' && !generated)
    .map(([property, { name }]) => ({ property, column: name }));
}

function keyColumns({ entity, key }: TableRows): string[] {
  const columns = entityColumns(entity);
  return key.map((property) => `"${columns.get(property)!.name}"`);
}

/** SQL over a row `t` of the table: it is as a load left it. */
function untouched({ entity, partOf }: TableRows): string {
  if (partOf) {
    const by = entityColumns(entity).get(partOf.by)!.name;
    return `NOT EXISTS (SELECT FROM ${tableOf(partOf.entity)} thing WHERE thing.id = t."${by}" AND thing.version > 0)`;
  }
  return entityColumns(entity).has('version') ? 't.version = 0' : 'true';
}

/** Removes the rows that are in no file any more, but for those to which people refer: these stay, and the report says so. */
async function removeOthers(client: PoolClient, table: TableRows, reading: Reading): Promise<number> {
  const key = keyColumns(table);
  const keys = table.rows.map((row) =>
    table.key.map((property) => String((row as Record<string, unknown>)[property])),
  );
  const lists = table.key.map((_, at) => keys.map((values) => values[at]!));
  const match = key.map((column, at) => `kept.k${at} = t.${column}::text`).join(' AND ');
  const name = tableOf(table.entity);
  const gone = `NOT EXISTS (SELECT FROM unnest(${lists.map((_, at) => `$${at + 1}::text[]`).join(', ')})
    AS kept(${lists.map((_, at) => `k${at}`).join(', ')}) WHERE ${match}) AND ${untouched(table)}`;
  const removed = await unlessReferredTo(client, `DELETE FROM ${name} t WHERE ${gone}`, lists);
  if (removed !== null) return removed;
  const own = key.map((column) => `t.${column}::text`);
  const { rows } = await client.query<{ key: string[] }>(
    `SELECT ARRAY[${own.join(', ')}] AS key FROM ${name} t WHERE ${gone}`,
    lists,
  );
  let count = 0;
  for (const { key: values } of rows) {
    const one = own.map((column, at) => `${column} = $${at + 1}`).join(' AND ');
    const done = await unlessReferredTo(client, `DELETE FROM ${name} t WHERE ${one}`, values);
    if (done === null)
      reading.reject(name, values.join(' '), 'is in no file any more, and stays: people have referred to it');
    else count += done;
  }
  return count;
}

const FOREIGN_KEY_VIOLATION = '23503';

/** @returns how many rows it changed, null when others refer to one of them */
async function unlessReferredTo(
  client: PoolClient,
  statement: string,
  values: readonly unknown[],
): Promise<number | null> {
  await client.query('SAVEPOINT unless_referred_to');
  try {
    const { rowCount } = await client.query(statement, [...values]);
    await client.query('RELEASE SAVEPOINT unless_referred_to');
    return rowCount ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error;
    await client.query('ROLLBACK TO SAVEPOINT unless_referred_to');
    return null;
  }
}

async function upsert(
  client: PoolClient,
  table: TableRows,
  batch: readonly object[],
): Promise<{ inserted: number; changed: number }> {
  const columns = columnsToLoad(table.entity);
  const records = batch.map((row) =>
    Object.fromEntries(
      columns.map(({ property, column }) => [column, (row as Record<string, unknown>)[property] ?? null]),
    ),
  );
  const name = tableOf(table.entity);
  const list = columns.map(({ column }) => `"${column}"`).join(', ');
  const key = keyColumns(table);
  const others = columns.map(({ column }) => `"${column}"`).filter((column) => !key.includes(column));
  const dated = entityColumns(table.entity).has('updatedAt');
  const change = others.length
    ? `DO UPDATE SET ${[...others.map((column) => `${column} = excluded.${column}`), ...(dated ? ['updated_at = now()'] : [])].join(', ')}
       WHERE (${others.map((column) => `t.${column}`).join(', ')}) IS DISTINCT FROM (${others.map((column) => `excluded.${column}`).join(', ')}) AND ${untouched(table)}`
    : 'DO NOTHING';
  const { rows } = await client.query<{ inserted: boolean }>(
    `INSERT INTO ${name} AS t (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb) t ${table.partOf ? `WHERE ${untouched(table)}` : ''}
     ON CONFLICT (${key.join(', ')}) ${change} RETURNING (xmax = 0) AS inserted`,
    [JSON.stringify(records)],
  );
  const inserted = rows.filter((row) => row.inserted).length;
  return { inserted, changed: rows.length - inserted };
}
