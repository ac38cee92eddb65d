import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSubgraph, type SubgraphRuntime } from '#kernel/server';
import { makeId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { prepare } from '../../../services/run.js';
import { querySubgraph, somebody } from '../../support/subgraph-requests.js';
import { startProgram, type Program } from '../../support/program.js';
import { EXPRESS, HUYE, PUBLISH, inDays, request } from '../../support/requests.js';
import { Workplace, eventually } from '../../support/workplace.js';

// Requests expire on time, whatever happens to the processes that do it: two replicas on one database.

const SECRET = 'expiry-'.padEnd(40, 'e');
const QUICK_REPLICA = fileURLToPath(new URL('../../support/processes/quick-replica.js', import.meta.url));
const workplace = new Workplace();
const author = somebody('huye', { scope: 'request:write', of: HUYE });
const lyon = makeId('Authority', 'COM-69123');
const editor = somebody('lyon', { scope: 'interest:write', of: lyon });
let postgres: EmbeddedPostgres;
let admin: pg.Client;
let runtime: SubgraphRuntime;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({
    directory: `${workplace.directory()}/postgres`,
    password: SECRET,
    log: () => {},
  });
  const database = { url: postgres.url, secret: SECRET };
  for (const time of [1, 2])
    expect(await prepare([cooperations], database, { line: () => {}, progress: () => {} })).toMatchObject([
      { skipped: time === 2 },
    ]);
  runtime = openSubgraph(cooperations, database, pino({ level: 'silent' }));
  admin = new pg.Client({ connectionString: postgres.url });
  admin.on('error', () => {});
  await admin.connect();
  // The projector, which does not run here, would have copied it.
  await admin.query(
    `INSERT INTO cooperations.foreign_authority (id, country_code, kind, names) VALUES ($1, 'RW', 'DISTRICT', '{Huye}')`,
    [HUYE],
  );
});

const quickReplicas: Program[] = [];
afterAll(async () => {
  for (const { process: child } of quickReplicas) child.kill('SIGKILL');
  await admin?.end();
  await runtime?.close();
  await workplace.clear();
  await postgres?.stop();
});

async function replica(): Promise<Program> {
  const { host, pathname } = new URL(postgres.url);
  const program = workplace.start({
    DATABASE_URL: `postgres://${host}${pathname}`,
    SECRET,
    SUBGRAPH: 'cooperations',
    // No projector runs here.
    SUBGRAPH_URLS: 'authorities=http://127.0.0.1:1/graphql',
    SUBGRAPH_PORT: '0',
    // A run that waits for a locked row must not time out while the other replica starts slowly.
    REQUEST_TIMEOUT_MS: '120000',
    LOG_LEVEL: 'info',
  });
  await program.printed(/Subgraph cooperations answers/);
  return program;
}

/** A replica of the jobs alone, which looks five times a second. */
async function quickReplica(): Promise<Program> {
  const program = startProgram({ DATABASE_URL: postgres.url, SECRET }, [], QUICK_REPLICA);
  quickReplicas.push(program);
  await program.printed(/^ready$/m);
  return program;
}

/** Waits until both replicas have looked for due jobs, twice each, from now on. */
async function bothHaveLooked(): Promise<void> {
  const { rows: clock } = await admin.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
  const looks = new Map<number, Set<string>>();
  await eventually(2, async () => {
    const { rows } = await admin.query<{ pid: number; at: string }>(
      `SELECT pid, query_start::text AS at FROM pg_stat_activity
       WHERE application_name = 'passerelle cooperations' AND query LIKE '%scheduler.due%' AND query_start > $1`,
      [clock[0]!.now],
    );
    for (const { pid, at } of rows) looks.set(pid, (looks.get(pid) ?? new Set()).add(at));
    return [...looks.values()].filter((times) => times.size > 1).length;
  });
}

async function published(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { data } = await querySubgraph(runtime, PUBLISH, { input: request() }, author);
    ids.push(data.done.cooperationRequest.id as string);
  }
  return ids;
}

/** Moves the last day of a request into the past, as time does, without an actor. */
const lastDay = (ids: readonly string[], day: string) =>
  admin.query(
    `UPDATE cooperations.cooperation_request SET opened_on = '2020-01-01', expires_on = $2 WHERE id = ANY($1::uuid[])`,
    [ids, day],
  );

