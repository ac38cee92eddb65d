import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { startProgram } from '../program.js';
import { copyDatabase } from './copy-database.js';
import { testDirectory } from './directory.js';
import { rowsIn } from './rows-in.js';
import { deleteVillages } from './without-villages.js';

// The database with the shipped data, loaded once for each state of the sources that determine its content.

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CACHE = join(ROOT, '.data/test');
/** Number of databases on disk: the current one, and that of the branch tested before. */
const MAX_CACHED = 2;

/** Sources that do not influence the load. All others count: too many cost time, too few give a wrong result. */
const WITHOUT_INFLUENCE =
  /(^|[./])(resolver|input|mutations|writes|stores|test)\.ts$|\.md$|^services\/search\/(authorities|matching|statistics|freshness)\//;

/** Files on which the content of the loaded database depends, relative to the project. */
export function decisiveFiles(): string[] {
  const sources = readdirSync(join(ROOT, 'services'), { recursive: true, encoding: 'utf8' })
    .map((file) => join('services', file))
    .filter((file) => !WITHOUT_INFLUENCE.test(file) && statSync(join(ROOT, file)).isFile());
  // Official lists and PostgreSQL are packages.
  return [...sources, 'tests/support/set-up/without-villages.ts', 'package-lock.json'].sort();
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of decisiveFiles()) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

export interface LoadedDatabase {
  /** A DATA_DIR to copy from; nothing runs in it. Its directory `small` is another one, without villages. */
  dataDir: string;
  /** Number of rows by table. */
  rows: Record<string, number>;
}

/** Returns the database of these sources; loads it unless an earlier run has. @param secret of its roles */
export async function loadedDatabase(secret: string, log: (line: string) => void): Promise<LoadedDatabase> {
  const dataDir = join(CACHE, fingerprint());
  if (!existsSync(dataDir)) await make(dataDir, secret, log);
  const now = new Date();
  utimesSync(dataDir, now, now);
  dropOlder(dataDir);
  return {
    dataDir,
    rows: JSON.parse(readFileSync(join(dataDir, 'rows.json'), 'utf8')) as Record<string, number>,
  };
}

async function make(dataDir: string, secret: string, log: (line: string) => void): Promise<void> {
  const began = Date.now();
  log('Loading the test database, which later runs copy…');
  const working = testDirectory();
  const partial = `${dataDir}.partial-${process.pid}`;
  try {
    const { rows, output } = await withPostgres(working, secret, (url) => load(url, secret));
    mkdirSync(partial, { recursive: true });
    copyDatabase(working, partial);
    writeFileSync(join(partial, 'rows.json'), JSON.stringify(rows));
    writeFileSync(join(partial, 'load.txt'), output);
    await withPostgres(working, secret, deleteVillages);
    copyDatabase(working, join(partial, 'small'));
    // The name means complete, so it must not reach the disk before the content.
    execFileSync('sync');
    rename(partial, dataDir);
  } finally {
    for (const path of [working, partial]) rmSync(path, { recursive: true, force: true });
  }
  log(`The test database is loaded after ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

/** Renames the directory, unless another run has created the same one meanwhile. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Loads the data in a process of its own, which also fills the read models. */
async function load(url: string, secret: string): Promise<{ rows: Record<string, number>; output: string }> {
  const program = startProgram({ DATABASE_URL: url, SECRET: secret, LOG_LEVEL: 'warn' }, ['load']);
  const code = await program.exited;
  const output = program.output();
  if (code !== 0) throw new Error(`The load ended with ${code}:\n${output}`);
  const admin = new pg.Client({ connectionString: url });
  admin.on('error', () => {});
  await admin.connect();
  // Done once here instead of in each copy.
  await admin.query('VACUUM (ANALYZE)');
  await admin.end();
  return { rows: await rowsIn(url), output };
}

/** Runs PostgreSQL in a DATA_DIR for the time of the work. */
async function withPostgres<Result>(
  dataDir: string,
  secret: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const postgres = await startEmbeddedPostgres({
    directory: join(dataDir, 'postgres'),
    password: secret,
    log: () => {},
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      // Keeps the write-ahead log small, because it is copied each time.
      max_wal_size: '256MB',
      min_wal_size: '32MB',
      wal_recycle: 'off',
    },
  });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

function dropOlder(current: string): void {
  const others = readdirSync(CACHE)
    .map((name) => join(CACHE, name))
    .filter((path) => path !== current && !path.includes('.partial-'))
    .map((path) => ({ path, usedAt: statSync(path).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path } of others.slice(MAX_CACHED - 1)) rmSync(path, { recursive: true, force: true });
}
