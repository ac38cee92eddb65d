import { createHash } from 'node:crypto';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  DatabaseError,
  connectAdmin,
  type DatabaseOptions,
  type SubgraphSchema,
} from '../database/database.js';
import { FORMAT, MANIFEST, type BackedUpTable, type Manifest } from './manifest.js';
import { copyOf, nameOf, sequencesIn, tablesIn, type Table } from './tables.js';

export interface BackupTools {
  /** Version of the program. */
  version: string;
  /** Receives a sentence for each step. */
  say: (line: string) => void;
  /** Stops the backup, which stays without its manifest. */
  signal: AbortSignal;
}

/**
 * Writes what all subgraphs hold at one moment to a directory: a file for each table, and a manifest with counts and
 * checksums. The graph goes on answering and writing.
 * @throws DatabaseError for a directory that is not empty, or a database that holds no graph
 */
export async function backUp(
  subgraphs: readonly SubgraphSchema[],
  options: DatabaseOptions,
  directory: string,
  { version, say, signal }: BackupTools,
): Promise<Manifest> {
  if (existsSync(directory) && readdirSync(directory).length)
    throw new DatabaseError(`${directory} is not empty: name a new directory for each backup.`);
  const client = await connectAdmin(options);
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const schemas = subgraphs.map(({ sqlSchema }) => sqlSchema);
    const tables = await tablesIn(client, schemas);
    const missing = schemas.filter((schema) => !tables.some((table) => table.schema === schema));
    if (missing.length)
      throw new DatabaseError(
        `The database has no tables of ${missing.join(', ')}: start the graph once, or run \`npm run load\`, before a backup.`,
      );
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    closeToOthers(directory);
    const written: BackedUpTable[] = [];
    for (const [at, table] of tables.entries()) {
      const file = `${table.schema}.${table.name}.copy.gz`;
      const copied = await writeTable(client, table, join(directory, file), signal);
      const { schema, name, columns } = table;
      written.push({ schema, name, columns, file, ...copied });
      say(`${at + 1}/${tables.length} ${schema}.${name}: ${copied.rows} rows`);
    }
    const manifest: Manifest = {
      format: FORMAT,
      version,
      createdAt: new Date().toISOString(),
      postgres: (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]!
        .server_version,
      migrations: await migrationsOf(client, subgraphs),
      tables: written,
      sequences: await sequencesIn(client, schemas),
    };
    await client.query('COMMIT');
    const path = join(directory, MANIFEST);
    writeFileSync(`${path}.new`, JSON.stringify(manifest, null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return manifest;
  } finally {
    await client.end();
  }
}

/** A directory that was there may be open to others. @throws DatabaseError for one of another user */
function closeToOthers(directory: string): void {
  try {
    chmodSync(directory, 0o700);
  } catch (cause) {
    throw new DatabaseError(
      `${directory} cannot be closed to other users (${(cause as Error).message}): name a new directory, or one that the user of this program owns.`,
      { cause },
    );
  }
}

/** Names of the migrations that have run, by subgraph. */
async function migrationsOf(
  client: pg.ClientBase,
  subgraphs: readonly SubgraphSchema[],
): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {};
  for (const { name, sqlSchema } of subgraphs) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT name FROM ${nameOf({ schema: sqlSchema, name: 'migration' })} ORDER BY id`,
    );
    names[name] = rows.map((row) => row.name);
  }
  return names;
}

async function writeTable(
  client: pg.ClientBase,
  table: Table,
  path: string,
  signal: AbortSignal,
): Promise<{ rows: number; sha256: string }> {
  const counted = new CountedRows();
  const stream = client.query(copyTo(copyOf(table)));
  await pipeline(stream, counted, createGzip({ level: 6 }), createWriteStream(path, { mode: 0o600 }), {
    signal,
  });
  return counted.result;
}

/** Reads a table as a backup writes it, for its checksum alone. */
export async function checksumOf(
  client: pg.ClientBase,
  table: Table,
  signal: AbortSignal,
): Promise<{ rows: number; sha256: string }> {
  const counted = new CountedRows();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(client.query(copyTo(copyOf(table))), counted, nowhere, { signal });
  return counted.result;
}

/** Counts the rows that pass in the text format of COPY, whose rows are lines, and hashes them. */
export class CountedRows extends Transform {
  readonly #hash = createHash('sha256');
  #rows = 0;

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: null, chunk: Buffer) => void,
  ): void {
    this.#hash.update(chunk);
    for (const byte of chunk) if (byte === 0x0a) this.#rows += 1;
    done(null, chunk);
  }

  /** To be read once, when all has passed. */
  get result(): { rows: number; sha256: string } {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}
