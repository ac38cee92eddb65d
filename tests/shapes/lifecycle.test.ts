import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { subgraphs } from '../../services/run.js';
import { GRAPH, ask } from '../support/graph.js';
import { addressOf, type Program } from '../support/program.js';
import { Workplace, databaseOf, eventually, isAlive, postmasterOf, statusOf } from '../support/workplace.js';
import { slowness } from '../support/slowness.js';

const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
const dataDir = workplace.loaded('durable');
let program: Program;
let graph: string;
let database: string;

beforeAll(async () => {
  program = workplace.start({ PORT: '0', DATA_DIR: dataDir, SECRET });
  graph = await addressOf(program);
  database = await databaseOf(program, SECRET);
});
afterAll(() => workplace.clear());

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

describe('a start that cannot succeed prints a message that says what to do', () => {
  const { port: takenPort } = new URL(GRAPH);
  const [{ name: first }, last] = [subgraphs[0]!, subgraphs.at(-1)!];
  const unused = `${dataDir}/unused`;
  const nobody = 'postgres://127.0.0.1:1/passerelle';
  const changed = (change: (url: URL) => void): Record<string, string> => {
    const url = new URL(database);
    change(url);
    return { SECRET, DATABASE_URL: url.toString() };
  };
  const silent = createServer(() => {});
  const later = 'Later9999999999999';

  /** Cases by name: the environment, and the message or a pattern of it. */
  const cases: Record<string, [() => Record<string, string>, string | RegExp]> = {
    'a taken port, before anything is loaded': [
      () => ({ PORT: takenPort, SECRET }),
      `Port ${takenPort} on 127.0.0.1 is taken: stop what uses it, or set PORT to another one.`,
    ],
    'a taken port of a subgraph': [
      () => ({ SECRET, DATABASE_URL: nobody, SUBGRAPH: first, SUBGRAPH_PORT: takenPort }),
      `Port ${takenPort} on 127.0.0.1 is taken: stop what uses it, or set SUBGRAPH_PORT to another one.`,
    ],
    'a port that is out of range': [
      () => ({ PORT: '99999' }),
      'PORT is "99999": expected a whole number from 0 to 65535, such as 4000.',
    ],
    'an address of another machine': [
      () => ({ HOST: '192.0.2.1', SECRET }),
      '192.0.2.1 is not an address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.',
    ],
    'a secret that is too short': [
      () => ({ SECRET: 'hunter2' }),
      'SECRET (7 characters, not shown here) is not right: expected at least 32 characters, such as `openssl rand -hex 32` prints.',
    ],
    'an unknown subgraph': [
      () => ({ SECRET, DATABASE_URL: nobody, SUBGRAPH: 'weather' }),
      `SUBGRAPH is "weather": expected one of ${subgraphs.map(({ name }) => name).join(', ')}.`,
    ],
    'a subgraph without a database': [
      () => ({ SECRET, SUBGRAPH: first }),
      'A subgraph in its own process needs DATABASE_URL.',
    ],
    'subgraphs without an address': [
      () => ({ SECRET, SUBGRAPH_URLS: 'weather=http://127.0.0.1:1/graphql' }),
      `SUBGRAPH_URLS has no address for ${first}: add ${first}=http://…/graphql to it.`,
    ],
    'a DATA_DIR under a file': [
      () => ({ DATA_DIR: `${dataDir}/file/a` }),
      /^\S+\/file\/a\S* .*choose another DATA_DIR, or set SECRET\.$/,
    ],
    'a DATA_DIR under a file, with a secret': [
      () => ({ SECRET, DATA_DIR: `${dataDir}/file/b` }),
      /^\S+\/file\/b\/postgres cannot hold a database because a file stands.*choose another DATA_DIR, or set DATABASE_URL/,
    ],
    'a DATA_DIR that may not be written': [
      () => ({ DATA_DIR: '/sys/passerelle' }),
      /^\/sys\/passerelle\S* cannot be .*choose another DATA_DIR, or set SECRET\.$/,
    ],
    'a DATA_DIR that may not be written, with a secret': [
      () => ({ SECRET, DATA_DIR: '/sys/passerelle' }),
      /^\/sys\/passerelle\/postgres cannot be .*choose another DATA_DIR, or set DATABASE_URL/,
    ],
    'a DATA_DIR on a file system that takes no files': [
      () => ({ DATA_DIR: '/proc/passerelle' }),
      /^\/proc\/passerelle\S* cannot be .*choose another DATA_DIR, or set SECRET\.$/,
    ],
    'a subgraph in its own process, with another SECRET': [
      () => ({
        SECRET: 'another-'.padEnd(40, 'a'),
        SUBGRAPH: first,
        SUBGRAPH_PORT: '0',
        DATABASE_URL: process.env.TEST_DATABASE!,
      }),
      /^The database does not let \S+ in: it was prepared with another SECRET.*npm run load/,
    ],
    'a subgraph in its own process, on a database that does not run': [
      () => ({ SECRET, SUBGRAPH: first, SUBGRAPH_PORT: '0', DATABASE_URL: nobody }),
      /^The database does not answer \(.*ECONNREFUSED.*\)\. Check DATABASE_URL/,
    ],
    'a DATA_DIR that another graph uses': [
      () => ({ SECRET, DATA_DIR: dataDir }),
      /is in use by process \d+: stop that process, choose another DATA_DIR, or set DATABASE_URL/,
    ],
    'a database that does not run': [
      () => ({ SECRET, DATABASE_URL: 'postgres://u:hunter2@localhost:1/passerelle' }),
      /does not answer \(.*ECONNREFUSED.*\)\. Check DATABASE_URL/,
    ],
    'a database on no known host': [
      () => ({ SECRET, DATABASE_URL: 'postgres://database.invalid/passerelle' }),
      /does not answer \(.*database\.invalid\)\. Check DATABASE_URL/,
    ],
    'a database that accepts connections and never answers': [
      () => ({
        SECRET,
        DATABASE_URL: `postgres://127.0.0.1:${(silent.address() as AddressInfo).port}/passerelle`,
      }),
      /does not answer \(timeout expired\)\. Check DATABASE_URL/,
    ],
    'a wrong password': [
      () => changed((url) => (url.password = 'hunter2')),
      /password authentication failed for user "passerelle"\)\. Check DATABASE_URL/,
    ],
    'no password': [
      () => changed((url) => (url.password = '')),
      /does not answer \(it asks for a password, and gets none\)\. Check DATABASE_URL/,
    ],
    'a wrong user': [
      () => changed((url) => (url.username = 'nobody')),
      /password authentication failed for user "nobody"\)\. Check DATABASE_URL/,
    ],
    'a wrong database': [
      () => changed((url) => (url.pathname = '/nothing')),
      /database "nothing" does not exist\)\. Check DATABASE_URL/,
    ],
    'a user that may not create roles': [
      () => changed((url) => ([url.username, url.password] = ['visitor', 'hunter2'])),
      'The user of DATABASE_URL may not create roles: grant it CREATEROLE, or use the owner of the server.',
    ],
    'a database of a newer version': [
      () => ({ SECRET, DATABASE_URL: database }),
      `The database was migrated by a newer version of Passerelle (${last.name}: ${later}). Start that version, or use another DATA_DIR or DATABASE_URL.`,
    ],
  };
  const refusals = new Map<string, { code: number | null; output: string }>();

  // Several at a time, because a process takes a second to start.
  beforeAll(async () => {
    writeFileSync(`${dataDir}/file`, '');
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    await asAdmin((client) => client.query(`CREATE ROLE visitor LOGIN PASSWORD 'hunter2'`));
    await asAdmin((client) =>
      client.query(`INSERT INTO ${last.sqlSchema}.migration ("timestamp", name) VALUES (9999999999999, $1)`, [
        later,
      ]),
    );
    const waiting = Object.entries(cases);
    const one = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        refusals.set(next[0], await workplace.run({ PORT: '0', DATA_DIR: unused, ...next[1][0]() }));
      }
    };
    await Promise.all([one(), one(), one(), one()]);
  });

  afterAll(async () => {
    silent.close();
    await asAdmin((client) =>
      client.query(`DELETE FROM ${last.sqlSchema}.migration WHERE name = $1`, [later]),
    );
  });

  it.each(Object.entries(cases))('%s', (kind, [, sentence]) => {
    const { code, output } = refusals.get(kind)!;
    expect({ code, lines: output.split('\n') }).toEqual({ code: 1, lines: [output] });
    if (typeof sentence === 'string') expect(output).toBe(sentence);
    else expect(output).toMatch(sentence);
    expect(output).toMatch(/\.$/);
    // No stack trace, and nothing confidential.
    expect(output).not.toMatch(/\bat .*:\d+:\d+|node:|Error:|undefined|\[object/);
    expect(output).not.toMatch(/hunter2|lifecycle-lll/);
  });

  it('and leaves no database behind', () => expect(existsSync(`${unused}/postgres/data`)).toBe(false));
});

