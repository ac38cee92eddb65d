import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphClient } from '#kernel/auth';
import { openPool } from '#kernel/database';
import { Projector } from '#kernel/projections';
import { prepareDatabase, openSubgraph } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import { search } from '#subgraphs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { subgraphs } from '../../../services/run.js';
import { SubgraphProcess } from '../../support/subgraph-process.js';
import { changesAfter, lastOf, outOfOrder, positions } from '../../support/random/outbox-queries.js';
import { ask } from '../../support/graph.js';
import { Partner } from '../../support/random/partner.js';
import { addressOf } from '../../support/program.js';
import { Random } from '../../support/random/random.js';
import { againstContracts, difference, rowsOf, tablesOf } from '../../support/search/read-model.js';
import { Workplace, eventually, statusOf } from '../../support/workplace.js';
import { writeAtRandom } from '../../support/random/writers.js';
import { SEED, deep } from '../../support/random/depth.js';

// Random writes to all services, while projectors, subgraphs and the database are killed at random.
const WRITES = deep(10_000);
/** Number of kills of one of the two projectors, beside all other faults. */
const READERS_KILLED = deep(5, 2);
const SECRET = process.env.TEST_SECRET!;
const owners: readonly Subgraph[] = subgraphs.filter(({ readModel }) => !readModel);
const workplace = new Workplace();
const pools = new Map<string, pg.Pool>();
const apart = new Map<string, SubgraphProcess>();
const readers: SubgraphProcess[] = [];
const silent = pino({ level: 'silent' });
let postgres: EmbeddedPostgres;
let database: pg.Client;
let graph: string;

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({
    directory: `${workplace.loaded('durable', 'small')}/postgres`,
    password: SECRET,
    log: () => {},
  });
  database = await connect();
  // Random transactions deadlock often: PostgreSQL need not wait a second to detect it.
  await database.query(`ALTER DATABASE passerelle SET deadlock_timeout = '30ms'`);
  for (const owner of owners)
    pools.set(owner.name, openPool(owner, { url: postgres.url, secret: SECRET, poolSize: 8 }));
  const { host, pathname } = new URL(postgres.url);
  const environment = { DATABASE_URL: `postgres://${host}${pathname}`, SECRET };
  // The replicated reference tables are filled; their projectors need not run.
  const alone = { ...environment, SUBGRAPH_URLS: 'http://127.0.0.1:1/{name}/graphql' };
  for (const { name } of owners) apart.set(name, new SubgraphProcess(workplace, name, alone, 20));
  await Promise.all([...apart.values()].map((subgraph) => subgraph.start()));
  const urls = [...apart].map(([name, { address }]) => `${name}=${address}/graphql`);
  for (let replica = 0; replica < 2; replica += 1)
    readers.push(
      new SubgraphProcess(workplace, 'search', { ...environment, SUBGRAPH_URLS: urls.join(',') }, 20),
    );
  await Promise.all(readers.map((reader) => reader.start()));
  urls.push(`search=${readers[0]!.address}/graphql`);
  graph = await addressOf(workplace.start({ PORT: '0', SECRET, SUBGRAPH_URLS: urls.join(',') }));
  for (const reader of readers) await eventually(200, () => statusOf(reader.address, '/readiness'));
});

afterAll(async () => {
  await database?.end();
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await postgres?.stop();
  await workplace.clear();
});

/** Ids of all entities by type: some of them are written, and the partner has all of them. */
async function idsByType(): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  for (const { sqlSchema } of owners) {
    const { rows } = await database.query<{ type: string; ids: string[] }>(
      `SELECT type, array_agg(entity_id) AS ids FROM ${lastOf(sqlSchema)} WHERE operation <> 'DELETED' GROUP BY 1`,
    );
    for (const { type, ids: ofType } of rows) ids.set(type, ofType);
  }
  return ids;
}

async function thingsToWrite(ids: ReadonlyMap<string, string[]>): Promise<Map<string, string[]>> {
  const { rows } = await database.query<{ id: string }>(
    'SELECT DISTINCT authority_id AS id FROM cooperations.partnership_french_authority ORDER BY 1 LIMIT 150',
  );
  const french = rows.map(({ id }) => id);
  return new Map([
    ...[...ids].map(([type, all]): [string, string[]] => [type, all.slice(0, 200)]),
    ['FrenchAuthority', french],
    ['Authority', [...french, ...ids.get('Authority')!.slice(0, 150)]],
  ]);
}

/** Kills random processes, each at some time before `progress` is 1, and reports it to `story`. */
async function disturb(random: Random, progress: () => number, story: string[]): Promise<void> {
  const killed = (...victims: SubgraphProcess[]) =>
    Promise.all(victims.map((victim) => victim.killed(random.below(600)))).then(() => {});
  const disasters: [name: string, happens: () => Promise<void>][] = [
    ...Array.from({ length: READERS_KILLED }, (_, at): [string, () => Promise<void>] => [
      `reader ${at % 2}`,
      () => killed(readers[at % 2]!),
    ]),
    ['both readers', () => killed(...readers)],
    ['authorities', () => killed(apart.get('authorities')!)],
    ['cooperations', () => killed(apart.get('cooperations')!)],
    ['the database', killDatabase],
  ];
  const total = disasters.length;
  const underWay: Promise<void>[] = [];
  for (let done = 0; done < total; done += 1) {
    const at = (done + 0.8 * random.next()) / total;
    const [[name, happens]] = disasters.splice(random.below(disasters.length), 1) as [(typeof disasters)[0]];
    while (progress() < at) await sleep(20);
    story.push(`${name} at ${Math.round(100 * progress())} %`);
    underWay.push(happens());
  }
  await Promise.all(underWay);
}

