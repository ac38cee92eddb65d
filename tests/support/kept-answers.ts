import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type pg from 'pg';
import WebSocket from 'ws';
import { headersOf } from './actors.js';
import { slowness } from './slowness.js';
import { eventually } from './workplace.js';

/** A graph that keeps answers, and its database. */
export interface KeepingGraph {
  address: string;
  admin: pg.Client;
}

export interface KeptResponse {
  status: number;
  text: string;
  /** Null for an answer that was not kept. */
  age: string | null;
  headers: Headers;
}

/** Asks a graph over HTTP. */
export async function askKept(
  address: string,
  query: string,
  { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> } = {},
): Promise<KeptResponse> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { status } = response;
  return { status, text: await response.text(), age: response.headers.get('age'), headers: response.headers };
}

/** Asks until the answer is one that was kept: at the start, feeds are not known yet. */
export async function askUntilKept(address: string, query: string, options = {}): Promise<KeptResponse> {
  for (const end = Date.now() + 30_000; ; await sleep(50)) {
    const last = await askKept(address, query, options);
    if (last.age !== null) return last;
    if (Date.now() > end) throw new Error(`The answer is not kept: ${last.text.slice(0, 500)}`);
  }
}

const NEWS = '{ newsItems(first: 3) { totalCount nodes { id title countries { code name } } } }';
const COUNTRY = '{ country(code: "BJ") { code name(lang: EN) } }';
/** Longest time from a commit to the answer that has it: the README's bound for a feed that answers. */
const FRESH_WITHIN_MS = 2_500;

/** Cases that hold in one process and in many. */
export function itKeepsAnswers(graph: () => KeepingGraph): void {
  it('is given again, with its age, until something that it was read from changes', async () => {
    const { address, admin } = graph();
    const kept = await askUntilKept(address, NEWS);
    const { nodes } = JSON.parse(kept.text).data.newsItems;
    const lags: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const title = `Titre ${round} de ce test`;
      await askUntilKept(address, NEWS);
      await admin.query('UPDATE events.news_item SET title_fr = $2 WHERE id = $1', [nodes[0].id, title]);
      const committed = performance.now();
      await eventually(true, async () => (await askKept(address, NEWS)).text.includes(title), 20_000);
      lags.push(Math.round(performance.now() - committed));
    }
    console.log(`From the commit to the new answer: ${lags.join(', ')} ms`);
    expect(Math.max(...lags)).toBeLessThan(FRESH_WITHIN_MS * slowness());
  });

  it('ends when a thing is deleted', async () => {
    const { address, admin } = graph();
    const { newsItems } = JSON.parse((await askUntilKept(address, NEWS)).text).data;
    await admin.query('DELETE FROM events.news_item WHERE id = $1', [newsItems.nodes[1].id]);
    await eventually(
      newsItems.totalCount - 1,
      async () => JSON.parse((await askKept(address, NEWS)).text).data.newsItems.totalCount,
      20_000,
    );
  });

  it('ends when the other of its subgraphs changes, and outlives changes elsewhere', async () => {
    const { address, admin } = graph();
    const { newsItems } = JSON.parse((await askUntilKept(address, NEWS)).text).data;
    const code = newsItems.nodes.flatMap((node: any) => node.countries)[0]?.code as string;
    expect(code).toMatch(/^[A-Z]{2}$/);
    await askUntilKept(address, NEWS);
    await askUntilKept(address, COUNTRY);
    // Any other row of the first subgraph: the country was not read from it.
    await admin.query('UPDATE events.event SET note = $1', ['changed']);
    await eventually(null, async () => (await askKept(address, NEWS)).age, 20_000);
    expect((await askKept(address, COUNTRY)).age).not.toBeNull();
    await askUntilKept(address, NEWS);
    await admin.query("UPDATE country_groups.country SET name_fr = 'Pays du test' WHERE code = $1", [code]);
    await eventually(
      true,
      // Countries are in the memory of their subgraph until the next load: the answer must be read again all the same.
      async () => (await askKept(address, NEWS)).age === null,
      20_000,
    );
  });

  it('is of one language', async () => {
    const { address } = graph();
    const query = '{ country(code: "DE") { name } }';
    const french = await askUntilKept(address, query, { headers: { 'accept-language': 'fr' } });
    const english = await askUntilKept(address, query, { headers: { 'accept-language': 'en' } });
    expect(JSON.parse(french.text).data.country.name).toBe('Allemagne');
    expect(JSON.parse(english.text).data.country.name).toBe('Germany');
  });

  it('is never given to somebody who has signed in, nor theirs to anonymous callers', async () => {
    const { address } = graph();
    const query = '{ viewer { name } country(code: "BJ") { code } }';
    const anonymous = await askUntilKept(address, query);
    const headers = await headersOf('REVIEWER', [], { graph: address });
    for (let time = 0; time < 3; time += 1) {
      const own = await askKept(address, query, { headers });
      expect(own.age).toBeNull();
      expect(own.headers.get('cache-control')).toBe('no-store');
      expect(JSON.parse(own.text).data.viewer.name).toEqual(expect.any(String));
      expect((await askUntilKept(address, query)).text).toBe(anonymous.text);
    }
    expect(JSON.parse(anonymous.text).data.viewer).toBeNull();
  });

  it('is that of a WebSocket too', async () => {
    const { address } = graph();
    const kept = await askUntilKept(address, COUNTRY);
    expect(await overWebSocket(address, COUNTRY)).toEqual(JSON.parse(kept.text));
  });
}

/** Executes an operation over a WebSocket. */
async function overWebSocket(address: string, query: string): Promise<unknown> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { type: string; payload: unknown };
        if (message.type === 'connection_ack')
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
        if (message.type === 'next') resolve(message.payload);
        if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
      });
    });
  } finally {
    socket.close();
  }
}
