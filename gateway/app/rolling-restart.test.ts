import { Agent, request } from 'node:http';
import { afterAll, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Balancer } from '../../tests/support/balancer.js';
import { fairGateway } from '../../tests/support/fair-gateway.js';
import { DEPTH } from '../../tests/support/random/depth.js';

// Two gateways behind a balancer that repeats nothing, restarted in turn under load.

const ROUNDS = 5 * DEPTH;
/** Far more than the balancer needs to see that a gateway is not ready. */
const DRAIN_MS = '1000';

const balancer = new Balancer();
const gateways = new Map<string, Awaited<ReturnType<typeof fairGateway>>>();
afterAll(async () => {
  balancer.close();
  await Promise.all([...gateways.values()].map((gateway) => gateway.close()));
});

/** A subgraph with short, long and large answers, and a tick for each moment. */
const open = async (name: string) => {
  const gateway = await fairGateway(
    {
      modest: () => 'answered',
      flood: () => new Promise((resolve) => setTimeout(resolve, 30, 'late')),
      large: () => 'x'.repeat(2_000_000),
      async *ticks() {
        for (let tick = 0; ; tick += 1) {
          yield tick;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
    },
    { DRAIN_MS },
  );
  gateways.set(name, gateway);
  await balancer.set(name, gateway.port);
};

const QUERIES = { modest: 'answered', flood: 'late', large: 'x'.repeat(2_000_000) };

/** Asks over a kept connection. @returns what went wrong; undefined for the right answer */
function ask(agent: Agent, field: keyof typeof QUERIES): Promise<string | undefined> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ query: `{ ${field} }` });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asking = request(
      { port: balancer.port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers },
      (response) => {
        let text = '';
        response
          .on('data', (chunk: Buffer) => (text += chunk.toString()))
          .once('error', (error) => resolve(`${field}: ${error.message}`))
          .once('end', () => {
            const isRight = text === JSON.stringify({ data: { [field]: QUERIES[field] } });
            resolve(isRight ? undefined : `${field}: ${response.statusCode} ${text.slice(0, 200)}`);
          });
      },
    );
    asking.once('error', (error) => resolve(`${field}: ${error.message}`)).end(body);
  });
}

it(`loses no request in ${ROUNDS} rolling restarts, and subscribers come back`, async () => {
  await balancer.open();
  for (const name of ['one', 'two']) await open(name);
  const failures: string[] = [];
  let answered = 0;
  let isOver = false;
  const clients = Array.from({ length: 6 }, async (_, at) => {
    // One connection, which is busy all the time: a server may close one that is idle, as a request is on its way.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const fields = Object.keys(QUERIES) as (keyof typeof QUERIES)[];
    for (let turn = at; !isOver; turn += 1) {
      const failure = await ask(agent, fields[turn % fields.length]!);
      if (failure) failures.push(failure);
      else answered += 1;
    }
    agent.destroy();
  });
  const closes: number[] = [];
  let ticks = 0;
  const subscriber = createClient({
    url: `ws://127.0.0.1:${balancer.port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 100,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 10)),
    shouldRetry: () => true,
    on: { closed: (event) => void closes.push((event as CloseEvent).code) },
  });
  const errors: unknown[] = [];
  subscriber.subscribe(
    { query: 'subscription { tick }' },
    {
      next: () => void (ticks += 1),
      error: (error) => void errors.push(error),
      complete: () => {},
    },
  );
  const hears = async () => {
    for (const before = ticks; ticks === before;) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await hears();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of ['one', 'two']) {
      const before = answered;
      await gateways.get(name)!.close();
      await open(name);
      await hears();
      while (answered === before && !failures.length) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  isOver = true;
  await Promise.all(clients);
  await subscriber.dispose();
  expect(failures).toEqual([]);
  expect(balancer.refused).toBe(0);
  expect(errors).toEqual([]);
  // Each restart of its gateway closes it with 1001; the last close is its own.
  expect(closes.length).toBeGreaterThan(ROUNDS);
  expect(new Set(closes.slice(0, -1))).toEqual(new Set([1001]));
}, 300_000);
