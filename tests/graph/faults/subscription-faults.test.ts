import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { SubgraphProcess } from '../../support/subgraph-process.js';
import { ResumingClient } from '../../support/random/resuming-client.js';
import { Listener, RequestWriter, insertRequest } from '../../support/subscription-clients.js';
import { addressOf, metricsOf, type Program } from '../../support/program.js';
import { Random } from '../../support/random/random.js';
import { Workplace, eventually } from '../../support/workplace.js';
import { SEED, deep } from '../../support/random/depth.js';

// Subscriptions while gateway, subgraph and database are killed: in separate processes, on a database of their own.
const ROUNDS = deep(20);
const SUBSCRIBERS = deep(200);
const AWAY = 'http://127.0.0.1:1/graphql';
const SECRET = process.env.TEST_SECRET!;
const TOKEN = 'tests-only-token-of-the-metrics';
const CHANGED = `subscription ($after: String) { cooperationRequestChanged(after: $after) {
  cursor operation entityId cooperationRequest { need country { name(lang: EN) } } } }`;
const workplace = new Workplace();
const apart = new Map<string, SubgraphProcess>();
let postgres: EmbeddedPostgres;
let writer: RequestWriter;
let environment: Record<string, string>;
let gateway: Program;
let graph: string;

let metrics: string;

async function startGateway(): Promise<void> {
  gateway = workplace.start(environment);
  graph = await addressOf(gateway);
  metrics = await metricsOf(gateway);
  // Restarts on the same port.
  environment.PORT = new URL(graph).port;
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({
    directory: `${workplace.loaded('durable')}/postgres`,
    password: SECRET,
    log: () => {},
  });
  writer = new RequestWriter(cooperations, postgres.url, SECRET);
  const { host, pathname } = new URL(postgres.url);
  for (const name of ['cooperations', 'country-groups'])
    apart.set(
      name,
      new SubgraphProcess(
        workplace,
        name,
        { DATABASE_URL: `postgres://${host}${pathname}`, SECRET, SUBGRAPH_URLS: `authorities=${AWAY}` },
        20,
      ),
    );
  await Promise.all([...apart.values()].map((subgraph) => subgraph.start()));
  const names = ['access', 'authorities', 'events', 'expertises', 'imports', 'search'];
  const urls = [
    ...[...apart].map(([name, { address }]) => `${name}=${address}/graphql`),
    // Subgraphs that no query needs do not run.
    ...names.map((name) => `${name}=${AWAY}`),
  ];
  environment = {
    PORT: '0',
    SECRET,
    SUBGRAPH_URLS: urls.join(','),
    MAX_CONNECTIONS_PER_ACTOR: '1000',
    SHUTDOWN_GRACE_MS: '4000',
    METRICS_PORT: '0',
    METRICS_TOKEN: TOKEN,
  };
  await startGateway();
});

afterAll(async () => {
  await writer?.pool.end();
  await postgres?.stop();
  await workplace.clear();
});

/** Opens subscriptions, and waits until they have begun. */
async function followed(): Promise<number> {
  const response = await fetch(metrics, { headers: { authorization: `Bearer ${TOKEN}` } });
  return Number(/^passerelle_live_subscriptions (\d+)/m.exec(await response.text())?.[1]);
}

const idsIn = (told: Awaited<ReturnType<Listener['take']>>) =>
  told.map(({ data }) => data.cooperationRequestChanged.entityId);

describe.each([
  ['a socket', Listener.socket],
  ['server-sent events', Listener.events],
] as const)('over %s, a subscription', (_, open) => {
  it('survives a kill and restart of its subgraph, before its first event and after', async () => {
    const listener = open(graph, CHANGED, {});
    const written: string[] = [];
    await eventually(1, followed);
    for (let round = 0; round < 2; round += 1) {
      await apart.get('cooperations')!.kill();
      written.push(await writer.create());
      await apart.get('cooperations')!.start();
      written.push(await writer.create());
      const told = await listener.take(2);
      expect(idsIn(told)).toEqual(written.slice(-2));
      expect(told[0]!.data.cooperationRequestChanged.cooperationRequest.country).toEqual({ name: 'Benin' });
    }
    await sleep(200);
    expect({ told: listener.results, end: listener.end }).toEqual({ told: [], end: undefined });
    await listener.leave();
  });

  it('waits for a database that is down', async () => {
    const listener = open(graph, CHANGED, { after: await writer.now() });
    const first = await writer.create();
    expect(idsIn(await listener.take(1))).toEqual([first]);
    const { pid } = postgres;
    process.kill(pid, 'SIGKILL');
    await eventually(true, () => postgres.pid !== pid);
    let second: string | undefined;
    while (!second) second = await writer.create().catch(() => sleep(100).then(() => undefined));
    expect(idsIn(await listener.take(1))).toEqual([second]);
    await listener.leave();
  });

  it('resumes after a restart of the gateway by its cursor', async () => {
    const before = open(graph, CHANGED, { after: await writer.now() });
    const first = await writer.create();
    const [told] = await before.take(1);
    expect(idsIn([told!])).toEqual([first]);
    const stopped = gateway.stop();
    const end = await before.ended();
    expect(end).toEqual(
      open === Listener.socket ? { code: 1001, reason: expect.stringMatching(/^Server shutting down/) } : {},
    );
    const meanwhile = await writer.create();
    await stopped;
    await startGateway();
    const after = open(graph, CHANGED, { after: told!.data.cooperationRequestChanged.cursor });
    const last = await writer.create();
    expect(idsIn(await after.take(2))).toEqual([meanwhile, last]);
    await after.leave();
  });
});

