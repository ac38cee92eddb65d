import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  DatabaseError,
  connectAdmin,
  prepareSchemas,
  type DatabaseOptions,
  type SubgraphSchema,
} from '../database/database.js';
import { hasTable } from '../database/has-table.js';
import { UNFINISHED_RESTORE, refuseUsedSince } from '../database/unfinished-restore.js';
import { CountedRows, checksumOf, type BackupTools } from './backup.js';
import { readManifest, type BackedUpTable, type Manifest } from './manifest.js';
import { nameOf, tablesIn, type Table } from './tables.js';

/**
 * Restores a backup into a database without a graph: checks every file, makes the tables of the version that was backed
 * up, and fills them in one transaction, which compares the checksum of each. Newer migrations run at the next start.
 * @throws DatabaseError for a backup that is damaged or of a newer version, and for a database that holds a graph; nothing
 *   in the database has changed then
 */
export async function restore(
  subgraphs: readonly SubgraphSchema[],
  options: DatabaseOptions,
  directory: string,
  { say, signal }: Pick<BackupTools, 'say' | 'signal'>,
): Promise<Manifest> {
  const manifest = readManifest(directory);
  const asBackedUp = subgraphs.map((subgraph) => ofBackup(subgraph, manifest));
  for (const table of manifest.tables) await checkFile(directory, table, signal);
  say(`The ${manifest.tables.length} files of the backup of ${manifest.createdAt} are whole.`);
  const client = await connectAdmin(options);
  try {
    await refuseGraph(client, subgraphs);
    await client.query(`CREATE TABLE IF NOT EXISTS ${UNFINISHED_RESTORE} ()`);
    await prepareSchemas(asBackedUp, options, say);
    await client.query('BEGIN');
    await fill(client, subgraphs, manifest, { directory, say, signal });
    await client.query(`DROP TABLE ${UNFINISHED_RESTORE}`);
    await client.query('COMMIT');
    return manifest;
  } finally {
    await client.end();
  }
}

/** The subgraph as it was when it was backed up. @throws DatabaseError when this version does not know its migrations */
function ofBackup(subgraph: SubgraphSchema, { migrations, version }: Manifest): SubgraphSchema {
  const had = new Set(migrations[subgraph.name]);
  const known = subgraph.migrations.filter((Migration) => had.has(new Migration().name ?? Migration.name));
  if (!had.size || known.length !== had.size)
    throw new DatabaseError(
      `The backup was made by Passerelle ${version}, whose tables of ${subgraph.name} this version does not know: restore it with that version or a later one.`,
    );
  return { ...subgraph, migrations: known };
}

async function checkFile(directory: string, table: BackedUpTable, signal: AbortSignal): Promise<void> {
  const counted = new CountedRows();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const damaged = (cause?: unknown) =>
    new DatabaseError(`${join(directory, table.file)} is damaged: it is not what the manifest says.`, {
      cause,
    });
  try {
    await pipeline(createReadStream(join(directory, table.file)), createGunzip(), counted, nowhere, {
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw damaged(error);
  }
  if (counted.result.sha256 !== table.sha256) throw damaged();
}

/** @throws DatabaseError for a database that holds a graph, unless that is the rest of a restore that nothing was written to since */
async function refuseGraph(client: pg.Client, subgraphs: readonly SubgraphSchema[]): Promise<void> {
  if (await hasTable(client, UNFINISHED_RESTORE))
    return refuseUsedSince(
      client,
      subgraphs.map(({ sqlSchema }) => pg.escapeIdentifier(sqlSchema)),
    );
  for (const { sqlSchema } of subgraphs)
    if (await hasTable(client, nameOf({ schema: sqlSchema, name: 'migration' })))
      throw new DatabaseError(
        'The database holds a graph already, and a restore would replace it: name an empty database (DATABASE_URL) or a new directory (DATA_DIR).',
      );
}

async function fill(
  client: pg.Client,
  subgraphs: readonly SubgraphSchema[],
  manifest: Manifest,
  { directory, say, signal }: { directory: string } & Pick<BackupTools, 'say' | 'signal'>,
): Promise<void> {
  const schemas = subgraphs.map(({ sqlSchema }) => sqlSchema);
  const tables = new Map((await tablesIn(client, schemas)).map((table) => [nameOf(table), table]));
  const wanted = manifest.tables.map((table) => ({ ...table, found: tables.get(nameOf(table)) }));
  const strangers = wanted.filter(
    ({ found, columns }) => !found || [...found.columns].sort().join() !== [...columns].sort().join(),
  );
  if (strangers.length || tables.size !== wanted.length)
    throw new DatabaseError(
      `The tables of the backup are not those of its migrations: ${strangers.map(nameOf).join(', ') || 'some are missing'}.`,
    );
  const all = [...tables.keys()];
  const references = await dropReferences(client, schemas);
  // They write the outbox, whose rows the backup has.
  for (const name of all) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${all.join(', ')}`);
  for (const [at, { found, ...table }] of wanted.entries()) {
    await readTable(client, table, join(directory, table.file), signal);
    const now = await checksumOf(client, { ...found!, columns: table.columns }, signal);
    if (now.sha256 !== table.sha256)
      throw new DatabaseError(`${nameOf(table)} is not what was backed up, once it is restored.`);
    say(`${at + 1}/${wanted.length} ${table.schema}.${table.name}: ${now.rows} rows`);
  }
  for (const { schema, name, value, isCalled } of manifest.sequences)
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
      nameOf({ schema, name }),
      value,
      isCalled,
    ]);
  for (const name of all) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const reference of references) await client.query(reference);
}

/** Drops the foreign keys, for tables to be filled in any order. @returns the statements that add, and so check, them */
async function dropReferences(client: pg.ClientBase, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, o.conname AS name, pg_get_constraintdef(o.oid) AS definition
     FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE o.contype = 'f' AND n.nspname = ANY($1) ORDER BY 1, 2`,
    [schemas],
  );
  for (const { table, name } of rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  return rows.map(
    ({ table, name, definition }) =>
      `ALTER TABLE ${table} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`,
  );
}

async function readTable(
  client: pg.ClientBase,
  table: Pick<Table, 'schema' | 'name' | 'columns'>,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const sink = client.query(copyFrom(`COPY ${nameOf(table)} (${columns}) FROM STDIN`));
  await pipeline(createReadStream(path), createGunzip(), sink, { signal });
}
