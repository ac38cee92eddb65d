import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { subgraphs } from '../services/run.js';
import { GRAPH, ask } from './support/graph.js';
import { addressOf, type Program } from './support/program.js';
import { Workplace, databaseOf, eventually, isAlive, postmasterOf, statusOf } from './support/workplace.js';

const SECRET = 'lifecycle-'.padEnd(40, 'l');
const workplace = new Workplace();
const dataDir = workplace.directory();
let program: Program;
let graph: string;
let database: string;

beforeAll(async () => {
  program = workplace.start({ PORT: '0', DATA_DIR: dataDir, SECRET });
  graph = await addressOf(program);
  database = await databaseOf(program, SECRET);
}, 90_000);
afterAll(() => workplace.clear(), 30_000);

async function asAdmin<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

describe('a start that cannot succeed says in a sentence what would be right', () => {
  /** Without a trace of the code, and of what is confidential. */
  async function refusalOf(env: Record<string, string>, args: string[] = []): Promise<string> {
    const { code, output } = await workplace.run({ DATA_DIR: `${dataDir}/unused`, ...env }, args);
    expect({ code, output }).toEqual({ code: 1, output });
    expect(output).not.toMatch(/^\s+at |node:internal|Error:|\bundefined\b|\[object/m);
    expect(output).not.toMatch(/hunter2|lifecycle-lll/);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toMatch(/\.$/);
    return output;
  }
  const { port: takenPort } = new URL(GRAPH);
  const names = subgraphs.map(({ name }) => name).join(', ');
  const known = { DATABASE_URL: 'postgres://127.0.0.1:1/passerelle', SECRET };

  it('a taken port, before anything is loaded', async () => {
    expect(await refusalOf({ PORT: takenPort, SECRET })).toBe(`Port ${takenPort} on 127.0.0.1 is taken: stop what uses it, or set PORT to another one.`);
    expect(existsSync(`${dataDir}/unused/postgres`)).toBe(false);
  });

  it('a taken port of a subgraph', async () => {
    const message = await refusalOf({ ...known, SUBGRAPH: subgraphs[0]!.name, SUBGRAPH_PORT: takenPort });
    expect(message).toBe(`Port ${takenPort} on 127.0.0.1 is taken: stop what uses it, or set SUBGRAPH_PORT to another one.`);
  });

  it.each([['99999'], ['http'], ['-1']])('PORT=%s', async (PORT) =>
    expect(await refusalOf({ PORT })).toBe(`PORT is "${PORT}": expected a whole number from 0 to 65535, such as 4000.`),
  );

  it('an address of another machine', async () =>
    expect(await refusalOf({ PORT: '0', HOST: '192.0.2.1', SECRET })).toBe(
      '192.0.2.1 is not an address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.',
    ));

  it('an unknown subgraph', async () =>
    expect(await refusalOf({ ...known, SUBGRAPH: 'weather' })).toBe(`SUBGRAPH is "weather": expected one of ${names}.`));

  it('a subgraph without a database', async () =>
    expect(await refusalOf({ SECRET, SUBGRAPH: subgraphs[0]!.name })).toBe('A subgraph that runs apart needs DATABASE_URL.'));

  it('subgraphs whose address is not told', async () =>
    expect(await refusalOf({ SECRET, PORT: '0', SUBGRAPH_URLS: 'weather=http://127.0.0.1:1/graphql' })).toBe(
      `SUBGRAPH_URLS has no address for ${subgraphs[0]!.name}: add ${subgraphs[0]!.name}=http://…/graphql to it.`,
    ));

  it('a secret that is too short', async () =>
    expect(await refusalOf({ SECRET: 'hunter2' })).toBe(
      'SECRET has 7 characters that do not fit: expected at least 32 characters, such as `openssl rand -hex 32` prints.',
    ));

  it.each([[{}], [{ SECRET }]])('a DATA_DIR under a file, with %j', async (env: Record<string, string>) => {
    writeFileSync(`${dataDir}/file`, '');
    const message = await refusalOf({ ...env, PORT: '0', DATA_DIR: `${dataDir}/file/data` });
    expect(message).toContain(`${dataDir}/file/data`);
    expect(message).toMatch(/choose another DATA_DIR, or set (SECRET|DATABASE_URL)/);
  });

  (existsSync('/proc/self') ? it : it.skip)('a DATA_DIR that cannot be made', async () => {
    for (const env of [{}, { SECRET }]) {
      for (const place of ['/proc/passerelle', '/sys/passerelle']) {
        const message = await refusalOf({ ...env, PORT: '0', DATA_DIR: place });
        expect(message).toContain(place);
        expect(message).toMatch(/choose another DATA_DIR, or set (SECRET|DATABASE_URL)/);
      }
    }
  });

  it('a DATA_DIR that another graph uses', async () =>
    expect(await refusalOf({ PORT: '0', DATA_DIR: dataDir, SECRET })).toMatch(
      new RegExp(`is in use by process ${program.process.pid}: stop that process, choose another DATA_DIR, or set DATABASE_URL`),
    ));

  it.each([
    ['nobody listens', 'postgres://127.0.0.1:1/passerelle', 'ECONNREFUSED'],
    ['nobody listens, on either address of localhost', 'postgres://u:hunter2@localhost:1/passerelle', 'ECONNREFUSED'],
    ['there is no such host', 'postgres://database.invalid/passerelle', 'database.invalid'],
  ])('a DATABASE_URL where %s', async (_, DATABASE_URL, cause) => {
    const message = await refusalOf({ PORT: '0', DATABASE_URL, SECRET });
    expect(message).toMatch(/^The database does not answer \(.+\)\. Check DATABASE_URL and that PostgreSQL runs\.$/);
    expect(message).toContain(cause);
  });

  it('a DATABASE_URL with a wrong password, a wrong user or a wrong database', async () => {
    const wrong = (change: (url: URL) => void) => {
      const url = new URL(database);
      change(url);
      return refusalOf({ PORT: '0', DATABASE_URL: url.toString(), SECRET });
    };
    expect(await wrong((url) => (url.password = 'hunter2'))).toContain('password authentication failed for user "passerelle"');
    expect(await wrong((url) => (url.username = 'nobody'))).toContain('password authentication failed for user "nobody"');
    expect(await wrong((url) => (url.pathname = '/nothing'))).toContain('database "nothing" does not exist');
    expect(await wrong((url) => (url.password = ''))).toMatch(/DATABASE_URL/);
  });

  it('a DATABASE_URL of something that never speaks', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    try {
      const { port } = silent.address() as AddressInfo;
      expect(await refusalOf({ PORT: '0', DATABASE_URL: `postgres://127.0.0.1:${port}/passerelle`, SECRET })).toMatch(/timeout expired.*DATABASE_URL/);
    } finally {
      silent.close();
    }
  }, 20_000);

  it('a user that may not create roles', async () => {
    await asAdmin((client) => client.query(`CREATE ROLE visitor LOGIN PASSWORD 'hunter2'`));
    const url = new URL(database);
    [url.username, url.password] = ['visitor', 'hunter2'];
    expect(await refusalOf({ PORT: '0', DATABASE_URL: url.toString(), SECRET })).toMatch(/may not create roles: grant it CREATEROLE/);
  });

  it('a database of a newer version', async () => {
    const { sqlSchema, name } = subgraphs.at(-1)!;
    const table = `${sqlSchema}.migration`;
    await asAdmin((client) => client.query(`INSERT INTO ${table} ("timestamp", name) VALUES (9999999999999, 'Later9999999999999')`));
    try {
      for (const args of [[], ['load']]) {
        expect(await refusalOf({ PORT: '0', DATABASE_URL: database, SECRET }, args)).toBe(
          `The database was migrated by a newer version of Passerelle (${name}: Later9999999999999). Start that version, or use another DATA_DIR or DATABASE_URL.`,
        );
      }
    } finally {
      await asAdmin((client) => client.query(`DELETE FROM ${table} WHERE name = 'Later9999999999999'`));
    }
  });
});

