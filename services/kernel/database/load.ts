import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { entityColumns, tableOf } from './naming.js';

const ROOT = new URL('../../../../', import.meta.url);
const BATCH = 2_000;

/** Target rows of one table. */
export interface TableRows {
  entity: Function;
  /** Properties of the primary key. */
  key: readonly string[];
  /** Objects with the entity's properties; an absent one is NULL. `updatedAt` is set by the load. */
  rows: readonly object[];
  /** Set when the rows are parts of another entity: parts of an entity that people have edited are not changed. */
  partOf?: { entity: Function; /** Property that holds the id of that entity. */ by: string };
}

export interface Reject {
  file: string;
  row: string;
  reason: string;
}

export interface LoadDefinition {
  /** Files that the load reads, relative to the project; a load is skipped when its files and its version are unchanged. */
  files: readonly string[];
  /** Version of the code that turns files into rows: increase it with each change. */
  version: number;
  /** Tables to load, parents before children. */
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

/** Reader of data files, which records rejected rows with the reason. */
export class Reading {
  readonly rejects: Reject[] = [];

  /**
   * Rows of a JSON file that match `schema`; the others are rejected, each with its reason.
   * @param keyOf key by which people find the row in the file; a duplicate is rejected
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
        const row = candidate as { key?: unknown; code?: unknown } | null;
        this.reject(file, String(row?.key ?? row?.code ?? `number ${index + 1}`), reason);
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
 * Loads the data files of a subgraph in one transaction, so that an interrupted load leaves nothing behind. Unchanged rows
 * keep their `updated_at`; rows that people have created or edited are not changed.
 * @param force load even when files and version are unchanged
 * @throws Error naming the subgraph, with the cause
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
  // A connection error between two statements surfaces in the next one.
  const ignore = () => {};
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    // One load at a time, without time limit: the first load of 80,000 rows may take longer than a request may.
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('LOCK TABLE data_load IN EXCLUSIVE MODE');
    for (const table of [...tables].reverse()) report.removed += await removeAbsent(client, table, reading);
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
    // For the planner. Failures are ignored: autovacuum does the same later.
    for (const table of [...tables.map(({ entity }) => tableOf(entity)), 'change'])
      await client.query(`ANALYZE ${table}`).catch(() => {});
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`Loading the data of ${subgraph.name} failed: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    client.off('error', ignore);
    client.release();
  }
  return report;
}

function fingerprintOf(load: LoadDefinition): string {
  const hash = createHash('sha256').update(String(load.version));
  for (const file of load.files) hash.update(file).update(readFileSync(fileURLToPath(new URL(file, ROOT))));
  return hash.digest('hex');
}

/** Columns that a load sets: not `updatedAt` (set when another column changes), `version` (edits) or generated columns. */
function columnsToLoad(entity: Function): { property: string; column: string }[] {
  return [...entityColumns(entity)]
    .filter(([property, { generated }]) => property !== 'updatedAt' && property !== 'version' && !generated)
    .map(([property, { name }]) => ({ property, column: name }));
}

function keyColumns({ entity, key }: TableRows): string[] {
  const columns = entityColumns(entity);
  return key.map((property) => `"${columns.get(property)!.name}"`);
}

/** SQL condition that a row `t` of the table was not edited. */
function isUnedited({ entity, partOf }: TableRows): string {
  if (partOf) {
    const by = entityColumns(entity).get(partOf.by)!.name;
    return `NOT EXISTS (SELECT FROM ${tableOf(partOf.entity)} owner WHERE owner.id = t."${by}" AND owner.version > 0)`;
  }
  return entityColumns(entity).has('version') ? 't.version = 0' : 'true';
}

/** Deletes rows that are in no file any more; a row that others reference stays and is reported as a reject. */
async function removeAbsent(client: PoolClient, table: TableRows, reading: Reading): Promise<number> {
  const key = keyColumns(table);
  const keys = table.rows.map((row) =>
    table.key.map((property) => String((row as Record<string, unknown>)[property])),
  );
  const lists = table.key.map((_, at) => keys.map((values) => values[at]!));
  const match = key.map((column, at) => `present.k${at} = t.${column}::text`).join(' AND ');
  const name = tableOf(table.entity);
  const isAbsent = `NOT EXISTS (SELECT FROM unnest(${lists.map((_, at) => `$${at + 1}::text[]`).join(', ')})
    AS present(${lists.map((_, at) => `k${at}`).join(', ')}) WHERE ${match}) AND ${isUnedited(table)}`;
  const removed = await unlessReferenced(client, `DELETE FROM ${name} t WHERE ${isAbsent}`, lists);
  if (removed !== null) return removed;
  const keyTexts = key.map((column) => `t.${column}::text`);
  const { rows } = await client.query<{ key: string[] }>(
    `SELECT ARRAY[${keyTexts.join(', ')}] AS key FROM ${name} t WHERE ${isAbsent}`,
    lists,
  );
  let count = 0;
  for (const { key: values } of rows) {
    const hasKey = keyTexts.map((column, at) => `${column} = $${at + 1}`).join(' AND ');
    const deleted = await unlessReferenced(client, `DELETE FROM ${name} t WHERE ${hasKey}`, values);
    if (deleted === null)
      reading.reject(name, values.join(' '), 'is in no file any more, but stays: other rows reference it');
    else count += deleted;
  }
  return count;
}

const FOREIGN_KEY_VIOLATION = '23503';

/** Runs a statement in a savepoint. @returns the number of rows changed; null when a foreign key prevents it */
async function unlessReferenced(
  client: PoolClient,
  statement: string,
  values: readonly unknown[],
): Promise<number | null> {
  await client.query('SAVEPOINT unless_referenced');
  try {
    const { rowCount } = await client.query(statement, [...values]);
    await client.query('RELEASE SAVEPOINT unless_referenced');
    return rowCount ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error;
    await client.query('ROLLBACK TO SAVEPOINT unless_referenced');
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
  const nonKey = columns.map(({ column }) => `"${column}"`).filter((column) => !key.includes(column));
  const dated = entityColumns(table.entity).has('updatedAt');
  const change = nonKey.length
    ? `DO UPDATE SET ${[...nonKey.map((column) => `${column} = excluded.${column}`), ...(dated ? ['updated_at = now()'] : [])].join(', ')}
       WHERE (${nonKey.map((column) => `t.${column}`).join(', ')}) IS DISTINCT FROM (${nonKey.map((column) => `excluded.${column}`).join(', ')}) AND ${isUnedited(table)}`
    : 'DO NOTHING';
  const { rows } = await client.query<{ inserted: boolean }>(
    `INSERT INTO ${name} AS t (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb) t ${table.partOf ? `WHERE ${isUnedited(table)}` : ''}
     ON CONFLICT (${key.join(', ')}) ${change} RETURNING (xmax = 0) AS inserted`,
    [JSON.stringify(records)],
  );
  const inserted = rows.filter((row) => row.inserted).length;
  return { inserted, changed: rows.length - inserted };
}
