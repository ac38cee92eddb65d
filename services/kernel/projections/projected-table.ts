import type { PoolClient } from 'pg';
import { propertyName } from '../database/naming.js';
import { withComment } from '../database/sql.js';
import type { ChangeEvent } from '../outbox/outbox.js';

/** Fields of a change event. */
export type EventFields = Record<string, any>;

/** Table that holds the entities of a type of another subgraph, one row each. */
export interface ProjectedTable {
  table: string;
  /** SQL types by column, the key first. */
  columns: Readonly<Record<string, string>>;
  /** Row of the fields of a change event. */
  row(fields: EventFields): Record<string, unknown>;
  /** Whether the table leaves out an entity that still exists. */
  isHidden?(fields: EventFields): boolean;
}

/**
 * Table whose columns are fields of the change event, under the same names unless `renamed`.
 * @param columns SQL types by column, without the key
 * @param key column with the id of the entity
 */
export function projectedTable(
  table: string,
  columns: Readonly<Record<string, string>>,
  renamed: Readonly<Record<string, string>> = {},
  key = 'id',
): ProjectedTable {
  const sources = Object.keys(columns).map(
    (column) => [column, renamed[column] ?? propertyName(column)] as const,
  );
  return {
    table,
    columns: { [key]: 'uuid', ...columns },
    row: (fields) => ({
      [key]: fields.id,
      ...Object.fromEntries(sources.map(([column, field]) => [column, fields[field] ?? null])),
    }),
  };
}

/**
 * Writes the rows of change events of one type, and deletes those of removed and hidden entities.
 * @param subgraph that projects, for the names of the statements
 */
export async function writeProjected(
  { table, columns, row, isHidden = () => false }: ProjectedTable,
  changes: readonly ChangeEvent[],
  client: PoolClient,
  subgraph: string,
): Promise<void> {
  const query = (text: string, values: unknown[]) =>
    client.query(withComment(`${subgraph}: Projection.rows`, text), values);
  const [key, ...others] = Object.keys(columns);
  const isVisible = ({ fields }: ChangeEvent) => fields != null && !isHidden(fields);
  const removed = changes.filter((change) => !isVisible(change)).map(({ entityId }) => entityId);
  if (removed.length) await query(`DELETE FROM ${table} WHERE ${key} = ANY($1::uuid[])`, [removed]);
  const rows = changes.filter(isVisible).map(({ fields }) => row(fields!));
  if (!rows.length) return;
  const names = [key, ...others].join(', ');
  const shape = Object.entries(columns).map(([name, sqlType]) => `${name} ${sqlType}`);
  await query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS x(${shape.join(', ')})
     ON CONFLICT (${key}) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(rows)],
  );
}