describe('two graphs side by side', () => {
  it('have separate databases and answer alike', async () => {
    expect(graph).not.toBe(GRAPH);
    expect(new URL(database).port).not.toBe(new URL(process.env.TEST_DATABASE!).port);
    const query = '{ themes(first: 100) { totalCount nodes { id code name } } }';
    expect((await ask(query, {}, { graph })).data).toEqual((await ask(query)).data);
    expect([await statusOf(graph, '/readiness'), await statusOf(GRAPH, '/readiness')]).toEqual([200, 200]);
  });
});

describe('readiness', () => {
  /** Process ids of PostgreSQL and all of its children. */
  function postgresProcesses(): number[] {
    const postmaster = postmasterOf(dataDir)!;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return (
            readFileSync(`/proc/${pid}/stat`, 'latin1')
              .replace(/^.*\) /s, '')
              .split(' ')[1] === String(postmaster)
          );
        } catch {
          return false;
        }
      });
    return [postmaster, ...children.map(Number)];
  }

  (process.platform === 'linux' ? it : it.skip)(
    'is lost while PostgreSQL stands still, and found again; the process stays alive',
    async () => {
      expect(await statusOf(graph, '/readiness')).toBe(200);
      const stopped = postgresProcesses();
      expect(stopped.length).toBeGreaterThan(2);
      try {
        for (const pid of stopped) process.kill(pid, 'SIGSTOP');
        // A report is kept for a second.
        await eventually(503, () => statusOf(graph, '/readiness'));
        const response = await fetch(`${graph}/readiness`, { signal: AbortSignal.timeout(60_000) });
        const { status, subgraphs: runtimes } = (await response.json()) as {
          status: string;
          subgraphs: { name: string; ready: boolean }[];
        };
        expect(status).toBe('not ready');
        expect(
          runtimes
            .filter(({ ready }) => !ready)
            .map(({ name }) => name)
            .sort(),
        ).toEqual(subgraphs.map(({ name }) => name).sort());
        expect(await statusOf(graph, '/healthcheck')).toBe(200);
      } finally {
        for (const pid of stopped.reverse()) process.kill(pid, 'SIGCONT');
      }
      await eventually(200, () => statusOf(graph, '/readiness'));
      expect((await ask('{ themes(first: 1) { totalCount } }', {}, { graph })).errors).toEqual([]);
    },
  );

  it('survives that all connections are cut', async () => {
    await asAdmin((client) =>
      client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL',
      ),
    );
    await eventually(200, () => statusOf(graph, '/readiness'));
    expect((await ask('{ themes(first: 1) { totalCount } }', {}, { graph })).errors).toEqual([]);
  });
});

