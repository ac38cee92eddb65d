import { setTimeout as sleep } from 'node:timers/promises';
import { Follower, openPool, openRoom, prepareDatabase, type Subgraph, type SubgraphDoor } from '#kernel';
import { search } from '#subgraphs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../services/embedded-postgres/index.js';
import { subgraphs } from '../services/run.js';
import { Apart } from './support/apart.js';
import { ask } from './support/graph.js';
import { Partner, type PartnerChange } from './support/partner.js';
import { addressOf } from './support/program.js';
import { Random } from './support/random.js';
import { againstContracts, difference, rowsOf, tablesOf } from './support/read-model.js';
import { Workplace, eventually, statusOf } from './support/workplace.js';
import { writeAtRandom } from './support/writers.js';

// Random writes to all services, with readers, what they read from, and the database killed at random.
const SEED = Number(process.env.SEED ?? 20261125);
const WRITES = Number(process.env.WRITES ?? 10_000);
const SECRET = 'follower-'.padEnd(40, 'f');
const owners: readonly Subgraph[] = subgraphs.filter(({ readModel }) => !readModel);
const workplace = new Workplace();
const pools = new Map<string, pg.Pool>();
const apart = new Map<string, Apart>();
const readers: Apart[] = [];
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
  const directory = workplace.directory();
  postgres = await startEmbeddedPostgres({
    directory: `${directory}/postgres`,
    password: SECRET,
    log: () => {},
  });
  const loaded = await workplace.run({ DATABASE_URL: postgres.url, SECRET }, ['load']);
  expect(loaded).toMatchObject({ code: 0 });
  database = await connect();
  // Random transactions lock one another out all the time: they need not wait a second to find out.
  await database.query(`ALTER DATABASE passerelle SET deadlock_timeout = '30ms'`);
  for (const owner of owners)
    pools.set(owner.name, openPool(owner, { url: postgres.url, secret: SECRET, poolSize: 8 }));
  const { host, pathname } = new URL(postgres.url);
  const environment = { DATABASE_URL: `postgres://${host}${pathname}`, SECRET };
  for (const { name } of owners) apart.set(name, new Apart(workplace, name, environment));
  await Promise.all([...apart.values()].map((subgraph) => subgraph.start()));
  const urls = [...apart].map(([name, { address }]) => `${name}=${address}/graphql`);
  for (let replica = 0; replica < 2; replica += 1)
    readers.push(new Apart(workplace, 'search', { ...environment, SUBGRAPH_URLS: urls.join(',') }));
  await Promise.all(readers.map((reader) => reader.start()));
  urls.push(`search=${readers[0]!.address}/graphql`);
  graph = await addressOf(workplace.start({ PORT: '0', SECRET, SUBGRAPH_URLS: urls.join(',') }));
  for (const reader of readers) await eventually(200, () => statusOf(reader.address, '/readiness'), 60_000);
}, 120_000);

afterAll(async () => {
  await database?.end();
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await postgres?.stop();
  await workplace.clear();
}, 30_000);

/** Ids of all things, by type: some of them are written, and the partner has them all. */
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

/** The last record of each thing. */
const lastOf = (schema: string) =>
  `(SELECT DISTINCT ON (type, entity_id) type, entity_id, operation, fields FROM ${schema}.change
    ORDER BY type, entity_id, transaction DESC, number DESC) l`;

async function thingsToWrite(ids: ReadonlyMap<string, string[]>): Promise<Map<string, string[]>> {
  const { rows } = await database.query<{ id: string }>(
    'SELECT authority_id AS id FROM cooperations.french_authority ORDER BY 1 LIMIT 150',
  );
  const french = rows.map(({ id }) => id);
  return new Map([
    ...[...ids].map(([type, all]): [string, string[]] => [type, all.slice(0, 200)]),
    ['FrenchAuthority', french],
    ['Authority', [...french, ...ids.get('Authority')!.slice(0, 150)]],
  ]);
}

/** Kills one thing or another, each at some time before `progress` is 1. @returns the story of it */
async function disturb(random: Random, progress: () => number): Promise<string[]> {
  const killed = (...victims: Apart[]) =>
    Promise.all(victims.map((victim) => victim.killed(random.below(600)))).then(() => {});
  const disasters: [name: string, happens: () => Promise<void>][] = [
    ...Array.from({ length: 5 }, (_, at): [string, () => Promise<void>] => [
      `reader ${at % 2}`,
      () => killed(readers[at % 2]!),
    ]),
    ['both readers', () => killed(...readers)],
    ['authorities', () => killed(apart.get('authorities')!)],
    ['cooperations', () => killed(apart.get('cooperations')!)],
    ['the database', killDatabase],
  ];
  const total = disasters.length;
  const story: string[] = [];
  const underWay: Promise<void>[] = [];
  for (let done = 0; done < total; done += 1) {
    const at = (done + 0.8 * random.next()) / total;
    const [[name, happens]] = disasters.splice(random.below(disasters.length), 1) as [(typeof disasters)[0]];
    while (progress() < at) await sleep(20);
    story.push(`${name} at ${Math.round(100 * progress())} %`);
    underWay.push(happens());
  }
  await Promise.all(underWay);
  return story;
}

async function killDatabase(): Promise<void> {
  const { pid } = postgres;
  process.kill(pid, 'SIGKILL');
  await eventually(true, () => postgres.pid !== pid);
}

