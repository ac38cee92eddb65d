import { openDataSource, type DatabaseOptions } from '#kernel/database';
import { prepareDatabase } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import type { DataSource, EntityMetadata } from 'typeorm';
import {
  DATA_LOAD,
  OUTBOX,
  SCHEDULED_RUN,
  WRITES,
  contractView,
  outboxTriggers,
  writeTriggers,
} from './migration-sql.js';

export interface NewMigration {
  className: string;
  /** Such as `1765400000700-first-tables.ts`. */
  file: string;
  text: string;
}

/**
 * Drafts the next migration of a subgraph: the difference between its entities and its database after the existing
 * migrations. The first one begins with the tables that every subgraph has.
 * @param name what the migration does, in lower case with hyphens
 * @param timestamp milliseconds, 13 digits
 * @param database any PostgreSQL on which the subgraph can be prepared; only its schema changes
 * @returns null when there is no difference
 */
export async function newMigration(
  subgraph: Subgraph,
  name: string,
  timestamp: number,
  database: DatabaseOptions,
): Promise<NewMigration | null> {
  await prepareDatabase([subgraph], database, () => {});
  const source = await openDataSource(subgraph, database).initialize();
  try {
    const parts = subgraph.migrations.length ? [] : [DATA_LOAD, OUTBOX, WRITES, SCHEDULED_RUN];
    const missing = await missingTables(source, subgraph);
    parts.push(...missing.map((table) => tableSql(source, table)));
    parts.push(...(await alterations(source, subgraph, missing)));
    if (!parts.length) return null;
    const className = `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}${timestamp}`;
    return { className, file: `${timestamp}-${name}.ts`, text: textOf(className, parts) };
  } finally {
    await source.destroy();
  }
}

async function missingTables(source: DataSource, { sqlSchema }: Subgraph): Promise<EntityMetadata[]> {
  const rows = await source.query<{ tablename: string }[]>(
    'SELECT tablename FROM pg_tables WHERE schemaname = $1',
    [sqlSchema],
  );
  const existing = new Set(rows.map(({ tablename }) => tablename));
  return source.entityMetadatas.filter(({ tableName }) => !existing.has(tableName));
}

/** Writes a table and, where its rows are entities with an id, its outbox triggers and its audit. */
function tableSql(
  source: DataSource,
  { tableName: table, name, columns, primaryColumns }: EntityMetadata,
): string {
  const keys = primaryColumns.map(({ databaseName }) => databaseName);
  const lines = columns.map((column) => columnSql(source, column, keys));
  if (keys.length > 1) lines.push(`PRIMARY KEY (${keys.join(', ')})`);
  const create = `CREATE TABLE ${table} (\n  ${lines.join(',\n  ')}\n);`;
  if (keys.join() !== 'id') return create;
  const entity = { table, type: name.replace(/Entity$/, '') };
  const names = columns.map(({ databaseName }) => databaseName);
  return [
    create,
    '',
    contractView({ ...entity, columns: names.filter((column) => column !== 'version') }),
    outboxTriggers(entity),
    ...(names.includes('version') ? [writeTriggers(entity)] : []),
  ].join('\n');
}

function columnSql(
  source: DataSource,
  column: EntityMetadata['columns'][number],
  keys: readonly string[],
): string {
  const defaultValue = source.driver.normalizeDefault(column);
  const isKey = keys.length === 1 && column.isPrimary;
  const type = source.driver.normalizeType(column).replace('timestamp with time zone', 'timestamptz');
  return `${column.databaseName} ${type}${column.isArray ? '[]' : ''}${isKey ? ' PRIMARY KEY' : column.isNullable ? '' : ' NOT NULL'}${defaultValue === undefined ? '' : ` DEFAULT ${defaultValue}`}`;
}

/** Returns the changes of existing tables. Names are unqualified, because a rebuild works in another schema. */
async function alterations(
  source: DataSource,
  { sqlSchema }: Subgraph,
  missing: readonly EntityMetadata[],
): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const created = new Set(missing.map(({ tableName }) => tableName));
  return upQueries
    .map(({ query }) => query.replaceAll(`"${sqlSchema}".`, '').replaceAll(/"([a-z_][a-z0-9_]*)"/g, '$1'))
    .filter((query) => !created.has(query.match(/^CREATE TABLE (\w+)/)?.[1] ?? ''))
    .map((query) => `${query};`);
}

function textOf(className: string, parts: readonly string[]): string {
  const sql = parts.join('\n\n').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = \`
${sql}
\`;
`;
}
