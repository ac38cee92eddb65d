import pg from 'pg';
import { EmbeddedPostgresError } from './error.js';
import type { Home } from './home.js';
import { pause, startFailure, type Server } from './server.js';

export type Readiness = 'ready' | 'wrong-password' | 'port-taken';

/** Limit of a start in milliseconds. Recovery after a crash replays at most 1 GB of WAL: minutes only on a very slow disk. */
const START_TIMEOUT_MS = 300_000;

export const urlOf = (port: number, password: string, database = 'passerelle'): string =>
  `postgres://passerelle:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** Waits until the server answers, and creates the database `passerelle` on the first start. @throws EmbeddedPostgresError */
export async function whenReady(
  server: Server,
  home: Home,
  password: string,
  log: (line: string) => void,
): Promise<Readiness> {
  let hasLogged = false;
  for (const start = Date.now(); Date.now() - start < START_TIMEOUT_MS; await pause()) {
    if (server.hasExited()) {
      if (/could not bind IPv4 address|could not create any TCP\/IP sockets/.test(server.output()))
        return 'port-taken';
      throw startFailure(server, home);
    }
    const code = await attempt(urlOf(server.port, password));
    if (code === null) return 'ready';
    if (code === '28P01' || code === '28000') return 'wrong-password';
    if (code === '3D000') {
      const failure = await attempt(urlOf(server.port, password, 'postgres'), 'CREATE DATABASE passerelle');
      if (failure !== null) throw startFailure(server, home);
    }
    if (!hasLogged && Date.now() - start > 3_000) {
      log('PostgreSQL is recovering from an unclean shutdown');
      hasLogged = true;
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL has not become ready in ${START_TIMEOUT_MS / 1000} s: see ${home.log}, and start again once the disk is less busy.`,
  );
}

/** Runs a statement on a connection of its own. @returns null on success, else the code of the error */
export async function attempt(connectionString: string, statement = 'SELECT 1'): Promise<string | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A server that stops meanwhile also emits an error, which would end the process without a listener.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(statement);
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? 'UNKNOWN';
  } finally {
    await client.end().catch(() => {});
  }
}
