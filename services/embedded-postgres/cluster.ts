import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { initdbAccount } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError, orDatabaseUrl, fullDisk, reportsFullDisk } from './error.js';
import { giveTo, type Home } from './home.js';

/** Environment of PostgreSQL, without PGPORT and the like, which would change its behaviour. */
export const cleanEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', TZ: 'UTC' };

/**
 * Creates the cluster unless it exists. initdb works in a temporary sibling directory, whose rename creates the cluster
 * atomically; the next start removes what a killed initdb has left.
 * @throws EmbeddedPostgresError
 */
export async function ensureCluster(
  home: Home,
  binaries: Binaries,
  password: string,
  log: (line: string) => void,
): Promise<void> {
  for (const name of readdirSync(home.path)) {
    if (name.startsWith('initialising-'))
      rmSync(join(home.path, name), { recursive: true, force: true, maxRetries: 5 });
  }
  if (existsSync(home.data)) return checkVersion(home, binaries);

  log(`Creating a database in ${home.path}`);
  const temporary = join(home.path, `initialising-${randomBytes(6).toString('hex')}`);
  const passwordFile = `${temporary}.password`;
  const account = initdbAccount(home.account);
  try {
    mkdirSync(temporary, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (account) for (const path of [temporary, passwordFile]) chownSync(path, account.uid, account.gid);
    await initdb(binaries, temporary, passwordFile, home, account ?? {});
    giveTo(temporary, home.account);
    chmodSync(temporary, 0o700);
    renameSync(temporary, home.data);
    syncDirectory(home.path);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

function checkVersion(home: Home, binaries: Binaries): void {
  const file = join(home.data, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  if (found === binaries.majorVersion) return;
  throw new EmbeddedPostgresError(
    found
      ? `${home.data} was created by PostgreSQL ${found} and this program includes version ${binaries.majorVersion}: ` +
          `choose another DATA_DIR, ${orDatabaseUrl}.`
      : `${home.data} exists but is not the data of PostgreSQL: move it away, choose another DATA_DIR, ${orDatabaseUrl}.`,
  );
}

/**
 * Runs initdb with the ICU collation of French. The locale of the C library still classifies letters for pg_trgm, where
 * plain C would take `é` for punctuation: UTF-8 locales are tried first.
 */
async function initdb(
  binaries: Binaries,
  data: string,
  passwordFile: string,
  home: Home,
  account: { uid?: number; gid?: number },
): Promise<void> {
  let output = '';
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const { code, text } = await run(
      binaries.initdb,
      [
        ...['-D', data, '-U', 'passerelle', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
        ...['--locale-provider=icu', '--icu-locale=fr-FR', `--locale=${locale}`, '--lc-messages=C'],
        ...['--auth-host=scram-sha-256', '--auth-local=scram-sha-256'],
      ],
      { cwd: home.path, ...account },
    );
    if (code === 0) return;
    output = text;
    if (!text.includes('invalid locale name')) break;
  }
  if (reportsFullDisk(output)) throw fullDisk(home.path);
  if (output.includes('could not look up effective user ID')) {
    throw new EmbeddedPostgresError(
      `PostgreSQL needs a user with a name, and user ${process.getuid?.()} has no line in /etc/passwd: add one, start as another user, ${orDatabaseUrl}.`,
    );
  }
  throw new EmbeddedPostgresError(
    `A database could not be created in ${home.path}: choose another DATA_DIR, ${orDatabaseUrl}. Output of initdb:\n${lastLines(output)}`,
  );
}

export const lastLines = (text: string, count = 8): string =>
  text.trim().split('\n').slice(-count).join('\n');

function run(
  command: string,
  args: string[],
  options: { cwd: string; uid?: number; gid?: number },
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      env: cleanEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** Flushes a directory, so that a rename in it survives a power failure. */
function syncDirectory(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