describe('two graphs side by side', () => {
  it('have a database each, and answer alike', async () => {
    expect(graph).not.toBe(GRAPH);
    expect(new URL(database).port).not.toBe(new URL(process.env.TEST_DATABASE!).port);
    const query = '{ themes(first: 100) { totalCount nodes { id code name } } }';
    expect((await ask(query, {}, { graph })).data).toEqual((await ask(query)).data);
    expect([await statusOf(graph, '/readiness'), await statusOf(GRAPH, '/readiness')]).toEqual([200, 200]);
  });
});

describe('readiness', () => {
  /** PostgreSQL and all of its processes. */
  function postgresProcesses(): number[] {
    const postmaster = postmasterOf(dataDir)!;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')[1] === String(postmaster);
        } catch {
          return false;
        }
      });
    return [postmaster, ...children.map(Number)];
  }

  (process.platform === 'linux' ? it : it.skip)('is lost while PostgreSQL stands still, and found again; the process stays alive', async () => {
    expect(await statusOf(graph, '/readiness')).toBe(200);
    const stopped = postgresProcesses();
    expect(stopped.length).toBeGreaterThan(2);
    try {
      for (const pid of stopped) process.kill(pid, 'SIGSTOP');
      const response = await fetch(`${graph}/readiness`, { signal: AbortSignal.timeout(10_000) });
      expect(response.status).toBe(503);
      const { status, subgraphs: rooms } = (await response.json()) as { status: string; subgraphs: { name: string; ready: boolean }[] };
      expect(status).toBe('not ready');
      expect(rooms.filter(({ ready }) => !ready).map(({ name }) => name).sort()).toEqual(subgraphs.map(({ name }) => name).sort());
      expect(await statusOf(graph, '/healthcheck')).toBe(200);
    } finally {
      for (const pid of stopped.reverse()) process.kill(pid, 'SIGCONT');
    }
    await eventually(200, () => statusOf(graph, '/readiness'));
    expect((await ask('{ themes(first: 1) { totalCount } }', {}, { graph })).errors).toEqual([]);
  }, 45_000);

  it('survives that all connections are cut', async () => {
    await asAdmin((client) => client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL'));
    await eventually(200, () => statusOf(graph, '/readiness'));
    expect((await ask('{ themes(first: 1) { totalCount } }', {}, { graph })).errors).toEqual([]);
  });
});

