import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#kernel/auth';
import { createReader, openPool, sql } from '#kernel/database';
import { lockProjectors } from '#kernel/projections';
import { newId } from '#kernel/values';
import { expertises, search } from '#subgraphs';
import pg from 'pg';
import { knownOperations } from '../../../gateway/operation/open-pipeline.js';
import { subgraphs } from '../../../services/run.js';
import { GRAPH, ask } from '../../support/graph.js';
import { addressOf, metricsOf, type Program } from '../../support/program.js';
import { Workplace, eventually } from '../../support/workplace.js';

// A graph with metrics, on the database of the shared graph.
const TOKEN = 'tests-only-token-of-the-metrics';
const SECRET = process.env.TEST_SECRET!;
const DATABASE = process.env.TEST_DATABASE!;
const workplace = new Workplace();
/** Buckets that are not empty. */
const feeds = subgraphs.filter(({ load }) => load).map(({ name }) => name);
const pool = openPool(expertises, { url: DATABASE, secret: SECRET, poolSize: 1 });
const OPERATIONS = 'passerelle_operation_duration_seconds';
let graph: string;
let program: Program;
let metricsUrl: string;

beforeAll(async () => {
  program = workplace.start({
    PORT: '0',
    DATABASE_URL: DATABASE,
    SECRET,
    METRICS_PORT: '0',
    METRICS_TOKEN: TOKEN,
    SLOW_OPERATION_MS: '0',
    LOG_LEVEL: 'debug',
    WARM_UP: 'true',
  });
  graph = await addressOf(program);
  metricsUrl = await metricsOf(program);
  await program.printed(/"warmed up"/);
});
afterAll(async () => {
  await pool.end();
  await workplace.clear();
});

async function get(
  address: string,
  authorization?: string,
): Promise<{ status: number; text: string; type: string }> {
  const response = await fetch(address, { headers: authorization ? { authorization } : {} });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, text: await response.text(), type };
}

/** Values by name and labels, such as `passerelle_subgraph_up{subgraph="search"}`. */
async function metrics(address = metricsUrl): Promise<Map<string, number>> {
  const { status, text } = await get(address, `Bearer ${TOKEN}`);
  expect(status).toBe(200);
  return new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line): [string, number] => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
  );
}

const behind = (what: string, feed: string) =>
  `passerelle_read_model_behind_${what}{read_model="search",feed="${feed}"}`;

describe('access to the metrics', () => {
  it.each(['', `Bearer ${TOKEN}`])('nobody by the door of the public, with "%s"', async (authorization) => {
    for (const address of [GRAPH, graph])
      expect((await get(`${address}/metrics`, authorization)).status).toBe(404);
  });

  it('their port has nothing else', async () => {
    for (const path of ['/', '/graphql', '/healthcheck', '/metrics/'])
      expect((await get(new URL(path, metricsUrl).href, `Bearer ${TOKEN}`)).status).toBe(404);
  });

  it.each([undefined, TOKEN, `Bearer ${TOKEN}x`, `bearer ${TOKEN}`, 'Bearer', `Basic ${btoa(`x:${TOKEN}`)}`])(
    'is refused with %s',
    async (authorization) => {
      const { status, text } = await get(metricsUrl, authorization);
      expect(status).toBe(401);
      expect(JSON.parse(text).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    },
  );

  it('is granted with the token', async () => {
    expect(await get(metricsUrl, `Bearer ${TOKEN}`)).toMatchObject({
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
    });
  });
});

describe('the metrics', () => {
  it('do not count the warm-up operations', async () => {
    expect([...(await metrics()).keys()].filter((name) => name.startsWith(OPERATIONS))).toEqual([]);
  });

  it('report the process, and the size of each outbox', async () => {
    const now = await metrics();
    expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    for (const feed of feeds) {
      expect(now.get(`passerelle_feed_records{subgraph="${feed}"}`)).toBeGreaterThan(50);
      expect(now.get(`passerelle_feed_bytes{subgraph="${feed}"}`)).toBeGreaterThan(50_000);
    }
    for (const { name } of subgraphs) expect(now.get(`passerelle_subgraph_up{subgraph="${name}"}`)).toBe(1);
  });

  it('report the replication lag of search for each outbox', async () => {
    const nowhere = async () => {
      const now = await metrics();
      return feeds.every(
        (feed) => now.get(behind('changes', feed)) === 0 && now.get(behind('seconds', feed)) === 0,
      );
    };
    await eventually(true, nowhere);
    const admin = new pg.Client({ connectionString: DATABASE });
    await admin.connect();
    const id = newId('Theme');
    try {
      await admin.query('BEGIN');
      await admin.query(lockProjectors, [search.sqlSchema]);
      await pool.query(
        `INSERT INTO theme (id, code, level, name_fr, name_en, path_codes, subtree_codes, dac_codes, goal_codes, search_text, sources, confidence)
         VALUES ($1, $2, 1, 'test', 'test', ARRAY[$2], ARRAY[$2], '{}', '{}', '', '[{"title":"test"}]', 'ILLUSTRATIVE')`,
        [id, `TEST-${id}`],
      );
      await pool.query('UPDATE theme SET name_fr = $2 WHERE id = $1', [id, 'again']);
      await eventually(2, async () => (await metrics()).get(behind('changes', 'expertises')));
      const now = await metrics();
      expect(now.get(behind('seconds', 'expertises'))).toBeGreaterThan(0);
      expect(now.get(behind('changes', 'authorities'))).toBe(0);
    } finally {
      await admin.end();
      await pool.query('DELETE FROM theme WHERE id = $1', [id]);
    }
    await eventually(true, nowhere);
  });

  it('count operations by their outcome', async () => {
    const count = (of: ReadonlyMap<string, number>, outcome: string) =>
      of.get(`${OPERATIONS}_count{operation="other",outcome="${outcome}"}`) ?? 0;
    const before = await metrics();
    await ask('{ themes(first: 1) { nodes { id } } }', {}, { graph });
    await ask('{ themes(first: 1) { nodes { id } } }', {}, { graph });
    await ask('{ nothing }', {}, { graph });
    await ask('{ themes', {}, { graph });
    await ask('{ themes(first: 1000) { nodes { id } } }', {}, { graph });
    const now = await metrics();
    const more = ['OK', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT'].map(
      (outcome) => count(now, outcome) - count(before, outcome),
    );
    expect(more).toEqual([2, 1, 1, 1]);
    expect(now.get(`${OPERATIONS}_bucket{le="10",operation="other",outcome="OK"}`)).toBeGreaterThan(1);
  });
});

describe('the log of operations', () => {
  /** The lines of a request, in the order of their time. */
  const linesOf = (requestId: string) =>
    program
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line.requestId === requestId);
  const lineOf = async (requestId: string) => {
    await eventually(true, async () => linesOf(requestId).length > 0);
    const [line, ...others] = linesOf(requestId);
    expect(others).toEqual([]);
    return line;
  };
  const document = 'query Where($code: ID) { theme(code: $code) { code } themes(first: 1) { nodes { id } } }';

  it('has one line per operation, with its cost and what it took', async () => {
    await ask(document, { code: 'EDU' }, { graph, headers: { 'x-request-id': 'logged-1' } });
    const { milliseconds, cost, subgraphRequests, sqlStatements, time, ...line } =
      (await lineOf('logged-1'))!;
    expect(line).toEqual({
      level: 30,
      msg: 'operation',
      requestId: 'logged-1',
      operation: 'Where',
      type: 'query',
      document: createHash('sha256').update(document).digest('hex'),
      actor: 'ANONYMOUS',
      door: 'HTTP',
      cache: 'NONE',
      outcome: 'OK',
    });
    expect(Math.abs(Date.parse(String(time)) - Date.now())).toBeLessThan(60_000);
    for (const figure of [milliseconds, cost, subgraphRequests, sqlStatements])
      expect(figure).toBeGreaterThan(0);
  });

  it('has the codes of what was refused, and nothing that a client wrote but the name', async () => {
    const secret = 'never-in-a-log';
    const headers = { 'x-request-id': 'logged-2', authorization: `Bearer ${secret}` };
    await ask(document, { code: secret }, { graph, headers });
    expect(await lineOf('logged-2')).toMatchObject({ outcome: ['UNAUTHENTICATED'], document: null });
    await ask(
      `query Bad { theme(code: "${secret}") { none } }`,
      {},
      { graph, headers: { 'x-request-id': 'logged-3' } },
    );
    expect(await lineOf('logged-3')).toMatchObject({ outcome: ['GRAPHQL_VALIDATION_FAILED'] });
    expect(program.output()).not.toContain(secret);
  });
});

