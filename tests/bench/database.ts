import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { startProgram } from '../support/program.js';
import { growDataSet } from './data-set.js';
import { fillOneDatabase } from './one-database.js';

/** A database of the benchmark, ready and running. */
export interface BenchDatabase {
  scale: number;
  /** For the superuser. */
  url: string;
  /** Of this database and of what runs on it. */
  secret: string;
  stop(): Promise<void>;
}

const SECRET = 'bench-only-'.padEnd(40, 'x');

/**
 * Starts the database of a scale, which is kept from run to run: loads the real data, adds rows up to the scale, and
 * copies all into the schema of PostGraphile. What is there already is skipped.
 * @param home directory in which the databases of all scales are
 */
export async function openDatabase(
  scale: number,
  home: string,
  log: (line: string) => void,
): Promise<BenchDatabase> {
  mkdirSync(home, { recursive: true });
  // PostgreSQL does not run as root: its account must be able to come by.
  chmodSync(home, 0o711);
  const postgres = await startEmbeddedPostgres({
    directory: join(home, `scale-${scale}`),
    password: SECRET,
    log: () => {},
  });
  try {
    const loading = startProgram({ DATABASE_URL: postgres.url, SECRET, LOG_LEVEL: 'warn' }, ['load']);
    if ((await loading.exited) !== 0) throw new Error(loading.output());
    const client = new pg.Client({ connectionString: postgres.url, options: '-c timezone=UTC' });
    await client.connect();
    try {
      await growDataSet(client, scale, log);
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