describe('SIGTERM', () => {
  it('lets the request in flight finish, then ends well, with PostgreSQL', async () => {
    const postmaster = postmasterOf(dataDir)!;
    expect(isAlive(postmaster)).toBe(true);
    await asAdmin(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE expertises.theme IN ACCESS EXCLUSIVE MODE');
      const answer = ask('{ themes(first: 1) { nodes { code } } }', {}, { graph });
      const waiting = () => client.query(`SELECT FROM pg_locks WHERE NOT granted`).then(({ rowCount }) => rowCount! > 0);
      await eventually(true, waiting);
      program.process.kill('SIGTERM');
      await program.printed(/SIGTERM: finishing what is in flight/, 5_000);
      await expect(fetch(`${graph}/healthcheck`)).rejects.toThrow('fetch failed');
      await client.query('COMMIT');
      expect(await answer).toMatchObject({ status: 200, errors: [], data: { themes: { nodes: [{ code: expect.any(String) }] } } });
    });
    const began = Date.now();
    expect(await program.exited).toBe(0);
    expect(Date.now() - began).toBeLessThan(8_000);
    expect(program.output()).toMatch(/Stopped\.\s*$/);
    expect(isAlive(postmaster)).toBe(false);
    expect(postmasterOf(dataDir)).toBeUndefined();
  }, 45_000);

  it('in the middle of a start ends it well, too', async () => {
    const starting = workplace.start({ PORT: '0', DATA_DIR: dataDir, SECRET });
    await starting.printed(/PostgreSQL is ready/);
    const postmaster = postmasterOf(dataDir)!;
    starting.process.kill('SIGTERM');
    expect(await starting.exited).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
    expect(starting.output()).not.toMatch(/Error|^\s+at /m);
  }, 45_000);

  it('ends a subgraph that runs apart', async () => {
    const subgraph = workplace.start({ DATABASE_URL: process.env.TEST_DATABASE!, SECRET: process.env.TEST_SECRET!, SUBGRAPH: subgraphs[0]!.name, SUBGRAPH_PORT: '0' });
    await subgraph.printed(/answers the gateway at/);
    await subgraph.stop();
    expect(subgraph.process.exitCode).toBe(0);
  });
});