describe('SIGTERM', () => {
  it('lets the request in flight finish, then ends cleanly, with PostgreSQL', async () => {
    const postmaster = postmasterOf(dataDir)!;
    expect(isAlive(postmaster)).toBe(true);
    await asAdmin(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE expertises.theme IN ACCESS EXCLUSIVE MODE');
      const answer = ask('{ themes(first: 1) { nodes { code } } }', {}, { graph });
      const waiting = () =>
        client.query(`SELECT FROM pg_locks WHERE NOT granted`).then(({ rowCount }) => rowCount! > 0);
      await eventually(true, waiting);
      program.process.kill('SIGTERM');
      await program.printed(/SIGTERM: finishing what is in flight/);
      const again = new Promise((resolve, reject) =>
        connect(Number(new URL(graph).port), '127.0.0.1')
          .once('connect', resolve)
          .once('error', reject),
      );
      await expect(again).rejects.toThrow('ECONNREFUSED');
      await client.query('COMMIT');
      expect(await answer).toMatchObject({
        status: 200,
        errors: [],
        data: { themes: { nodes: [{ code: expect.any(String) }] } },
      });
    });
    const began = Date.now();
    expect(await program.exited).toBe(0);
    expect(Date.now() - began).toBeLessThan(8_000 * slowness());
    expect(program.output()).toMatch(/Stopped\.\s*$/);
    expect(isAlive(postmaster)).toBe(false);
    expect(postmasterOf(dataDir)).toBeUndefined();
  });

  it('loses no answer of busy clients that keep their connections', async () => {
    const busy = workplace.start({
      PORT: '0',
      DATABASE_URL: process.env.TEST_DATABASE!,
      SECRET: process.env.TEST_SECRET!,
    });
    const { port } = new URL(await addressOf(busy));
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const body = JSON.stringify({ query: '{ themes(first: 20) { nodes { code name } } }' });
    let answered = 0;
    const lost: string[] = [];
    let refused = false;
    const once = () =>
      new Promise<void>((resolve) => {
        const asking = request(
          {
            port,
            host: '127.0.0.1',
            path: '/graphql',
            method: 'POST',
            agent,
            headers: { 'content-type': 'application/json', 'content-length': body.length },
          },
          (response) => {
            response.resume().on('end', () => {
              if (response.statusCode === 200) answered += 1;
              else lost.push(`status ${response.statusCode}`);
              resolve();
            });
          },
        );
        asking.on('error', (error: NodeJS.ErrnoException) => {
          if (error.code === 'ECONNREFUSED') refused = true;
          else lost.push(error.message);
          resolve();
        });
        asking.end(body);
      });
    const clients = Array.from({ length: 20 }, async () => {
      while (!refused) await once();
    });
    await eventually(true, async () => answered > 200);
    const began = Date.now();
    busy.process.kill('SIGTERM');
    expect(await busy.exited).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000 * slowness());
    await Promise.all(clients);
    agent.destroy();
    // A client may send on an idle connection while it is being closed, and has to retry (RFC 9112, 9.3.1).
    expect(lost.length).toBeLessThanOrEqual(2);
    expect(new Set([...lost, 'socket hang up', 'read ECONNRESET']).size).toBe(2);
    expect(busy.output()).not.toMatch(/after calling end|unexpected error/);
  });

  it('during a start ends it cleanly, too', async () => {
    const startingProgram = workplace.start({ PORT: '0', DATA_DIR: dataDir, SECRET });
    await startingProgram.printed(/PostgreSQL is ready/);
    const postmaster = postmasterOf(dataDir)!;
    startingProgram.process.kill('SIGTERM');
    expect(await startingProgram.exited).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
    expect(startingProgram.output()).not.toMatch(/Error|^\s+at /m);
  });

  it('ends a subgraph that runs in its own process', async () => {
    const subgraph = workplace.start({
      DATABASE_URL: process.env.TEST_DATABASE!,
      SECRET: process.env.TEST_SECRET!,
      SUBGRAPH: subgraphs.find(({ projection }) => !projection)!.name,
      SUBGRAPH_PORT: '0',
    });
    await subgraph.printed(/answers the gateway at/);
    await subgraph.stop();
    expect(subgraph.process.exitCode).toBe(0);
  });
});
