import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { cleanEnvironment, lastLines } from './cluster.js';
import { EmbeddedPostgresError, orDatabaseUrl, fullDisk, reportsFullDisk } from './error.js';
import { shareWithOwnerOf, type Home } from './home.js';
import { clusterName, stopPostmaster } from './postmaster.js';
import { processEntry } from './process-table.js';

export interface Server {
  pid: number;
  port: number;
  hasExited(): boolean;
  exited: Promise<void>;
  /** Output in the log since its start. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts the postmaster without waiting until it answers. @param extra settings beyond or instead of the usual ones */
export async function launch(
  home: Home,
  binaries: Binaries,
  extra: Readonly<Record<string, string>> = {},
  samePort?: number,
): Promise<Server> {
  const port = samePort ?? (await freePort());
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    cluster_name: clusterName(home.data),
    shared_buffers: '128MB',
    max_connections: '100',
    fsync: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_destination: 'stderr',
    ...extra,
  };
  rotateLog(home.log);
  const log = openSync(home.log, 'a', 0o600);
  shareWithOwnerOf(home.path, home.log);
  const offset = fstatSync(log).size;
  const child = spawn(
    binaries.postgres,
    ['-D', home.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: home.path,
      env: cleanEnvironment,
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl-C in the terminal must stop this program before the database.
      detached: true,
      ...home.account,
    },
  );
  closeSync(log);
  child.unref();
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error: NodeJS.ErrnoException) => reject(cannotRun(binaries.postgres, error)));
  });

  const pid = child.pid!;
  const identity = processEntry(pid)?.identity ?? 'gone';
  let exited = child.exitCode !== null || child.signalCode !== null;
  const exit = new Promise<void>((resolve) =>
    exited ? resolve() : child.once('exit', () => resolve()),
  ).then(() => {
    exited = true;
  });
  return {
    pid,
    port,
    hasExited: () => exited,
    exited: exit,
    output: () => readFileSync(home.log).subarray(offset).toString('utf8'),
    stop: () => stopPostmaster({ pid, identity }),
  };
}

/** Error for a server that ended during its start. */
export function startFailure(server: Server, home: Home): EmbeddedPostgresError {
  const output = server.output();
  if (reportsFullDisk(output)) return fullDisk(home.path);
  return new EmbeddedPostgresError(
    `PostgreSQL ended while starting in ${home.path}: fix what its log (${home.log}) reports below, choose another DATA_DIR, ${orDatabaseUrl}.\n` +
      lastLines(output),
  );
}

function cannotRun(program: string, error: NodeJS.ErrnoException): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `${program} cannot be run (${error.code}): it needs a system with the GNU C library and a file system that allows programs, ${orDatabaseUrl}.`,
    { cause: error },
  );
}

function rotateLog(path: string): void {
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.1`);
}

/** Finds a free port. Another process may take it before PostgreSQL does: the caller then tries again. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export const pause = (): Promise<void> => sleep(20);