/** Writes continuously in several transactions, some of them long, whatever happens to the database. */
function writeSteadily(random: Random) {
  const counts = { committed: 0, broken: 0 };
  let over = false;
  const ids = [newId('CooperationRequest')];
  const writing = Array.from({ length: 3 }, async () => {
    while (!over) {
      try {
        await writer.transaction(
          async (client) => {
            for (let left = 1 + random.below(3); left > 0; left -= 1) {
              const id = random.chance(0.5) ? random.pick(ids) : newId('CooperationRequest');
              const { rowCount } = await client.query(
                'UPDATE cooperation_request SET note = $2 WHERE id = $1',
                [id, random.word()],
              );
              if (!rowCount) {
                await insertRequest(client, id);
                ids.push(id);
              }
              if (random.chance(0.1)) await sleep(random.below(300));
            }
          },
          random.chance(0.1) ? 'ROLLBACK' : 'COMMIT',
        );
        counts.committed += 1;
      } catch {
        counts.broken += 1;
      }
      await sleep(random.below(900));
    }
  });
  return {
    counts,
    async end() {
      over = true;
      await Promise.all(writing);
    },
  };
}

it(
  `${SUBSCRIBERS} subscribers get every event once, while gateway, subgraph and database are killed ${ROUNDS} times each`,
  async () => {
    const random = new Random(SEED);
    // Of this type, by which it is found among the others.
    await writer.create();
    const start = await writer.now();
    const clients = Array.from(
      { length: SUBSCRIBERS },
      (_, at) =>
        new ResumingClient(
          graph,
          CHANGED,
          at % 4 === 3 ? Listener.events : Listener.socket,
          start,
          new Random(SEED + at),
        ),
    );
    const writing = writeSteadily(random);
    const killGateway = async () => {
      gateway.process.kill('SIGKILL');
      await gateway.exited;
      await sleep(random.below(600));
      await startGateway();
    };
    const killSubgraph = () => apart.get('cooperations')!.killed(random.below(600));
    const killDatabase = async () => {
      const { pid } = postgres;
      process.kill(pid, 'SIGKILL');
      await eventually(true, () => postgres.pid !== pid);
    };
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const disasters = [killGateway, killSubgraph, killDatabase];
        while (disasters.length) {
          const [disaster] = disasters.splice(random.below(disasters.length), 1);
          // Sometimes the next fault begins during this one.
          const over = disaster!();
          if (random.chance(0.7)) await over;
          else await Promise.race([over, sleep(random.below(500))]);
          await sleep(random.below(1_500));
          await over;
        }
        if (ROUNDS > 5) console.log(`round ${round}: ${writing.counts.committed} transactions committed`);
      }
    } finally {
      await writing.end();
    }
    const last = await until(() => writer.now());
    await eventually(
      SUBSCRIBERS,
      () => clients.filter(({ received }) => received.at(-1) === last).length,
      120_000,
    ).catch(() => {});
    await Promise.all(clients.map((client) => client.leave()));
    const { rows } = await writer.pool.query<{ transaction: string; number: string }>(
      `SELECT transaction::text, number::text FROM change WHERE type = 'CooperationRequest' ORDER BY change.transaction, change.number`,
    );
    const all = rows.map((position) => writer.cursor(position));
    const expected = all.slice(all.indexOf(start) + 1);
    const total = (of: (client: ResumingClient) => number) =>
      clients.reduce((sum, client) => sum + of(client), 0);
    const ends = new Map<string, number>();
    for (const client of clients)
      for (const [how, count] of client.ends) ends.set(how, (ends.get(how) ?? 0) + count);
    const wrong = clients.filter(({ received }) => JSON.stringify(received) !== JSON.stringify(expected));
    console.log(
      JSON.stringify({
        SEED,
        rounds: ROUNDS,
        subscribers: SUBSCRIBERS,
        ...writing.counts,
        events: expected.length,
        told: total(({ received }) => received.length),
        withoutFieldsOfOthers: total(({ incomplete }) => incomplete),
        connections: total(({ connections }) => connections),
        ends: Object.fromEntries(ends),
        subscribersWithAnotherStory: wrong.length,
      }),
    );
    expect(expected.length).toBeGreaterThan(ROUNDS * 5);
    for (const { received } of wrong) {
      expect({ missed: expected.filter((cursor) => !received.includes(cursor)).length }).toEqual({
        missed: 0,
      });
      expect({ twice: received.length - new Set(received).size }).toEqual({ twice: 0 });
      expect(received).toEqual(expected);
    }
  },
  600_000 + ROUNDS * 60_000,
);

async function until<Found>(find: () => Promise<Found>): Promise<Found> {
  for (;;) {
    try {
      return await find();
    } catch {
      await sleep(200);
    }
  }
}
