import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { lockProjectors } from '#kernel/projections';
import { newId } from '#kernel/values';
import { expertises, search } from '#subgraphs';
import pg from 'pg';
import { subgraphs } from '../../../services/run.js';
import { GRAPH, ask } from '../../support/graph.js';
import { addressOf } from '../../support/program.js';
import { Workplace, eventually, statusOf } from '../../support/workplace.js';

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

beforeAll(async () => {
  const program = workplace.start({
    PORT: '0',
    DATABASE_URL: DATABASE,
    SECRET,
    METRICS_TOKEN: TOKEN,
    LOG_LEVEL: 'debug',
    WARM_UP: 'true',
  });
  graph = await addressOf(program);
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
  const response = await fetch(`${address}/metrics`, { headers: authorization ? { authorization } : {} });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, text: await response.text(), type };
}

/** Values by name and labels, such as `passerelle_subgraph_up{subgraph="search"}`. */
async function metrics(address = graph): Promise<Map<string, number>> {
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
  it('nobody, when no token is configured', async () => {
    expect(await statusOf(GRAPH, '/metrics')).toBe(404);
    expect((await get(GRAPH, `Bearer ${TOKEN}`)).status).toBe(404);
    expect((await get(GRAPH, 'Bearer ')).status).toBe(404);
  });

  it.each([undefined, TOKEN, `Bearer ${TOKEN}x`, `bearer ${TOKEN}`, 'Bearer', `Basic ${btoa(`x:${TOKEN}`)}`])(
    'is refused with %s',
    async (authorization) => {
      const { status, text } = await get(graph, authorization);
      expect(status).toBe(401);
      expect(JSON.parse(text).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    },
  );

  it('is granted with the token', async () => {
    expect(await get(graph, `Bearer ${TOKEN}`)).toMatchObject({
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
      of.get(`${OPERATIONS}_count{outcome="${outcome}"}`) ?? 0;
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
    expect(now.get(`${OPERATIONS}_bucket{le="10",outcome="OK"}`)).toBeGreaterThan(1);
  });
});

it('a gateway whose subgraphs are down reports that, and no other figures of them', async () => {
  const alone = await addressOf(
    workplace.start({
      PORT: '0',
      SECRET,
      METRICS_TOKEN: TOKEN,
      SUBGRAPH_URLS: 'http://127.0.0.1:1/{name}/graphql',
    }),
  );
  const now = await metrics(alone);
  for (const { name } of subgraphs) expect(now.get(`passerelle_subgraph_up{subgraph="${name}"}`)).toBe(0);
  expect([...now.keys()].filter((name) => /passerelle_(feed|read_model)/.test(name))).toEqual([]);
});
