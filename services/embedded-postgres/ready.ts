import pg from 'pg';
import { EmbeddedPostgresError } from './error.js';
import type { Home } from './home.js';
import { pause, startFailure, type Server } from './server.js';

export type Readiness = 'ready' | 'wrong-password' | 'port-taken';

/** Recovery after a crash replays at most 1 GB of log; that takes minutes only on a very slow disk. */
const patience = 300_000;

export const urlOf = (port: number, password: string, database = 'passerelle'): string =>
  `postgres://passerelle:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** Waits until the server answers, and makes the database `passerelle` on the first start. */
export async function whenReady(
  server: Server,
  home: Home,
  password: string,
  log: (line: string) => void,
): Promise<Readiness> {
  let told = false;
  for (const start = Date.now(); Date.now() - start < patience; await pause()) {
    if (server.hasExited()) {
      if (/could not bind IPv4 address|could not create any TCP\/IP sockets/.test(server.output()))
        return 'port-taken';
      throw startFailure(server, home);
    }
    const code = await attempt(urlOf(server.port, password));
    if (code === null) return 'ready';
    if (code === '28P01' || code === '28000') return 'wrong-password';
    if (code === '3D000') {
      const refusal = await attempt(urlOf(server.port, password, 'postgres'), 'CREATE DATABASE passerelle');
      if (refusal !== null) throw startFailure(server, home);
    }
    if (!told && Date.now() - start > 3_000) {
      log('PostgreSQL is recovering from a stop without warning');
      told = true;
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL has not become ready in ${patience / 1000} s: look into ${home.log}, and start again once the disk is less busy.`,
  );
}

/** Null when the statement ran, else the code of the error. */
export async function attempt(connectionString: string, statement = 'SELECT 1'): Promise<string | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A server that goes away in the middle also emits; unheard, that would end our process.
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
