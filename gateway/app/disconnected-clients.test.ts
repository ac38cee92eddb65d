import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#kernel/auth';
import { httpSubgraphClient } from '#kernel/server';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { printSchema } from 'graphql';
import { pino } from 'pino';
import WebSocket from 'ws';
import { InventedGraph } from '../../tests/support/oracle/invented-graph.js';
import { serveHttp } from './server.js';
import { Pipeline } from '../operation/pipeline.js';
import { readConfig } from '../settings/config.js';
import { LiveCounts } from '../subscriptions/connections.js';

// Clients that disconnect while their operation waits for a subgraph, which is another server.

const SDL = { slow: 'type Query { slow: String } type Subscription { slow: String }' };
const QUERY = JSON.stringify({ query: '{ slow }' });
const FEEDS = { moment: 0, areUnchangedSince: () => true, haveChanged() {} };
/** Time in which a log line of an aborted request would have come. */
const QUIET_MS = 100;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp({
  cached = false,
  requestTimeoutMs = 60_000,
  perActor = 100,
  identify = async () => ANONYMOUS,
} = {}) {
  const asked: IncomingMessage[] = [];
  let hasAsked = () => {};
  const slow: Server = createServer((request) => {
    asked.push(request);
    hasAsked();
  });
  slow.listen(0, '127.0.0.1');
  await once(slow, 'listening');
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/graphql`;
  const { supergraph, api } = new InventedGraph(SDL, { seed: 1 });
  const planner = new QueryPlanner(supergraph);
  const lines: { level: number; msg: string }[] = [];
  const log = pino(
    { level: 'debug' },
    { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
  );
  const config = readConfig({ PORT: '0' });
  const clients = new Map([['slow', httpSubgraphClient('slow', url, 'secret', 60_000)]]);
  const pipeline = new Pipeline({
    ...config,
    requestTimeoutMs,
    supergraph,
    api: printSchema(api),
    clients,
    plan: (text) => planner.planAsync(text, undefined, new Set(), 0),
    limits: config,
    trusted: new Map(),
    trustedOnly: false,
    scalars: [],
    answers: cached ? { feeds: FEEDS, maxBytes: 1_000_000 } : undefined,
    log,
  });
  const observed: string[] = [];
  const counts = new LiveCounts();
  const server = await serveHttp({
    ...config,
    pipeline,
    clients,
    identity: { actorOf: identify, revision: async () => '' },
    development: undefined,
    observer: { observe: (_record, codes) => void observed.push(codes[0] ?? 'OK') },
    live: { ...config, maxConnectionsPerActor: perActor, counts },
    log,
  });
  closing.push(
    async () => slow.close().closeAllConnections(),
    () => clients.get('slow')!.close(),
    () => server.close(),
  );
  return {
    port: server.port,
    asked,
    observed,
    errors: () => lines.filter(({ level }) => level >= 40),
    /** Waits until the subgraph has been asked. */
    async isAsked() {
      if (!asked.length) await new Promise<void>((resolve) => (hasAsked = resolve));
    },
  };
}
type Graph = Awaited<ReturnType<typeof setUp>>;

/** Sends an operation over a socket of its own. */
async function post(port: number, { accept = '*/*', length = QUERY.length, more = '' } = {}) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: passerelle\r\naccept: ${accept}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n${QUERY}`,
  );
  return socket;
}

/** Expects that the subgraph's request was aborted with the client's, and that nothing counts as an error. */
async function expectQuiet({ asked, observed, errors }: Graph): Promise<void> {
  const [request] = asked;
  if (!request!.socket.destroyed) await once(request!.socket, 'close');
  await sleep(QUIET_MS);
  expect({ errors: errors(), observed }).toEqual({ errors: [], observed: [] });
}

describe.each([
  ['whose answers are kept', true],
  ['whose answers are not kept', false],
])('a graph %s', (_, cached) => {
  it('logs no error when the socket of a request breaks', async () => {
    const graph = await setUp({ cached });
    const socket = await post(graph.port);
    await graph.isAsked();
    socket.destroy();
    await expectQuiet(graph);
  });

  it('logs no error when the client of an event stream leaves', async () => {
    const graph = await setUp({ cached });
    const socket = await post(graph.port, { accept: 'text/event-stream' });
    await graph.isAsked();
    socket.destroy();
    await expectQuiet(graph);
  });

  it('logs no error when a WebSocket breaks', async () => {
    const graph = await setUp({ cached });
    const socket = await openSocket(graph.port);
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ slow }' } }));
    await graph.isAsked();
    socket.terminate();
    await expectQuiet(graph);
  });
});

it('logs no error when a body breaks off', async () => {
  const graph = await setUp();
  for (const accept of ['*/*', 'text/event-stream']) {
    const socket = await post(graph.port, { accept, length: 1_000 });
    await sleep(QUIET_MS);
    socket.destroy();
    await sleep(QUIET_MS);
  }
  expect({ errors: graph.errors(), asked: graph.asked }).toEqual({ errors: [], asked: [] });
});

it('frees the place of an event stream whose client leaves while its credentials are checked', async () => {
  let hasBegun = () => {};
  let check = () => {};
  const begun = new Promise<void>((resolve) => (hasBegun = resolve));
  const checked = new Promise<void>((resolve) => (check = resolve));
  const identify = async () => {
    hasBegun();
    await checked;
    return ANONYMOUS;
  };
  const graph = await setUp({ perActor: 1, identify });
  const options = { accept: 'text/event-stream', more: 'authorization: Bearer x\r\n' };
  const leaving = await post(graph.port, options);
  await begun;
  leaving.destroy();
  await sleep(QUIET_MS);
  check();
  await sleep(QUIET_MS);
  expect(graph.asked).toEqual([]);
  // The only place that this client has.
  const next = await post(graph.port, options);
  await graph.isAsked();
  next.destroy();
  await expectQuiet(graph);
});

it('logs no error when a client completes a subscription that has not started', async () => {
  const graph = await setUp();
  const socket = await openSocket(graph.port);
  const payload = { query: 'subscription { slow }' };
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
  await graph.isAsked();
  socket.send(JSON.stringify({ type: 'complete', id: '1' }));
  await sleep(QUIET_MS);
  socket.close();
  await once(socket, 'close');
  await sleep(QUIET_MS);
  expect(graph.errors()).toEqual([]);
});

it('answers TIMEOUT to a client that waits until the deadline, and counts it', async () => {
  const graph = await setUp({ requestTimeoutMs: 200 });
  const response = await fetch(`http://127.0.0.1:${graph.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: QUERY,
  });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
  expect(graph.observed).toEqual(['TIMEOUT']);
});

async function openSocket(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  return socket;
}
