import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readFrames } from '#kernel/subscriptions';
import { afterEach, expect, it } from '@jest/globals';
import { fairGateway, requestFor } from '../../tests/support/fair-gateway.js';

// Greedy clients beside modest ones: what counts is the order of turns, not the time.

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function client(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

it('a thousand pipelined requests of one client leave another one its turn', async () => {
  const FLOOD = 1_000;
  /** Operations of the flood that run. */
  const running: (() => void)[] = [];
  let begun = 0;
  const gateway = await fairGateway({
    modest: () => 'answered',
    flood() {
      begun += 1;
      return new Promise((resolve) => running.push(() => resolve('answered')));
    },
  });
  closing.push(() => gateway.close());
  const greedy = await client(gateway.port);
  let received = '';
  greedy.on('data', (chunk) => (received += chunk.toString('latin1')));
  greedy.write(requestFor('{ flood }', '192.0.2.1').repeat(FLOOD));
  while (begun < gateway.maxAtOnce) await new Promise((resolve) => setImmediate(resolve));

  // The flood runs, and none of it ends: whoever comes now is answered all the same.
  const modest = await client(gateway.port);
  modest.write(requestFor('{ modest }', '192.0.2.2'));
  const [answer] = (await once(modest, 'data')) as [Buffer];
  expect(answer.toString()).toContain('"modest":"answered"');
  expect(begun).toBe(gateway.maxAtOnce);

  const answers = () => received.split('"flood":"answered"').length - 1;
  while (answers() < FLOOD) {
    expect(running.length).toBeLessThanOrEqual(gateway.maxAtOnce);
    for (const end of running.splice(0)) end();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(begun).toBe(FLOOD);
});

it('events are charged: a spent budget ends the subscription of its client, and no other', async () => {
  async function* ticks() {
    for (let tick = 0; ; tick += 1) {
      yield tick;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const gateway = await fairGateway({ ticks }, { budget: 1_000 });
  closing.push(() => gateway.close());
  const follow = async (address: string) => {
    const leaving = new AbortController();
    const response = await fetch(
      `http://127.0.0.1:${gateway.port}/graphql?query=${encodeURIComponent('subscription { tick }')}`,
      { headers: { accept: 'text/event-stream', 'x-forwarded-for': address }, signal: leaving.signal },
    );
    const results: { data?: { tick: number }; errors?: { extensions: object }[] }[] = [];
    for await (const { event, data } of readFrames(response.body!))
      if (event === 'next') results.push(JSON.parse(data) as (typeof results)[number]);
      else break;
    leaving.abort();
    return results;
  };
  for (const address of ['192.0.2.1', '192.0.2.2']) {
    const results = await follow(address);
    const last = results.pop()!;
    expect(last).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', limit: 'budget', retryAfter: expect.any(Number) } }],
    });
    // One after the other, from the first; far fewer than it could have had.
    expect(results.length).toBeGreaterThan(3);
    expect(results.map(({ data }) => data!.tick)).toEqual(results.map((_, tick) => tick));
    expect(results.length).toBeLessThan(100);
  }
});
