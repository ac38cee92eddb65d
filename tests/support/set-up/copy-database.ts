import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the database of this DATA_DIR is: embedded PostgreSQL moves it when its account cannot reach the directory. */
export function databaseHome(dataDir: string): string {
  const pointer = join(dataDir, 'postgres/location');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'postgres');
}

/** Copies the embedded database of a DATA_DIR, which must not run, to another DATA_DIR, with its owners. */
export function copyDatabase(from: string, to: string): void {
  mkdirSync(join(to, 'postgres'), { recursive: true });
  const options = process.platform === 'linux' ? ['-Rp', '--reflink=auto'] : ['-Rp'];
  execFileSync('cp', [...options, join(databaseHome(from), 'data'), join(to, 'postgres')]);
}

/** PostgreSQL may then lose what was committed just before it is killed; its database stays whole. */
const FAST = '\nsynchronous_commit = off\nfull_page_writes = off\n';

/** Sets a copy up for tests that kill no PostgreSQL. */
export function makeFast(dataDir: string): void {
  appendFileSync(join(dataDir, 'postgres/data/postgresql.auto.conf'), FAST);
}
