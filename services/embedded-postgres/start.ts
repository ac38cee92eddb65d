import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { EmbeddedPostgresError, orDatabaseUrl, explain } from './error.js';
import { findHome, relocateData, type Home } from './home.js';
import { lockDirectory } from './lock.js';
import { resetPassword } from './password.js';
import { stopLeftovers } from './postmaster.js';
import { urlOf, whenReady } from './ready.js';
import { launch, type Server } from './server.js';

export interface EmbeddedPostgres {
  /** postgres://passerelle:<password>@127.0.0.1:<port>/passerelle; the role is the cluster's superuser. */
  url: string;
  pid: number;
  /** Location of the files: the requested directory, unless PostgreSQL's account cannot reach it. */
  directory: string;
  /** Fast shutdown, which rolls back open transactions. May be called more than once. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Directory such as `.data/postgres`; created when absent. */
  directory: string;
  /** Password of the role; a changed one is set in the cluster. */
  password: string;
  log: (line: string) => void;
  /** Server settings beyond or instead of the usual ones, such as `{ max_connections: '200' }`. */
  settings?: Readonly<Record<string, string>>;
}

/** Starts PostgreSQL on a directory, which is locked for this process until `stop`. @throws EmbeddedPostgresError */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { password, log, settings = {} } = options;
  const directory = resolve(options.directory);
  const startedAt = Date.now();
  let home: Home | undefined;
  let release: (() => void) | undefined;
  try {
    home = findHome(directory, log);
    release = await lockDirectory(home.path, directory);
    if (home.relocatedFrom) await stopLeftovers(home.relocatedFrom, `${home.relocatedFrom}/data`, log);
    await stopLeftovers(home.path, home.data, log);
    relocateData(home, log);
    const server = await startServer(home, password, log, settings);
    log(`PostgreSQL is ready on 127.0.0.1:${server.port} after ${Date.now() - startedAt} ms`);
    return supervise(server, home, password, release, log, settings);
  } catch (error) {
    release?.();
    throw explain(error, home?.path ?? directory);
  }
}

async function startServer(
  home: Home,
  password: string,
  log: (line: string) => void,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  const binaries = findBinaries(home.path, home.account);
  await ensureCluster(home, binaries, password, log);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const server = await launch(home, binaries, settings);
    try {
      const readiness = await whenReady(server, home, password, log);
      if (readiness === 'ready') return server;
      await server.stop();
      if (readiness === 'wrong-password') {
        log('The password of the database has changed: setting the new one');
        await resetPassword(home, binaries, password);
      }
    } catch (error) {
      await server.stop();
      throw error;
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL found no free port on 127.0.0.1: close programs that use many, ${orDatabaseUrl}.`,
  );
}

const RESTARTS = 5;

/** Supervises the server until `stop`: one that ends unexpectedly is restarted on the same port. */
function supervise(
  first: Server,
  home: Home,
  password: string,
  release: () => void,
  log: (line: string) => void,
  settings: Readonly<Record<string, string>>,
): EmbeddedPostgres {
  let server = first;
  let stopping: Promise<void> | undefined;
  let restarting: Promise<void> = Promise.resolve();

  async function restart(): Promise<void> {
    for (let attempt = 1; attempt <= RESTARTS && !stopping; attempt += 1) {
      log(
        `PostgreSQL (process ${server.pid}) has ended by itself; its log is ${home.log}. Starting it again`,
      );
      try {
        await stopLeftovers(home.path, home.data, log);
        const next = await launch(home, findBinaries(home.path, home.account), settings, server.port);
        server = next;
        if ((await whenReady(next, home, password, log)) === 'ready') {
          log(`PostgreSQL is ready again on 127.0.0.1:${next.port}`);
          watch(next);
          return;
        }
      } catch (error) {
        log(`PostgreSQL did not come back: ${(error as Error).message}`);
      }
      await server.stop();
      await sleep(attempt * 500);
    }
    if (!stopping)
      log(
        `PostgreSQL did not come back after ${RESTARTS} attempts: stop this program, fix what its log reports, and start again`,
      );
  }

  function watch(watched: Server): void {
    void watched.exited.then(() => {
      if (!stopping) restarting = restart();
    });
  }

  watch(first);
  return {
    url: urlOf(first.port, password),
    directory: home.path,
    get pid() {
      return server.pid;
    },
    stop: () => (stopping ??= restarting.then(() => server.stop()).finally(release)),
  };
}
