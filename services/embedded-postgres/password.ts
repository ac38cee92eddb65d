import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Binaries } from './binaries.js';
import type { Home } from './home.js';
import { launch, pause, startFailure } from './server.js';

/**
 * Sets the password of the role, so that a changed SECRET does not lock the owner of the data out. While the server asks
 * for no password it listens on a socket in a private directory alone.
 * @throws EmbeddedPostgresError
 */
export async function resetPassword(home: Home, binaries: Binaries, password: string): Promise<void> {
  const sockets = mkdtempSync(join(process.getuid?.() === 0 ? '/tmp' : tmpdir(), 'passerelle-'));
  const rules = join(sockets, 'pg_hba.conf');
  try {
    writeFileSync(rules, 'local all passerelle trust\n');
    chmodSync(sockets, 0o700);
    if (home.account)
      for (const path of [sockets, rules]) chownSync(path, home.account.uid, home.account.gid);
    const server = await launch(home, binaries, {
      listen_addresses: '',
      unix_socket_directories: sockets,
      hba_file: rules,
    });
    try {
      for (;;) {
        if (server.hasExited()) throw startFailure(server, home);
        if (await tryAlterPassword(sockets, server.port, password)) return;
        await pause();
      }
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(sockets, { recursive: true, force: true });
  }
}

async function tryAlterPassword(host: string, port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host,
    port,
    user: 'passerelle',
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`ALTER ROLE passerelle PASSWORD ${client.escapeLiteral(password)}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