async function killDatabase(): Promise<void> {
  const { pid } = postgres;
  process.kill(pid, 'SIGKILL');
  await eventually(true, () => postgres.pid !== pid);
}

/** Outboxes that search has not read to their end, and transactions that delay their readers. */
async function behind(): Promise<string> {
  const feeds = owners.map(
    ({ name, sqlSchema }) =>
      `(SELECT '${name}' AS subgraph, transaction, number FROM ${sqlSchema}.change ORDER BY 2 DESC, 3 DESC LIMIT 1)`,
  );
  const { rows } = await database.query<{ said: string }>(
    `SELECT format('%s at %s of %s', subgraph, (p.transaction, p.number), (f.transaction, f.number)) AS said
     FROM (${feeds.join(' UNION ALL ')}) f LEFT JOIN search.checkpoint p USING (subgraph)
     WHERE (p.transaction, p.number) IS DISTINCT FROM (f.transaction, f.number)
     UNION ALL SELECT format('%s: %s for %s: %s', application_name, state, age(clock_timestamp(), xact_start), query)
     FROM pg_stat_activity WHERE backend_xid IS NOT NULL`,
  );
  return rows.map(({ said }) => said).join('\n');
}

/** Compares a rebuilt read model with the one that went through all faults. */
async function rebuilt(): Promise<string> {
  const clone: Subgraph = { ...search, name: 'search-rebuilt', sqlSchema: 'search_rebuilt' };
  const options = { url: postgres.url, secret: SECRET };
  await prepareDatabase([clone], options, () => {});
  const clients = new Map<string, SubgraphClient>(
    owners.map((owner) => [owner.name, openSubgraph(owner, options, silent)]),
  );
  const projector = new Projector({
    readModel: search.readModel!,
    schema: clone.sqlSchema,
    pool: openPool(clone, { ...options, poolSize: 3, statementTimeout: 60_000 }),
    clients,
    log: silent,
  });
  await projector.catchUp();
  await projector.close();
  for (const client of clients.values()) await client.close();
  return clone.sqlSchema;
}

/** The latest change event of each entity has its current state. */
async function expectTrueFeeds(): Promise<void> {
  for (const { sqlSchema } of owners) {
    const { rows } = await database.query<{ type: string; view: string }>(
      `SELECT DISTINCT type, 'contract_' || lower(regexp_replace(type, '([a-z])([A-Z])', '\\1_\\2', 'g')) AS view FROM ${sqlSchema}.change`,
    );
    for (const { type, view } of rows) {
      const told = `SELECT jsonb_build_array(entity_id, fields) FROM ${lastOf(sqlSchema)} WHERE type = '${type}' AND operation <> 'DELETED'`;
      const is = `SELECT jsonb_build_array(id, fields) FROM ${sqlSchema}.${view}`;
      expect({ type, differs: await difference(database, told, is) }).toEqual({ type, differs: [] });
    }
  }
}

/** The read model equals the contract views, and a rebuild. */
async function expectTrueReadModel(): Promise<void> {
  for (const { table, held, said } of againstContracts)
    expect({ table, differs: await difference(database, held, said) }).toEqual({ table, differs: [] });
  const schema = await rebuilt();
  for (const table of await tablesOf(database, 'search')) {
    const rows = (of: string) => rowsOf(`${of}.${table}`, table === 'checkpoint' ? ['applied_at'] : []);
    expect({ table, differs: await difference(database, rows('search'), rows(schema)) }).toEqual({
      table,
      differs: [],
    });
  }
}

it('random writes, with everything killed at random, leave what a rebuild makes', async () => {
  const ids = await idsByType();
  const start = await positions(database);
  const { data } = await ask('{ searchFreshness { cursor } }', {}, { graph });
  const things = [...ids].flatMap(([type, all]) => all.map((id) => `${type} ${id}`));
  const partner = new Partner(graph, { cursor: data.searchFreshness.cursor, things }, SEED);
  const writing = { pools, things: await thingsToWrite(ids), seed: SEED, writers: 8, total: WRITES };
  const { report, done } = writeAtRandom(writing);
  const story: string[] = [];
  let over = false;
  const copying = (async () => {
    while ((await partner.page()) || !over) await sleep(20);
  })();
  try {
    await Promise.all([disturb(new Random(SEED), () => report.writes / WRITES, story), done]);
    await database.end();
    database = await connect();
    await eventually('', behind);
    for (const reader of readers) await eventually(200, () => statusOf(reader.address, '/readiness'));
    over = true;
    await database.query('ANALYZE');
    await expectTrueFeeds();
    await expectTrueReadModel();
  } catch (error) {
    console.error({ SEED, report, story });
    throw error;
  } finally {
    over = true;
    await copying;
  }

  // The partner has every entity, and received all changes since its first cursor, those of each entity in order.
  expect(report.writes).toBeGreaterThanOrEqual(WRITES);
  expect(partner.restarts).toBeGreaterThan(0);
  expect(partner.duplicates).toEqual([]);
  const received = partner.received.map(({ id }) => id);
  expect(received.sort()).toEqual((await changesAfter(database, start)).sort());
  expect(outOfOrder(partner.received)).toEqual([]);
  const now = [...(await idsByType())].flatMap(([type, all]) => all.map((id) => `${type} ${id}`));
  expect([...partner.copy].sort()).toEqual(now.sort());
});
