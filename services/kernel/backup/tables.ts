import pg from 'pg';
import { DatabaseError } from '../database/database.js';

/** Table of a subgraph, as it is copied. */
export interface Table {
  schema: string;
  name: string;
  /** Columns that are stored: generated ones follow from them. */
  columns: string[];
  /** Columns by which rows are ordered: those of the primary key, else all. */
  key: string[];
}

export interface Sequence {
  schema: string;
  name: string;
  value: string;
  isCalled: boolean;
}

const quote = pg.escapeIdentifier;
export const nameOf = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  `${quote(schema)}.${quote(name)}`;

/** @throws DatabaseError for a kind of relation that is not copied */
export async function tablesIn(client: pg.ClientBase, schemas: readonly string[]): Promise<Table[]> {
  const { rows: others } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace::regnamespace::text = ANY($1) AND c.relkind IN ('m', 'p', 'f')`,
    [schemas],
  );
  if (others.length)
    throw new DatabaseError(
      `A backup copies plain tables, and ${others.map(({ name }) => name).join(', ')} is of another kind.`,
    );
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns,
       coalesce(
         (SELECT array_agg(k.attname::text ORDER BY array_position(i.indkey::smallint[], k.attnum))
          FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY(i.indkey::smallint[])
          WHERE i.indrelid = c.oid AND i.indisprimary), '{}') AS key
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname = ANY($1) AND c.relkind = 'r'
     GROUP BY n.nspname, c.relname, c.oid
     ORDER BY n.nspname, c.relname`,
    [schemas],
  );
  return rows;
}

/** COPY of a table, the rows in the order of their key, whatever the order in which they lie. */
export function copyOf(table: Table): string {
  const columns = table.columns.map(quote).join(', ');
  const order = table.key.length
    ? table.key.map(quote).join(', ')
    : table.columns.map((column) => `${quote(column)}::text`).join(', ');
  return `COPY (SELECT ${columns} FROM ${nameOf(table)} ORDER BY ${order}) TO STDOUT`;
}

export async function sequencesIn(client: pg.ClientBase, schemas: readonly string[]): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, sequencename AS name FROM pg_sequences WHERE schemaname = ANY($1) ORDER BY 1, 2`,
    [schemas],
  );
  const sequences: Sequence[] = [];
  for (const row of rows) {
    const { rows: states } = await client.query<{ value: string; isCalled: boolean }>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${nameOf(row)}`,
    );
    sequences.push({ ...row, ...states[0]! });
  }
  return sequences;
}