/** Feeds that search has not read to their end, and transactions that hold their readers up. */
async function behind(): Promise<string> {
  const feeds = owners.map(
    ({ name, sqlSchema }) =>
      `(SELECT '${name}' AS subgraph, transaction, number FROM ${sqlSchema}.change ORDER BY 2 DESC, 3 DESC LIMIT 1)`,
  );
  const { rows } = await database.query<{ said: string }>(
    `SELECT format('%s at %s of %s', subgraph, (p.transaction, p.number), (f.transaction, f.number)) AS said
     FROM (${feeds.join(' UNION ALL ')}) f LEFT JOIN search.feed_position p USING (subgraph)
     WHERE (p.transaction, p.number) IS DISTINCT FROM (f.transaction, f.number)
     UNION ALL SELECT format('%s: %s for %s: %s', application_name, state, age(clock_timestamp(), xact_start), query)
     FROM pg_stat_activity WHERE backend_xid IS NOT NULL`,
  );
  return rows.map(({ said }) => said).join('\n');
}

/** The read model made from nothing, beside the one that lived through everything. */
async function rebuilt(): Promise<string> {
  const clone: Subgraph = { ...search, name: 'search-rebuilt', sqlSchema: 'search_rebuilt' };
  const options = { url: postgres.url, secret: SECRET };
  await prepareDatabase([clone], options, () => {});
  const doors = new Map<string, SubgraphDoor>(
    owners.map((owner) => [owner.name, openRoom(owner, options, silent)]),
  );
  const follower = new Follower({
    readModel: search.readModel!,
    pool: openPool(clone, { ...options, poolSize: 3, statementTimeout: 60_000 }),
    doors,
    log: silent,
  });
  await follower.catchUp();
  await follower.close();
  for (const door of doors.values()) await door.close();
  return clone.sqlSchema;
}

it('random writes, with everything killed at random, leave what a rebuild makes', async () => {
  const ids = await idsByType();
  const start = await positions();
  const { data } = await ask('{ searchFreshness { cursor } }', {}, { graph });
  const partner = new Partner(
    graph,
    {
      cursor: data.searchFreshness.cursor,
      things: [...ids].flatMap(([type, all]) => all.map((id) => `${type} ${id}`)),
    },
    SEED,
  );
  const things = await thingsToWrite(ids);
  const { report, done } = writeAtRandom({ pools, things, seed: SEED, writers: 8, total: WRITES });
  let over = false;
  const copying = (async () => {
    while ((await partner.page()) || !over) await sleep(20);
  })();
  const [story] = await Promise.all([disturb(new Random(SEED), () => report.writes / WRITES), done]).finally(
    () => (over = true),
  );
  if (process.env.VERBOSE) console.log(SEED, report, story);
  await database.end();
  database = await connect();

  expect(report.writes).toBeGreaterThanOrEqual(WRITES);
  await eventually('', behind, 30_000);
  for (const reader of readers) await eventually(200, () => statusOf(reader.address, '/readiness'));

  await database.query('ANALYZE');
  // The feed tells the truth: the last record of each thing is what the thing is.
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

  // The read model is what the contracts say, and what a rebuild makes.
  for (const { table, held, said } of againstContracts)
    expect({ table, differs: await difference(database, held, said) }).toEqual({ table, differs: [] });
  const schema = await rebuilt();
  for (const table of await tablesOf(database, 'search')) {
    const without = table === 'feed_position' ? ['applied_at'] : [];
    const [lived, made] = ['search', schema].map((each) => rowsOf(`${each}.${table}`, without)) as [
      string,
      string,
    ];
    expect({ table, differs: await difference(database, lived, made) }).toEqual({ table, differs: [] });
  }

  // The partner has what there is, and heard all that happened since its first cursor, each thing's in its order.
  await copying;
  expect(partner.restarts).toBeGreaterThan(0);
  expect(partner.doubled).toEqual([]);
  const heard = partner.heard.map(({ id }) => id);
  expect([...heard].sort()).toEqual((await changesAfter(start)).sort());
  expect(outOfOrder(partner.heard)).toEqual([]);
  const now = [...(await idsByType())].flatMap(([type, all]) => all.map((id) => `${type} ${id}`));
  expect([...partner.copy].sort()).toEqual(now.sort());
}, 240_000);

type Position = { subgraph: string; transaction: string; number: string };

async function positions(): Promise<Position[]> {
  const { rows } = await database.query<Position>(
    'SELECT subgraph, transaction::text, number::text FROM search.feed_position',
  );
  return rows;
}

/** Ids of the records that follow these positions, as `changes` gives them. */
async function changesAfter(start: readonly Position[]): Promise<string[]> {
  const lists = start.map(async ({ subgraph, transaction, number }) => {
    const { rows } = await database.query<{ said: string }>(
      `SELECT concat_ws(' ', $1::text, transaction, number) AS said FROM ${subgraph.replaceAll('-', '_')}.change
       WHERE (transaction, number) > ($2::xid8, $3::bigint)`,
      [subgraph, transaction, number],
    );
    return rows.map(({ said }) => Buffer.from(said).toString('base64url'));
  });
  return (await Promise.all(lists)).flat();
}

/** Changes that were heard after a later one of the same thing. */
function outOfOrder(changes: readonly PartnerChange[]): PartnerChange[] {
  const last = new Map<string, [bigint, bigint]>();
  return changes.filter(({ id, entityId }) => {
    const [, transaction, number] = Buffer.from(id, 'base64url').toString().split(' ');
    const at: [bigint, bigint] = [BigInt(transaction!), BigInt(number!)];
    const before = last.get(entityId);
    last.set(entityId, at);
    return before && (at[0] < before[0] || (at[0] === before[0] && at[1] < before[1]));
  });
}
