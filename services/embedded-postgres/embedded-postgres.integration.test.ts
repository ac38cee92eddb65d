import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EmbeddedPostgresError, startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';
import { isAlive, processEntry, processTable } from './process-table.js';
import { slowness } from '../../tests/support/slowness.js';

const password = 'a pass/word: with @ué';
let scratch: string;
let started: EmbeddedPostgres[] = [];
let children: ChildProcess[] = [];

async function start(
  directory: string,
  options: { password?: string; log?: string[] } = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    directory,
    password: options.password ?? password,
    log: (line) => options.log?.push(line),
  });
  started.push(postgres);
  return postgres;
}

async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements)
      rows = (await client.query(statement)).rows as Record<string, unknown>[];
    return rows;
  } finally {
    await client.end();
  }
}

/** Another program that starts PostgreSQL and stays; resolves with its first line: the url, or the error. */
async function startInAnotherProcess(directory: string): Promise<{ child: ChildProcess; firstLine: string }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./index.js', import.meta.url).href)};
    const [directory, password] = process.argv.slice(1);
    startEmbeddedPostgres({ directory, password, log: (line) => console.error(line) }).then(
      ({ url }) => { console.log(url); setInterval(() => {}, 1000); },
      (error) => console.log(error.name + ': ' + error.message),
    );`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, directory, password], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const firstLine = await new Promise<string>((resolve) =>
    lines.once('line', resolve).once('close', () => resolve('')),
  );
  return { child, firstLine };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 120_000; !condition(); await sleep(5)) {
    if (Date.now() > end) throw new Error(`Timed out waiting until ${condition}`);
  }
}

beforeAll(() => {
  // Not os.tmpdir(): a private one, as of systemd or a desktop, would cause relocation in every test.
  scratch = realpathSync(mkdtempSync('/tmp/passerelle-postgres-'));
  chmodSync(scratch, 0o755);
});

afterEach(async () => {
  await Promise.all(started.map((postgres) => postgres.stop()));
  for (const child of children) await kill(child);
  [started, children] = [[], []];
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('startEmbeddedPostgres', () => {
  it('gives a superuser a French UTF-8 database, and stops it', async () => {
    const postgres = await start(join(scratch, 'first'));
    expect(postgres.url).toMatch(/^postgres:\/\/passerelle:.+@127\.0\.0\.1:\d+\/passerelle$/);
    const [row] = await query(
      postgres.url,
      'CREATE EXTENSION pg_trgm',
      `SELECT current_setting('is_superuser') AS superuser, current_setting('server_encoding') AS encoding,
              current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
              cardinality(show_trgm('été')) AS trigrams,
              (SELECT array_agg(word ORDER BY word) FROM unnest(ARRAY['zone', 'étude', 'Évreux', 'eau']) word) AS sorted`,
    );
    expect(row).toEqual({
      superuser: 'on',
      encoding: 'UTF8',
      checksums: 'on',
      fsync: 'on',
      trigrams: 4,
      sorted: ['eau', 'étude', 'Évreux', 'zone'],
    });
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(processEntry(postgres.pid)).toBeNull();
    expect(readdirSync(join(scratch, 'first')).sort()).toEqual(['data', 'postgres.log']);
  });

  it('is fast the second time and keeps the rows', async () => {
    const directory = join(scratch, 'second');
    const first = await start(directory);
    await query(first.url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (1)');
    await first.stop();
    const began = Date.now();
    const second = await start(directory);
    expect(Date.now() - began).toBeLessThan(1_500 * slowness());
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('refuses a wrong password, and sets a new one on the next start', async () => {
    const directory = join(scratch, 'password');
    const first = await start(directory);
    await expect(query(first.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    await first.stop();
    const second = await start(directory, { password: "another 'one" });
    expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await expect(
      query(second.url.replace(/:[^:@]+@/, `:${encodeURIComponent(password)}@`), 'SELECT 1'),
    ).rejects.toThrow();
  });

  it('refuses a directory in use and names the process', async () => {
    const directory = join(scratch, 'shared');
    await start(directory);
    await expect(start(directory)).rejects.toThrow(EmbeddedPostgresError);
    const { firstLine } = await startInAnotherProcess(directory);
    expect(firstLine).toContain(
      `EmbeddedPostgresError: The database in ${directory} is in use by process ${process.pid}`,
    );
    expect(firstLine).toContain('choose another DATA_DIR');
  });

  it('gives a new directory to one of several that start together', async () => {
    const directory = join(scratch, 'race');
    const all = await Promise.all([1, 2, 3].map(() => startInAnotherProcess(directory)));
    expect(all.filter(({ firstLine }) => firstLine.startsWith('postgres://'))).toHaveLength(1);
    for (const { child } of all) await kill(child);
    expect(await query((await start(directory)).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('recovers after kill -9 of PostgreSQL', async () => {
    const directory = join(scratch, 'crash');
    const log: string[] = [];
    const first = await start(directory, { log });
    await query(first.url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (1)');
    process.kill(first.pid, 'SIGKILL');
    await until(() => log.some((line) => line.includes('has ended by itself')));
    await first.stop();
    expect(await query((await start(directory)).url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('restarts PostgreSQL on the same address whenever it ends unexpectedly', async () => {
    const log: string[] = [];
    const postgres = await start(join(scratch, 'restart'), { log });
    await query(postgres.url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (1)');
    for (const times of [1, 2]) {
      process.kill(postgres.pid, 'SIGKILL');
      await until(() => log.filter((line) => line.includes('is ready again')).length === times);
      expect(await query(postgres.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    }
    await postgres.stop();
    await expect(query(postgres.url, 'SELECT 1')).rejects.toThrow();
  });

  it('recovers after kill -9 of the program, whose server lives on', async () => {
    const directory = join(scratch, 'orphan');
    const { child, firstLine: url } = await startInAnotherProcess(directory);
    await query(url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (1)');
    await kill(child);
    expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    const log: string[] = [];
    const next = await start(directory, { log });
    expect(log[0]).toContain('has outlived the program that started it');
    expect(await query(next.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('recovers after kill -9 of the program and of PostgreSQL', async () => {
    const directory = join(scratch, 'both');
    const { child, firstLine: url } = await startInAnotherProcess(directory);
    await query(url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (1)');
    const postmaster = Number(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
    await kill(child);
    process.kill(postmaster, 'SIGKILL');
    expect(await query((await start(directory)).url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('starts afresh after kill -9 during initdb', async () => {
    const directory = join(scratch, 'half');
    const pending = startInAnotherProcess(directory);
    const isInitdb = () =>
      processTable().find(({ argv }) => argv[0]?.endsWith('initdb') && argv.join(' ').includes(directory));
    await until(
      () =>
        isInitdb() !== undefined &&
        existsSync(directory) &&
        readdirSync(directory).some((name) => name.startsWith('initialising-')),
    );
    const initdb = isInitdb()!;
    await kill(children.at(-1)!);
    await pending;
    expect(await query((await start(directory)).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(isAlive(initdb)).toBe(false);
    expect(readdirSync(directory).filter((name) => name.startsWith('initialising-'))).toEqual([]);
  });

  it('is not misled by reused pids', async () => {
    const directory = join(scratch, 'reused');
    const first = await start(directory);
    const pidFile = join(directory, 'data/postmaster.pid');
    const written = readFileSync(pidFile, 'utf8');
    await first.stop();
    writeFileSync(pidFile, written.replace(/^\d+/, String(process.pid)));
    writeFileSync(join(directory, `lock-${process.pid}-1-00000000`), '');
    expect(await query((await start(directory)).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('quotes the log when PostgreSQL cannot start', async () => {
    const directory = join(scratch, 'broken');
    await (await start(directory)).stop();
    rmSync(join(directory, 'data/global/pg_control'));
    await expect(start(directory)).rejects.toThrow(/ended while starting[^]+pg_control/);
  });

  it('reports a file in place of the directory', async () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    await expect(start(file)).rejects.toThrow(
      /a file stands where a directory should be: choose another DATA_DIR/,
    );
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('stores its files elsewhere when root alone can reach the directory', async () => {
    mkdirSync(join(scratch, 'private'), { mode: 0o700 });
    const directory = join(scratch, 'private/postgres');
    const first = await start(directory);
    const location = readFileSync(join(directory, 'location'), 'utf8').trim();
    try {
      await query(first.url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (1)');
      await expect(start(directory)).rejects.toThrow(`The database in ${directory} is in use`);
      await first.stop();
      const second = await start(directory);
      expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
      await second.stop();
    } finally {
      await first.stop();
      rmSync(location, { recursive: true, force: true });
    }
  });
});