const stateOf = async (id: string) => {
  const { data } = await querySubgraph(
    runtime,
    `query ($id: ID!) { cooperationRequest(id: $id) { status statusSince expiresSoon } }`,
    { id },
  );
  return data.cooperationRequest as { status: string; statusSince: string; expiresSoon: boolean };
};

/** Changes by the job to these requests, from the audit. */
async function doneTo(ids: readonly string[]) {
  const { rows } = await admin.query<{ id: string; was: string; is: string; told: boolean }>(
    `SELECT entity_id AS id, before->>'status' AS was, after->>'status' AS is, after->'expiry_told_at' <> 'null' AS told
     FROM cooperations.audit WHERE actor = 'job:expire' AND operation = 'expire' AND entity_id = ANY($1::uuid[]) ORDER BY number`,
    [ids],
  );
  return rows;
}
const expired = async (ids: readonly string[]) =>
  (await doneTo(ids)).filter(({ was, is }) => was === 'OPEN' && is === 'EXPIRED').length;

/** Resets the run of the job, as if its span were over. */
const nextSpan = () =>
  admin.query(
    `UPDATE cooperations.scheduled_run SET span = span - interval '15 minutes' WHERE job = 'expire'`,
  );

describe('a request past its last day', () => {
  it('has expired for everybody, although no job has run', async () => {
    const [id] = await published(1);
    await lastDay([id!], inDays(-1));
    expect(await stateOf(id!)).toMatchObject({ status: 'EXPIRED', expiresSoon: false });
    const { data } = await querySubgraph(
      runtime,
      `{ open: cooperationRequests(filter: { status: { in: [OPEN] } }) { nodes { id } }
         expired: cooperationRequests(filter: { status: { in: [EXPIRED] } }, first: 100) { nodes { id } } }`,
    );
    expect(data.open.nodes).not.toContainEqual({ id });
    expect(data.expired.nodes).toContainEqual({ id });
    const input = { requestId: id, authorityId: lyon, message: 'Too late', contact: 'ri@lyon.fr' };
    const late = await querySubgraph(runtime, EXPRESS, { input }, editor);
    expect(late.data.done.problems).toMatchObject([
      { code: 'REQUEST_NOT_OPEN', field: ['input', 'requestId'] },
    ]);
    expect(await doneTo([id!])).toEqual([]);
  });

  it.each([
    ['2026-01-15', '2026-01-15T23:00:00.000Z'],
    ['2026-07-15', '2026-07-15T22:00:00.000Z'],
  ])('of %s has expired since midnight in Paris: %s', async (day, instant) => {
    if (day >= inDays(0)) return;
    const [id] = await published(1);
    await lastDay([id!], day);
    expect(await stateOf(id!)).toMatchObject({ status: 'EXPIRED', statusSince: instant });
  });

  it('is open on its last day', async () => {
    const [id] = await published(1);
    await lastDay([id!], inDays(0));
    expect(await stateOf(id!)).toMatchObject({ status: 'OPEN', expiresSoon: true });
  });
});

