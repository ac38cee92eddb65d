import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import type { PublicGraph, PublicResult } from '../../http/public-graph.js';
import { serveFiles } from '../files.js';

// Exports over HTTP, from a graph of numbers: what happens to a file whose reader or whose graph falters.

const schema = buildSchema(`
  type Query { numbers(first: Int, after: String, filter: NumberFilter): NumberConnection }
  input NumberFilter { even: Boolean }
  type NumberConnection { nodes: [Number!]! edges: [NumberEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type NumberEdge { cursor: String! node: Number! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  "A number."
  type Number { "Its name." name: String! "What it is." value: Int! }
`);

interface Options {
  total: number;
  /** Answers in place of a page, by the number of the call; undefined: the page. */
  answer?: (call: number, after: number) => PublicResult | undefined;
  version?: string;
  /** Characters of a name. */
  width?: number;
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function serve({ total, answer, version, width = 1 }: Options) {
  let calls = 0;
  const graph: PublicGraph = {
    async run(document, variables) {
      if (document.startsWith('query Count')) return { data: { page: { totalCount: total } } };
      const after = Number(variables.after ?? 0);
      calls += 1;
      const other = answer?.(calls, after);
      if (other) return other;
      const count = Math.min(variables.first as number, total - after);
      const nodes = Array.from({ length: count }, (_, index) => ({
        name: 'n'.repeat(width),
        value: after + index + 1,
      }));
      const pageInfo = { hasNextPage: after + count < total, endCursor: String(after + count) };
      const edges = nodes.map((node) => ({ cursor: String(node.value), node }));
      return { data: { page: document.includes('edges') ? { edges, pageInfo } : { nodes, pageInfo } } };
    },
  };
  const files = serveFiles({
    graph,
    schema,
    sdl: undefined,
    version: () => version,
    origin: () => 'http://example.org',
    addressOf: () => '127.0.0.1',
    log: pino({ level: 'silent' }),
  });
  const server = createServer((request, response) => {
    void files.answer(request.url!.split('?')[0]!, request, response).then((isFile) => {
      if (!isFile) response.writeHead(404).end();
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, calls: () => calls };
}

/** The response to a request whose body nobody reads yet. */
const open = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => httpRequest(url, resolve).on('error', reject).end());

const valuesIn = (csv: string) =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) => Number(line.split(',')[1]));
const refused = (code: string, extensions: Record<string, unknown> = {}): PublicResult => ({
  errors: [{ message: 'refused', extensions: { code, ...extensions } }],
});
const from1 = (to: number) => Array.from({ length: to }, (_, index) => index + 1);

describe('an export', () => {
  it('has every row once, over all pages', async () => {
    const { address, calls } = await serve({ total: 1_234 });
    const response = await fetch(`${address}/export/numbers.csv?header=0`);
    expect(valuesIn(await response.text())).toEqual(from1(1_234));
    expect(calls()).toBe(13);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="passerelle-numbers-\d{4}-\d\d-\d\d\.csv"$/,
    );
  });

  it('reads no further than its reader, with two pages at most in hand', async () => {
    // 400 pages of 2 MB: far more than sockets hold.
    const { address, calls } = await serve({ total: 40_000, width: 20_000 });
    const response = await open(`${address}/export/numbers.ndjson`);
    let before = -1;
    while (calls() !== before) {
      before = calls();
      await new Promise((later) => setTimeout(later, 500));
    }
    expect(before).toBeLessThan(20);
    response.destroy();
  });

  it('stops reading when its reader goes', async () => {
    const { address, calls } = await serve({ total: 1_000_000, width: 2_000 });
    const response = await open(`${address}/export/numbers.ndjson`);
    await new Promise((some) => response.once('data', some));
    response.destroy();
    let before = -1;
    while (calls() !== before) {
      before = calls();
      await new Promise((later) => setTimeout(later, 500));
    }
    expect(before).toBeLessThan(5_000);
  });

  it('waits where the budget ends, and has every row nevertheless', async () => {
    const answer = (call: number) => (call === 2 ? refused('RATE_LIMITED', { retryAfter: 0.01 }) : undefined);
    const { address, calls } = await serve({ total: 250, answer });
    expect(valuesIn(await (await fetch(`${address}/export/numbers.csv?header=0`)).text())).toEqual(
      from1(250),
    );
    expect(calls()).toBe(4);
  });

  it('breaks off where the graph fails, and continues behind the last whole row', async () => {
    const answer = (call: number) => (call === 3 ? refused('INTERNAL') : undefined);
    const { address } = await serve({ total: 250, answer });
    const url = `${address}/export/numbers.csv?cursor=1&header=0`;
    const response = await open(url);
    let got = '';
    await new Promise<void>((ended) => {
      response.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
      response.on('error', () => {}).on('close', ended);
    });
    expect(response.complete).toBe(false);
    const whole = got.split('\r\n').slice(0, -1);
    expect(whole.length).toBe(200);
    const cursor = whole.at(-1)!.split(',').at(-1)!;
    const rest = await (await fetch(`${url}&after=${cursor}`)).text();
    expect(valuesIn(whole.join('\r\n') + '\r\n' + rest)).toEqual(from1(250));
  });

  it('refuses a part of a page, and errors before its first row keep their status', async () => {
    const partial = await serve({
      total: 5,
      answer: () => ({
        data: { page: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
        errors: [{ message: 'away', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
      }),
    });
    for (const [server, status, code] of [
      [partial, 503, 'SUBGRAPH_UNAVAILABLE'],
      [
        await serve({ total: 5, answer: () => refused('RATE_LIMITED', { retryAfter: 7 }) }),
        429,
        'RATE_LIMITED',
      ],
      [await serve({ total: 5, answer: () => refused('FORBIDDEN') }), 403, 'FORBIDDEN'],
    ] as const) {
      const response = await fetch(`${server.address}/export/numbers.csv`);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await response.json()).toMatchObject({ status, code, errors: [{ extensions: { code } }] });
      if (status === 429) expect(response.headers.get('retry-after')).toBe('7');
    }
  });

  it('with a limit says where the next rows begin', async () => {
    const { address } = await serve({ total: 500 });
    const short = await fetch(`${address}/export/numbers.csv?limit=3&header=0`);
    expect(valuesIn(await short.text())).toEqual([1, 2, 3]);
    const next = /<(.*)>; rel="next"/.exec(short.headers.get('link')!)![1]!;
    expect(valuesIn(await (await fetch(address + next)).text())).toEqual([4, 5, 6]);
    const long = await open(`${address}/export/numbers.csv?limit=250&header=0`);
    long.resume();
    await new Promise((ended) => long.on('end', ended));
    expect(long.trailers['x-next-cursor']).toBe('250');
  });

  it('has an ETag of the data, which another version of them changes', async () => {
    const one = await serve({ total: 5, version: 'a' });
    const first = await fetch(`${one.address}/export/numbers.csv`);
    const etag = first.headers.get('etag')!;
    const again = await fetch(`${one.address}/export/numbers.csv`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text(), one.calls()]).toEqual([304, '', 1]);
    const other = await serve({ total: 5, version: 'b' });
    expect((await fetch(`${other.address}/export/numbers.csv`)).headers.get('etag')).not.toBe(etag);
    const unknown = await serve({ total: 5 });
    expect((await fetch(`${unknown.address}/export/numbers.csv`)).headers.get('etag')).toBeNull();
    const known = { authorization: 'Bearer x' };
    const own = await fetch(`${one.address}/export/numbers.csv`, { headers: known });
    expect([own.headers.get('etag'), own.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });

  it('says nothing has changed only of what was checked: not for *, nor for a list that needs permission', async () => {
    const { address } = await serve({ total: 5, version: 'a', answer: () => refused('FORBIDDEN') });
    const response = await fetch(`${address}/export/numbers.csv`, { headers: { 'if-none-match': '*' } });
    expect(response.status).toBe(403);
  });

  it('has four files at once for a client, which those that wait for their budget count among', async () => {
    const answer = (_: number, after: number) =>
      after ? refused('RATE_LIMITED', { retryAfter: 60 }) : undefined;
    const { address } = await serve({ total: 250, answer });
    const opened = await Promise.all([1, 2, 3, 4].map(() => open(`${address}/export/numbers.csv`)));
    expect(opened.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const fifth = await fetch(`${address}/export/numbers.csv`);
    expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([429, '5']);
    const other = await fetch(`${address}/export/numbers.csv?limit=5`, { headers: { 'x-api-key': 'k' } });
    expect(other.status).toBe(200);
    for (const response of opened) response.destroy();
  });

  it('has the separator that the client wants, and says whether there is a header', async () => {
    const { address } = await serve({ total: 1 });
    const first = async (query: string) => {
      const response = await fetch(`${address}/export/numbers.csv?${query}`);
      return [response.headers.get('content-type'), await response.text()];
    };
    expect(await first('separator=;')).toEqual([
      'text/csv; charset=utf-8; header=present',
      'name;value\r\nn;1\r\n',
    ]);
    expect(await first('separator=%09&header=0')).toEqual([
      'text/csv; charset=utf-8; header=absent',
      'n\t1\r\n',
    ]);
  });

  it.each(['/export/', '/agenda.ics', '/news.atom', '/id/x', '/catalogue.ttl'])(
    '%s: refuses a language that there is not',
    async (path) => {
      const { address } = await serve({ total: 1 });
      const response = await fetch(`${address}${path}?lang=de`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { argument: 'lang' } }] });
    },
  );

  it('answers HEAD without rows, and no other method', async () => {
    const { address } = await serve({ total: 5 });
    const head = await fetch(`${address}/export/numbers.xlsx`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await fetch(`${address}/export/numbers.csv`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('refuses more rows than a sheet holds', async () => {
    const { address } = await serve({ total: 2_000_000 });
    const response = await fetch(`${address}/export/numbers.xlsx`, { headers: { 'accept-language': 'en' } });
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      'These are 2000000 rows, and a sheet holds 1048575: narrow the filter, set limit, or take CSV.',
    ]);
    expect((await fetch(`${address}/export/numbers.xlsx?limit=10`)).status).toBe(200);
  });

  it.each([
    ['unknown.csv', 404, 'path'],
    ['numbers.pdf', 404, 'path'],
    ['numbers.toString', 404, 'path'],
    ['numbers', 404, 'path'],
    ['numbers.csv?filtre=1', 400, 'filtre'],
    ['numbers.csv?filter={', 400, 'filter'],
    ['numbers.csv?limit=0', 400, 'limit'],
    ['numbers.csv?limit=1&limit=2', 400, 'limit'],
    ['numbers.csv?columns=name,nom', 400, 'columns'],
    ['numbers.csv?bom=yes', 400, 'bom'],
    ['numbers.csv?lang=de', 400, 'lang'],
    ['numbers.csv?separator=|', 400, 'separator'],
  ])('%s: answers %d and names what is wrong, in both languages', async (path, status, argument) => {
    const { address, calls } = await serve({ total: 5 });
    const texts = await Promise.all(
      ['fr', 'en'].map(async (language) => {
        const response = await fetch(`${address}/export/${path}`, {
          headers: { 'accept-language': language },
        });
        const body = await response.json();
        expect(body).toMatchObject({ status, errors: [{ extensions: { argument } }] });
        expect(response.status).toBe(status);
        return body.detail as string;
      }),
    );
    expect(texts[0]).not.toBe(texts[1]);
    expect(calls()).toBe(0);
  });
});
