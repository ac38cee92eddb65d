import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { canTraverse, serverAccount, type Account } from './account.js';
import { EmbeddedPostgresError, orDatabaseUrl } from './error.js';

/** Location of the files: the requested directory, unless PostgreSQL's account cannot reach it. */
export interface Home {
  path: string;
  data: string;
  log: string;
  account: Account | null;
  /** The requested directory, when the files are elsewhere. */
  relocatedFrom: string | null;
}

const pointerName = 'location';
const bases = ['/var/lib/passerelle', '/var/tmp/passerelle'];

/** Determines the location of the files and the account of the server. @throws EmbeddedPostgresError */
export function findHome(directory: string, log: (line: string) => void): Home {
  mkdirSync(directory, { recursive: true });
  const requested = realpathSync(directory);
  const relocation = readPointer(requested, log);
  const account = serverAccount([relocation ?? requested]);
  if (relocation && process.getuid?.() !== 0 && statSync(relocation).uid !== process.getuid?.()) {
    throw new EmbeddedPostgresError(
      `The database of ${directory} was created by root and is stored in ${relocation}: start as root, choose another DATA_DIR, ${orDatabaseUrl}.`,
    );
  }
  if (relocation) return homeAt(relocation, account, requested);
  if (canTraverse(requested, account)) return homeAt(requested, account, null);
  return homeAt(createRelocation(requested, account!), account, requested);
}

/** Moves data that were created while the account could reach the directory, and writes the pointer to the new location. */
export function relocateData(home: Home, log: (line: string) => void): void {
  const from = home.relocatedFrom;
  if (!from) return;
  const old = join(from, 'data');
  if (existsSync(old) && !existsSync(home.data)) {
    log(`Moving the database from ${from} to ${home.path}, which PostgreSQL's account can reach`);
    const copy = join(home.path, 'initialising-copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(old, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    // Owner and modes are set before the rename: from then on the copy counts.
    giveTo(copy, home.account);
    renameSync(copy, home.data);
    rmSync(old, { recursive: true, force: true });
  }
  const pointer = join(from, pointerName);
  if (!existsSync(pointer)) {
    writeFileSync(`${pointer}.new`, `${home.path}\n`);
    renameSync(`${pointer}.new`, pointer);
    log(
      `The database is stored in ${home.path}: PostgreSQL does not run as root, and no other account can reach ${from}`,
    );
  }
}

/** Changes the owner of a directory tree: PostgreSQL refuses data of another owner. */
export function giveTo(path: string, account: Account | null): void {
  if (!account) return;
  for (const entry of [
    path,
    ...readdirSync(path, { recursive: true }).map((name) => join(path, String(name))),
  ])
    lchownSync(entry, account.uid, account.gid);
  chmodSync(path, 0o700);
}

/** Gives a file created by root in a user's directory to that user. */
export function shareWithOwnerOf(directory: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(directory);
  if (uid !== 0) chownSync(path, uid, gid);
}

function homeAt(path: string, account: Account | null, relocatedFrom: string | null): Home {
  return { path, data: join(path, 'data'), log: join(path, 'postgres.log'), account, relocatedFrom };
}

function readPointer(directory: string, log: (line: string) => void): string | null {
  const pointer = join(directory, pointerName);
  if (!existsSync(pointer)) return null;
  const target = readFileSync(pointer, 'utf8').trim();
  if (target && existsSync(target)) return realpathSync(target);
  log(
    `The database of ${directory} was stored in ${target}, which no longer exists: starting with an empty one`,
  );
  rmSync(pointer, { force: true });
  return null;
}

function createRelocation(directory: string, account: Account): string {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  for (const base of bases) {
    try {
      mkdirSync(base, { recursive: true });
      // Under /var/tmp any user may have created it.
      const stat = statSync(base);
      if (stat.uid !== 0) continue;
      chmodSync(base, 0o755);
      if (!canTraverse(base, account)) continue;
      const path = join(realpathSync(base), name);
      mkdirSync(path, { recursive: true });
      chmodSync(path, 0o755);
      return path;
    } catch (error) {
      if (base === bases.at(-1)) throw error;
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and its account ${account.uid} can reach neither ${directory} nor ${bases.join(' nor ')}: ` +
      `choose a DATA_DIR whose parents every user may traverse (chmod o+x), ${orDatabaseUrl}.`,
  );
}
