import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Directory of the database of a DATA_DIR; embedded PostgreSQL moves it when its account cannot reach the directory. */
export function databaseHome(dataDir: string): string {
  const pointer = join(dataDir, 'postgres/location');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'postgres');
}

/** Copies the embedded database of a DATA_DIR, which must be stopped, to another DATA_DIR, with the owners of its files. */
export function copyDatabase(from: string, to: string): void {
  mkdirSync(join(to, 'postgres'), { recursive: true });
  const options = process.platform === 'linux' ? ['-Rp', '--reflink=auto'] : ['-Rp'];
  execFileSync('cp', [...options, join(databaseHome(from), 'data'), join(to, 'postgres')]);
}

/** PostgreSQL may lose the last commits before a kill; its database stays consistent. */
const FAST = '\nsynchronous_commit = off\nfull_page_writes = off\n';

/** Configures a copy for tests that do not kill PostgreSQL. */
export function makeFast(dataDir: string): void {
  appendFileSync(join(dataDir, 'postgres/data/postgresql.auto.conf'), FAST);
}
