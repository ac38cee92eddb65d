import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { openPool } from '#kernel/database';
import { expertises } from '#subgraphs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../support/workplace.js';

// Connections to PostgreSQL that break before a listener is attached, or after it was removed.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const admin = new pg.Client({ connectionString: database.url });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

const end = (pid: number) => admin.query('SELECT pg_terminate_backend($1)', [pid]);

it('a connection that PostgreSQL ends at once fails its first statement, and no process', async () => {
  let upstream: Socket | undefined;
  let answered = 0;
  const held: Buffer[] = [];
  /** Forwards the login; buffers what PostgreSQL sends after it until it is complete. */
  const proxy = createServer((client) => {
    upstream = connect(Number(new URL(database.url).port), '127.0.0.1');
    client.on('data', (chunk) => {
      // The second response to the password request completes the login.
      if (chunk.toString('latin1', 0, 1) === 'p') answered += 1;
      upstream!.write(chunk);
    });
    upstream.on('data', (chunk) => void (answered < 2 ? client.write(chunk) : held.push(chunk)));
    upstream.on('close', () => client.end(Buffer.concat(held)));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(database.url);
  url.port = String((proxy.address() as AddressInfo).port);
  const pool = openPool(expertises, { ...database, url: url.toString() });
  const connecting = pool.connect();
  let pid: number | undefined;
  await eventually('idle', async () => {
    const { rows } = await admin.query<{ pid: number; state: string }>(
      'SELECT pid, state FROM pg_stat_activity WHERE client_port = $1',
      [upstream?.localPort ?? 0],
    );
    pid = rows[0]?.pid;
    return rows[0]?.state;
  });
  await end(pid!);
  const client = await connecting;
  await expect(client.query('SELECT 1')).rejects.toThrow(/terminat|not queryable|closed/i);
  client.release(true);
  await pool.end();
  proxy.close();
});

it('a connection that breaks between two statements fails the next one, and no process', async () => {
  const pool = openPool(expertises, database);
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  await end(rows[0]!.pid);
  await ended;
  await expect(client.query('SELECT 1')).rejects.toThrow(/terminat|not queryable|closed/i);
  client.release(true);
  await pool.end();
});
