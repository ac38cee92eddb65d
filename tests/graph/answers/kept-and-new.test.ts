import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ANONYMOUS, type SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { pino } from 'pino';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { FollowedFeeds } from '../../../gateway/operation/answers/feeds.js';
import { openPipeline } from '../../../gateway/operation/open-pipeline.js';
import { readConfig } from '../../../gateway/settings/config.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import { OperationGenerator, type GeneratedOperation } from '../../support/oracle/operations.js';
import { OwnGraph } from '../../support/own-graph.js';
import { findEntities } from '../../support/paths/known-entities.js';
import { Shape, isGuarded } from '../../support/paths/shape.js';
import { Values } from '../../support/paths/values.js';
import { SEED, deep } from '../../support/random/depth.js';
import { Random } from '../../support/random/random.js';
import { Workplace, eventually } from '../../support/workplace.js';

// Random writes and queries in turn: what is kept equals what a graph that keeps nothing answers, once feeds were followed.

const schema = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
const log = pino({ level: 'silent' });
const QUERIES = 40;
const STEPS = deep(2_000, 200);
const caller = { actor: ANONYMOUS, language: 'FR' as const, requestId: 'kept-and-new' };

/** Texts that answers show, by table and column. */
const TEXTS = [
  ['events.news_item', 'title_fr'],
  ['events.event', 'title_fr'],
  ['events.resource', 'title_fr'],
  ['country_groups.country_group', 'note'],
  ['authorities.authority', 'name'],
  ['authorities.foreign_authority', 'name'],
  ['cooperations.partnership', 'note'],
  ['cooperations.campaign', 'note'],
  ['expertises.dac_sector', 'name_fr'],
] as const;

const workplace = new Workplace();
// Its projectors keep the copies and the read model up to date.
const own = new OwnGraph(workplace, {});
let runtimes: SubgraphRuntime[] = [];
let feeds: FollowedFeeds;
let keeping: ReturnType<typeof openPipeline>;
let plain: ReturnType<typeof openPipeline>;

beforeAll(async () => {
  await own.begin();
  const { connectionParameters } = own.admin as unknown as { connectionParameters: { port: number } };
  const url = `postgres://passerelle:${own.secret}@127.0.0.1:${connectionParameters.port}/passerelle`;
  const database = { url, secret: own.secret, poolSize: 3 };
  runtimes = openSubgraphs(subgraphs, database, log);
  const clients = new Map<string, SubgraphClient>(runtimes.map((runtime) => [runtime.name, runtime]));
  const sdl = Object.fromEntries(subgraphs.map(({ name }) => [name, schema(`subgraphs/${name}.graphql`)]));
  clients.set(NODES, nodeSubgraphClient(sdl, clients, database.secret));
  feeds = new FollowedFeeds({ clients, readingAll: [NODES], log });
  feeds.start();
  const settings = readConfig({ MAX_COST: '1000000', MAX_ALIASES: '1000' });
  keeping = openPipeline(settings, clients, log, { feeds });
  plain = openPipeline(settings, clients, log);
});
afterAll(async () => {
  await feeds?.close();
  await keeping?.planner.close();
  await plain?.planner.close();
  await Promise.all(runtimes.map((runtime) => runtime.close()));
  await own.clear();
});

async function textFrom(
  { pipeline }: ReturnType<typeof openPipeline>,
  { text, variables }: GeneratedOperation,
): Promise<{ text: string; isKept: boolean }> {
  const answer = await pipeline.answer({ query: text, variables }, caller);
  if (answer.kind !== 'EXECUTED') throw new Error(`refused: ${text}`);
  const errors = answer.result.errors?.map(({ path }) => path);
  return {
    text: JSON.stringify([answer.result.data, errors]),
    isKept: answer.ageMs !== undefined,
  };
}

/** Changes a row, or as many as a transaction may. @returns whether the table has one */
async function writeSomething(admin: pg.Client, random: Random, step: number): Promise<boolean> {
  const [table, column] = random.pick(TEXTS);
  const { rowCount } = await admin.query(
    `UPDATE ${table} SET ${column} = 'Texte ' || $1 WHERE id IN (SELECT id FROM ${table} ORDER BY md5(id::text || $2) LIMIT $3)`,
    [step, String(random.below(1_000)), 1 + random.below(40)],
  );
  return (rowCount ?? 0) > 0;
}

it('equals a new answer after every write', async () => {
  const api = buildSchema(schema('api.graphql'));
  const random = new Random(SEED);
  const things = await findEntities(new Shape(api, []), own.address, {});
  const values = new Values(random, things);
  const generator = new OperationGenerator(random, {
    schema: api,
    argumentsOf: (field) => values.of(field),
    isSelectable: (field) => !isGuarded(field),
  });
  const queries: GeneratedOperation[] = [];
  while (queries.length < QUERIES) {
    const query = generator.next();
    const { kind } = await plain.pipeline.answer({ query: query.text, variables: query.variables }, caller);
    if (kind === 'EXECUTED') queries.push(query);
  }
  const counts = { writes: 0, asked: 0, kept: 0, waited: 0 };
  for (let step = 0; step < STEPS; step += 1) {
    if (random.below(10) === 0 && (await writeSomething(own.admin, random, step))) counts.writes += 1;
    const query = random.pick(queries);
    const first = await textFrom(keeping, query);
    counts.asked += 1;
    if (first.isKept) counts.kept += 1;
    if (first.text === (await textFrom(plain, query)).text) continue;
    // Within the feed's lag; copies and the read model are behind by theirs.
    counts.waited += 1;
    await eventually(
      true,
      async () => (await textFrom(keeping, query)).text === (await textFrom(plain, query)).text,
      15_000,
    );
  }
  console.log(JSON.stringify({ seed: SEED, ...counts }));
  expect(counts.writes).toBeGreaterThan(STEPS / 20);
  expect(counts.kept).toBeGreaterThan(STEPS / 10);
});