describe('the job', () => {
  let first: Program;
  let second: Program;

  it('is finished by another replica when the one that runs it is killed, and expires nothing twice', async () => {
    const due = await published(12);
    await lastDay(due, inDays(-2));
    const input = { requestId: due[0], authorityId: lyon, message: 'We can', contact: 'ri@lyon.fr' };
    // A reply before the deadline.
    await lastDay(due.slice(0, 1), inDays(5));
    const reply = await querySubgraph(runtime, EXPRESS, { input }, editor);
    expect(reply.data.done.problems).toEqual([]);
    await lastDay(due.slice(0, 1), inDays(-2));

    const stuck = [...due].sort()[6]!;
    const holder = new pg.Client({ connectionString: postgres.url });
    holder.on('error', () => {});
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM cooperations.cooperation_request WHERE id = $1 FOR UPDATE', [stuck]);
    first = await replica();
    await eventually(
      true,
      async () => {
        const { rows } = await admin.query(
          `SELECT FROM pg_stat_activity WHERE application_name LIKE 'passerelle cooperations%' AND wait_event_type = 'Lock'`,
        );
        return rows.length === 1;
      },
      60_000,
    );
    second = await quickReplica();
    await bothHaveLooked(); // the second one leaves it to the first
    expect(await expired(due)).toBe(6);
    first.process.kill('SIGKILL');
    await first.exited;
    await holder.query('ROLLBACK');
    await holder.end();
    await eventually(12, () => expired(due), 60_000);
    await nextSpan();
    await isDone();
    expect((await doneTo(due)).map(({ id }) => id).sort()).toEqual([...due].sort());
    const replies = await querySubgraph(
      runtime,
      '{ expressionsOfInterest { nodes { status answeredAt } } }',
      {},
      editor,
    );
    expect(replies.data.expressionsOfInterest.nodes).toMatchObject([
      { status: 'LAPSED', answeredAt: expect.any(String) },
    ]);
    const { rows: changes } = await admin.query(
      `SELECT fields->>'status' AS status, actor FROM cooperations.change WHERE entity_id = ANY($1::uuid[]) AND actor = 'job:expire' AND NOT private`,
      [due],
    );
    expect(changes).toEqual(due.map(() => ({ status: 'EXPIRED', actor: 'job:expire' })));
  });

  /** Attempts in the current span, and whether the run has finished. */
  const runs = async () =>
    (
      await admin.query<{ attempts: number; finished: boolean }>(
        `SELECT attempts, finished_at IS NOT NULL AS finished FROM cooperations.scheduled_run
         WHERE job = 'expire' AND span > now() - interval '15 minutes'`,
      )
    ).rows;
  const isDone = () => eventually([{ attempts: 1, finished: true }], runs, 60_000);

  it('runs once in a span of time, however many replicas there are', async () => {
    first = await quickReplica();
    await nextSpan();
    await isDone();
    await bothHaveLooked();
    expect(await runs()).toEqual([{ attempts: 1, finished: true }]);
  });

  it('finds requests that an earlier run has missed', async () => {
    // More than one batch of the job.
    const due = await published(105);
    await lastDay(due, inDays(-400));
    await admin.query(`DELETE FROM cooperations.scheduled_run WHERE job = 'expire'`);
    await eventually(105, () => expired(due), 60_000);
    await isDone();
  });

  it('skips a request that cannot be changed, and continues with the others', async () => {
    const due = await published(3);
    await lastDay(due, inDays(-3));
    await admin.query(
      `ALTER TABLE cooperations.cooperation_request ADD CONSTRAINT obstacle CHECK (id <> '${due[1]}' OR status <> 'EXPIRED')`,
    );
    await nextSpan();
    await eventually(2, () => expired(due), 60_000);
    await admin.query('ALTER TABLE cooperations.cooperation_request DROP CONSTRAINT obstacle');
    // The job retries it by itself.
    await eventually(3, () => expired(due), 60_000);
  });

  it('announces once, seven days before, that a request expires soon, and again after its last day was moved', async () => {
    const [soon, later] = await published(2);
    await lastDay([soon!], inDays(7));
    await lastDay([later!], inDays(8));
    await nextSpan();
    await eventually(1, async () => (await doneTo([soon!])).length, 60_000);
    expect(await stateOf(soon!)).toMatchObject({ status: 'OPEN', expiresSoon: true });
    expect(await stateOf(later!)).toMatchObject({ status: 'OPEN', expiresSoon: false });
    const { rows } = await admin.query(
      `SELECT fields->'expiresSoon' AS soon FROM cooperations.change WHERE entity_id = $1 ORDER BY transaction DESC LIMIT 1`,
      [soon],
    );
    expect(rows).toEqual([{ soon: true }]);
    await nextSpan();
    await isDone();
    expect(await doneTo([soon!, later!])).toHaveLength(1);
  });

  it('ends with its replica', async () => {
    const program = await replica();
    for (const each of [first, second, program]) {
      each.process.kill('SIGTERM');
      expect(await each.exited).toBe(0);
    }
    expect(program.output()).toMatch(/Stopped\.$/m);
  });
});

it('a replica on a database without its tables reports it', async () => {
  await admin.query('ALTER TABLE cooperations.scheduled_run RENAME TO away');
  const { host, pathname } = new URL(postgres.url);
  const { code, output } = await workplace.run({
    DATABASE_URL: `postgres://${host}${pathname}`,
    SECRET,
    SUBGRAPH: 'cooperations',
    SUBGRAPH_URLS: 'authorities=http://127.0.0.1:1/graphql',
    SUBGRAPH_PORT: '0',
  });
  await admin.query('ALTER TABLE cooperations.away RENAME TO scheduled_run');
  expect(code).toBe(1);
  expect(output).toBe('The database is not prepared for the jobs of cooperations: run `npm run load` first.');
});
