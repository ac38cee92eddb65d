import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { subgraphs } from '../../services/run.js';
import { startProgram, type Program } from '../support/program.js';
import { growDataSet } from './data-set.js';
import { fillOneDatabase } from './one-database.js';

/** A running database of the benchmark. */
export interface BenchDatabase {
  scale: number;
  /** URL for the superuser. */
  url: string;
  /** Secret of this database and of the processes on it. */
  secret: string;
  stop(): Promise<void>;
}

/** Four times the subgraphs, each with a pool, the floor and PostGraphile have some 150 connections open together. */
const CONNECTIONS = '200';
const SECRET = 'bench-only-'.padEnd(40, 'x');
const SERVICES = fileURLToPath(new URL('../../../services/', import.meta.url));
const readModels = new Set(subgraphs.filter(({ readModel }) => readModel).map(({ name }) => name));
/** Time for read models to apply new rows after the data set has grown. */
const CATCH_UP_MS = 3_600_000;

/**
 * Starts the database of a scale, which is cached between runs: loads the real data, adds rows up to the scale, lets
 * read models catch up, and copies all rows into the schema of PostGraphile. Finished steps are skipped.
 * @param home directory in which the databases of all scales are
 */
export async function openDatabase(
  scale: number,
  home: string,
  log: (line: string) => void,
): Promise<BenchDatabase> {
  const postgres = await startEmbeddedPostgres({
    directory: directoryOf(scale, home),
    password: SECRET,
    log: () => {},
    settings: { max_connections: CONNECTIONS },
  });
  try {
    const loading = startProgram({ DATABASE_URL: postgres.url, SECRET, LOG_LEVEL: 'warn' }, ['load']);
    tell(loading, log);
    if ((await loading.exited) !== 0) throw new Error(loading.output());
    const client = new pg.Client({ connectionString: postgres.url, options: '-c timezone=UTC' });
    await client.connect();
    try {
      await growDataSet(client, scale, log);
      await catchUp(postgres.url, log);
      await vacuum(client);
      await fillOneDatabase(client, log);
    } finally {
      await client.end();
    }
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { scale, url: postgres.url, secret: SECRET, stop: () => postgres.stop() };
}

/**
 * Rebuilt when tables or real data change: a load would first have to remove all added rows. Read models are rebuilt
 * by the program itself.
 */
function directoryOf(scale: number, home: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(SERVICES, { recursive: true, encoding: 'utf8' }).sort())
    if (
      /\/((data|migrations|loading)\/.*\.(json|ts)|load\.ts)$/.test(file) &&
      !readModels.has(file.split('/')[0]!)
    )
      hash.update(file).update(readFileSync(join(SERVICES, file)));
  const name = `scale-${scale}-${hash.digest('hex').slice(0, 8)}`;
  mkdirSync(home, { recursive: true });
  // PostgreSQL does not run as root: its account must be able to enter the directory.
  chmodSync(home, 0o711);
  for (const other of readdirSync(home))
    if (other.startsWith(`scale-${scale}-`) && other !== name)
      rmSync(join(home, other), { recursive: true, force: true });
  return join(home, name);
}

/** Starts the program, which is ready when its read models have caught up. */
async function catchUp(url: string, log: (line: string) => void): Promise<void> {
  const program = startProgram({ PORT: '0', DATABASE_URL: url, SECRET, LOG_LEVEL: 'warn' });
  tell(program, log);
  try {
    await program.printed(/Graph {2}http/, CATCH_UP_MS);
  } finally {
    await program.stop();
  }
}

/** Prints the progress of a read model. */
function tell({ process: { stdout } }: Program, log: (line: string) => void): void {
  stdout?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n')) if (line.startsWith('Indexing')) log(line);
  });
}

/** Vacuums now, so that autovacuum does not run during a round. */
async function vacuum(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables
     WHERE n_live_tup > 1000 AND last_vacuum IS NULL AND schemaname <> 'bench'`,
  );
  for (const { name } of rows) await client.query(`VACUUM (ANALYZE) ${name}`);
}