describe('the metrics of subgraphs', () => {
  it('have the requests to each, its SQL statements and its pool', async () => {
    const requests = 'passerelle_subgraph_request';
    const named = (name: string) => `${name}{subgraph="expertises"}`;
    const served = `${requests}_duration_seconds_count{subgraph="expertises",outcome="OK"}`;
    const before = await metrics();
    await ask('{ themes(first: 1) { nodes { id } } }', {}, { graph });
    const now = await metrics();
    const grown = (name: string) => now.get(name)! - (before.get(name) ?? 0);
    expect(grown(served)).toBe(1);
    expect(grown(named(`${requests}_sql_statements_total`))).toBe(1);
    expect(grown('passerelle_operation_sql_statements_total{operation="other"}')).toBe(1);
    expect(grown('passerelle_operation_cost_total{operation="other"}')).toBeGreaterThan(0);
    expect(now.get(named('passerelle_pool_limit'))).toBe(14);
    expect(now.get(named('passerelle_pool_waiting'))).toBe(0);
    const connections = ['busy', 'idle'].map((state) =>
      now.get(`passerelle_pool_connections{subgraph="expertises",state="${state}"}`),
    );
    expect(connections[0]! + connections[1]!).toBeGreaterThan(0);
  });

  it('give a trusted operation a series of its own', async () => {
    const name = [...knownOperations()][0]!;
    await ask(`query ${name} { __typename }`, {}, { graph });
    const now = await metrics();
    expect(now.get(`${OPERATIONS}_count{operation="${name}",outcome="OK"}`)).toBe(1);
  });
});

describe('a statement', () => {
  const caller = { actor: ANONYMOUS, language: 'EN', requestId: 'from-a-client' } as const;

  it('has the id of its request as the name of its portal', async () => {
    const reader = createReader(pool, 'expertises', caller).named('test');
    for (const planned of ['before', 'and after'])
      expect([planned, await reader.rows(sql`SELECT name FROM pg_cursors`)]).toEqual([
        planned,
        [{ name: 'from-a-client' }],
      ]);
  });
});

it('a gateway whose subgraphs are down reports that, and no other figures of them', async () => {
  const alone = workplace.start({
    PORT: '0',
    SECRET,
    METRICS_PORT: '0',
    METRICS_TOKEN: TOKEN,
    SUBGRAPH_URLS: 'http://127.0.0.1:1/{name}/graphql',
  });
  const now = await metrics(await metricsOf(alone));
  for (const { name } of subgraphs) expect(now.get(`passerelle_subgraph_up{subgraph="${name}"}`)).toBe(0);
  expect([...now.keys()].filter((name) => /passerelle_(feed|read_model)/.test(name))).toEqual([]);
});
