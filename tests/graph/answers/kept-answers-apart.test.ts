import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '#kernel/subgraph';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { subgraphs } from '../../../services/run.js';
import { askKept, askUntilKept, itKeepsAnswers } from '../../support/kept-answers.js';
import { addressOf } from '../../support/program.js';
import { othersOf, startOrder } from '../../support/start-order.js';
import { SubgraphProcess } from '../../support/subgraph-process.js';
import { Workplace, eventually, statusOf } from '../../support/workplace.js';

// A graph in separate processes that keeps answers: the gateway learns over HTTP what has changed.

const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
const running = new Map<string, SubgraphProcess>();
let postgres: EmbeddedPostgres;
let admin: pg.Client;
let address: string;

const urlsOf = (names: readonly string[]) =>
  names.map((name) => `${name}=${running.get(name)!.address}/graphql`).join(',');

async function startSubgraph(definition: Subgraph): Promise<void> {
  const { name } = definition;
  const { host, pathname } = new URL(postgres.url);
  const subgraph = new SubgraphProcess(workplace, name, {
    DATABASE_URL: `postgres://${host}${pathname}`,
    SECRET,
    ...(othersOf(definition).length ? { SUBGRAPH_URLS: urlsOf([...running.keys()]) } : {}),
  });
  await subgraph.start();
  running.set(name, subgraph);
}

beforeAll(async () => {
  const directory = workplace.loaded();
  postgres = await startEmbeddedPostgres({
    directory: `${directory}/postgres`,
    password: SECRET,
    log: () => {},
  });
  for (const some of startOrder(subgraphs)) await Promise.all(some.map(startSubgraph));
  address = await addressOf(
    workplace.start({
      PORT: '0',
      SECRET,
      DATA_DIR: directory,
      SUBGRAPH_URLS: urlsOf(subgraphs.map(({ name }) => name)),
      ANSWER_CACHE_MB: '64',
      NODE_ENV: 'test',
      DEVELOPMENT_ISSUER: 'true',
    }),
  );
  await eventually(200, () => statusOf(address, '/readiness'));
  admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await postgres?.stop();
  await workplace.clear();
});

describe('a kept answer of a graph in separate processes', () => {
  itKeepsAnswers(() => ({ address, admin }));

  it('is not given while its subgraph does not answer, and no other is kept then', async () => {
    const query = '{ country(code: "TG") { code } }';
    await askUntilKept(address, query);
    const countries = running.get('country-groups')!;
    await countries.kill();
    await eventually(null, async () => (await askKept(address, query)).age, 20_000);
    const away = await askKept(address, query);
    expect(JSON.parse(away.text).errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
    expect((await askKept(address, query)).age).toBeNull();
    await countries.start();
    expect(JSON.parse((await askUntilKept(address, query)).text).data.country.code).toBe('TG');
  });
});
