import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { ANONYMOUS, type SubgraphClient } from '../auth/index.js';
import { httpSubgraphClient } from './http-subgraph-client.js';

// Replicas that go away while they are asked, on real sockets.

const open: { server?: Server; client?: SubgraphClient } = {};
afterEach(async () => {
  await open.client?.close();
  open.server?.closeAllConnections();
  await new Promise((resolve) => open.server?.close(resolve) ?? resolve(undefined));
});

/** Starts a subgraph. @param answer of each request, by its number from 1 */
async function subgraph(
  answer: (number: number, response: ServerResponse, request: IncomingMessage) => void,
) {
  const asked = { requests: 0, bodies: [] as string[] };
  const server = (open.server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.bodies.push(Buffer.concat(chunks).toString());
      answer((asked.requests += 1), response, request);
    });
  }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const client = (open.client = httpSubgraphClient('events', url, 'secret'.repeat(6), 2_000));
  const rateLimit = { limit: 1, remaining: 1, resetAt: new Date(), cost: 1 };
  const caller = { actor: ANONYMOUS, language: 'EN', requestId: 'test', rateLimit } as const;
  const ask = (text: string) => client.execute({ document: parse(text), caller });
  return { ask, asked };
}

const good = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"a":1}}');
const half = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"data":');
  setTimeout(() => response.destroy(), 20);
};

it.each([
  ['before it answers', (response: ServerResponse) => response.destroy()],
  ['in the middle of its answer', half],
])('a query is sent once more when a replica goes away %s', async (_, goAway) => {
  const { ask, asked } = await subgraph((number, response) =>
    number === 1 ? goAway(response) : good(response),
  );
  expect(await ask('{ a }')).toMatchObject({ data: { a: 1 } });
  expect(asked.requests).toBe(2);
  expect(asked.bodies[1]).toBe(asked.bodies[0]);
  // The budget of a client is the gateway's affair.
  expect(asked.bodies[0]).not.toContain('rateLimit');
});

it('a query is sent three times at most, and a mutation once: it may have been executed', async () => {
  const { ask, asked } = await subgraph((_number, response) => void response.destroy());
  await expect(ask('{ a }')).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  expect(asked.requests).toBe(3);
  await expect(ask('mutation { a }')).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  expect(asked.requests).toBe(4);
});

it('an answer that takes too long is a TIMEOUT, and is not asked for again', async () => {
  const { ask, asked } = await subgraph(() => {});
  await expect(ask('{ a }')).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  expect(asked.requests).toBe(1);
});

it('an answer of any size arrives from a subgraph that closes its connections, as one that stops does', async () => {
  const long = 'x'.repeat(4_000_000);
  const { ask } = await subgraph((_number, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', connection: 'close' })
      .end(`{"data":{"a":"${long}"}}`),
  );
  expect(await ask('{ a }')).toMatchObject({ data: { a: long } });
});

it('an answer that is too large ends the call, not the gateway', async () => {
  const { ask } = await subgraph((_number, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(1_048_576, ' ');
    const write = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  });
  await expect(ask('{ a }')).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
});
