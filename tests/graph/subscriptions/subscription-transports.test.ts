import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel/auth';
import { cooperations } from '#subgraphs';
import WebSocket from 'ws';
import { readExamples } from '../../../gateway/operation/examples.js';
import { AuthenticationError } from '../../../gateway/identity/authentication-error.js';
import { ask } from '../../support/graph.js';
import { Listener, RawSocket, RequestWriter } from '../../support/subscription-clients.js';
import { graphInProcess, person } from '../../support/graph-in-process.js';
import { eventually } from '../../support/workplace.js';
import { slowness } from '../../support/slowness.js';

// WebSockets and server-sent events: the protocol, authentication, limits, and how connections are closed.
const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const CHANGED = `subscription ($after: String) { cooperationRequestChanged(after: $after) { cursor entityId } }`;
const LIMITS = {
  MAX_CONNECTIONS: '12',
  MAX_CONNECTIONS_PER_ACTOR: '4',
  MAX_SUBSCRIPTIONS: '3',
  SLOW_READER_MS: '700',
  MAX_BODY_BYTES: '20000',
  MAX_COST: '500',
};
/** Actors by their tokens. */
const people = new Map<string, Actor>();
const writer = new RequestWriter(cooperations, database.url, database.secret);
let live: Awaited<ReturnType<typeof graphInProcess>>;
let graph: string;
const left: (() => unknown)[] = [];

beforeAll(async () => {
  const identify = (authorization: string): Actor => {
    const actor = people.get(authorization);
    if (!actor) throw AuthenticationError.of('UNKNOWN_KEY');
    return actor;
  };
  live = await graphInProcess(database, LIMITS, { identify, monitorTimes: { pollMs: 100, recheckMs: 400 } });
  graph = live.address;
});
afterEach(async () => {
  for (const leave of left.splice(0)) await leave();
  await eventually(0, () => live.counts.sockets + live.counts.streams + live.counts.subscriptions);
});
afterAll(async () => {
  await live?.close();
  await writer.clear();
});

const kept = <Thing extends Listener | RawSocket>(thing: Thing): Thing => {
  left.push(() => (thing instanceof Listener ? thing.leave() : thing.socket.terminate()));
  return thing;
};
const open = async (protocols?: string[]) => kept(await RawSocket.open(graph, protocols));
const subscribe = (id: string, query = CHANGED, variables: object = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, variables },
});

describe('over a socket', () => {
  it('queries are answered, too, with the same checks as over HTTP', async () => {
    const socket = await open();
    await socket.begin();
    const tooDeep = `{ themes { nodes { parent { parent { parent { parent { parent { parent { parent { parent { parent { parent { parent { code } } } } } } } } } } } } } }`;
    const tooDear = '{ themes(first: 100) { nodes { cooperationRequests(first: 100) { nodes { id } } } } }';
    for (const query of [
      '{ themes(first: 2) { nodes { code } } }',
      '{ themes(first: 1000) { nodes { code } } }',
      '{ nothing }',
      '{ themes(',
      'mutation { nothing }',
      tooDeep,
      tooDear,
      'subscription { a: cooperationRequestChanged { cursor } b: eventChanged { cursor } }',
    ]) {
      socket.received.length = 0;
      socket.send(subscribe('1', query));
      const { type, payload } = await socket.receives(({ id }) => id === '1');
      const answer = await ask(query, {}, { graph });
      if (!query.startsWith('subscription'))
        expect({ query, errors: type === 'error' ? payload : (payload.errors ?? []) }).toMatchObject({
          query,
          errors: answer.errors.map(({ message, extensions }) => ({ message, extensions })),
        });
      else expect(payload).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
      if (type === 'next') {
        expect(payload.data).toEqual(answer.data);
        await socket.receives((message) => message.type === 'complete');
      }
      expect(JSON.stringify(payload)).not.toContain('"http"');
    }
  });

  it('the client gets pings, and answers to its own', async () => {
    const socket = await open();
    await socket.begin();
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.receives(({ type }) => type === 'pong')).toEqual({
      type: 'pong',
      payload: { at: 1 },
    });
  });

  it('a subscription that is completed ends, and its id is free', async () => {
    const socket = await open();
    await socket.begin();
    for (let round = 0; round < 10; round += 1) {
      socket.send(subscribe('same'));
      await eventually(1, () => live.counts.subscriptions);
      socket.send({ id: 'same', type: 'complete' });
      await eventually(0, () => live.counts.subscriptions);
    }
    socket.send(subscribe('same', CHANGED, { after: await writer.now() }));
    const id = await writer.create();
    const { payload } = await socket.receives(({ type }) => type === 'next');
    expect(payload.data.cooperationRequestChanged.entityId).toBe(id);
  });

  it('an id is free at once when its operation is completed, whatever the graph still does', async () => {
    const socket = await open();
    await socket.begin();
    for (let round = 0; round < 20; round += 1) {
      socket.received.length = 0;
      // The first operation may not be answered, subscribed or ended yet when the second has its id.
      socket.send(round % 2 ? subscribe('a', '{ themes(first: 100) { nodes { name } } }') : subscribe('a'));
      if (round > 9 && round % 2 === 0) await sleep(round - 9);
      socket.send({ id: 'a', type: 'complete' });
      const before = socket.received.length;
      socket.send(subscribe('a', '{ theme(code: "EDU") { code } }'));
      await socket.receives(({ payload }) => payload?.data?.theme);
      await eventually(0, () => live.counts.subscriptions);
      await socket.receives(({ type }) => type === 'complete');
      await sleep(20);
      const answered = socket.received.slice(before).filter(({ payload }) => !payload?.data?.themes);
      expect(answered).toEqual([
        { id: 'a', type: 'next', payload: expect.objectContaining({ data: { theme: { code: 'EDU' } } }) },
        { id: 'a', type: 'complete' },
      ]);
    }
  });

  it('a trusted document is executed by its id, and a registered one by its hash, without their texts', async () => {
    const socket = await open();
    await socket.begin();
    const example = readExamples().find(({ name }) => name === 'q13-resolve-authority')!;
    const send = async (payload: object) => {
      socket.received.length = 0;
      socket.send({ id: 'd', type: 'subscribe', payload });
      return (await socket.receives(({ id }) => id === 'd')).payload;
    };
    const { data } = await ask(example.query, example.variables, { graph });
    expect(await send({ documentId: example.name, variables: example.variables })).toMatchObject({ data });
    expect(await send({ documentId: 'sha256:0' })).toMatchObject([
      { extensions: { code: 'NOT_FOUND', argument: 'documentId' } },
    ]);
    const query = '{ theme(code: "EDU") { code } } # by hash';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect(await send({ extensions })).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
    for (const payload of [{ query, extensions }, { extensions }])
      expect(await send(payload)).toMatchObject({ data: { theme: { code: 'EDU' } } });
  });

  it.each<[string, (socket: RawSocket) => Promise<unknown> | void, number]>([
    ['no JSON', (socket) => socket.send('hello'), 4400],
    ['another message', (socket) => socket.send({ type: 'start' }), 4400],
    ['nothing', (socket) => socket.send(''), 4400],
    [
      'a message for clients',
      (socket) => socket.begin().then(() => socket.send({ type: 'connection_ack' })),
      4400,
    ],
    ['bytes', (socket) => socket.socket.send(Buffer.from([1, 2, 3])), 4400],
    ['an operation before who it is', (socket) => socket.send(subscribe('1')), 4401],
    [
      'who it is twice',
      (socket) => socket.begin().then(() => socket.send({ type: 'connection_init' })),
      4429,
    ],
    [
      'an operation without a query',
      (socket) => socket.begin().then(() => socket.send({ id: '1', type: 'subscribe', payload: {} })),
      4400,
    ],
    ['a message that is too large', (socket) => socket.send(subscribe('1', 'x'.repeat(30_000))), 1009],
    [
      'the same id twice',
      (socket) => socket.begin().then(() => [1, 2].forEach(() => socket.send(subscribe('1')))),
      4409,
    ],
    [
      'a token of nobody',
      (socket) => socket.send({ type: 'connection_init', payload: { authorization: 'nobody' } }),
      4401,
    ],
    [
      'a token that is no text',
      (socket) => socket.send({ type: 'connection_init', payload: { authorization: 1 } }),
      4401,
    ],
  ])('%s closes it with a code', async (_, happens, code) => {
    const socket = await open();
    await happens(socket);
    expect((await socket.closed).code).toBe(code);
  });

  it('silence closes it with a code', async () => {
    const impatient = await graphInProcess(database, { ...LIMITS, CONNECTION_INIT_MS: '400' });
    left.push(() => impatient.close());
    const socket = kept(await RawSocket.open(impatient.address));
    expect((await socket.closed).code).toBe(4408);
  });

  it('another protocol, or none, is refused', async () => {
    expect((await (await open([])).closed).code).toBe(4406);
    for (const protocols of [['graphql-ws'], ['other', 'graphql-ws']])
      await expect(RawSocket.open(graph, protocols)).rejects.toThrow('Server sent no subprotocol');
  });

  it('other paths have no WebSocket', async () => {
    const socket = new WebSocket(`${graph.replace('http', 'ws')}/other`, ['graphql-transport-ws']);
    const refused = await new Promise<string>((resolve) =>
      socket.on('error', ({ message }) => resolve(message)),
    );
    expect(refused).toMatch(/404/);
  });

  it('pages of every site may connect, as over HTTP: browsers send no credentials by themselves', async () => {
    const socket = new WebSocket(`${graph.replace('http', 'ws')}/graphql`, ['graphql-transport-ws'], {
      origin: 'https://portal.example',
    });
    left.push(() => socket.terminate());
    await new Promise((resolve) => socket.once('open', resolve));
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('too many', () => {
  it('operations of one connection', async () => {
    const socket = await open();
    await socket.begin();
    for (const id of ['1', '2', '3', '4']) socket.send(subscribe(id));
    const { payload } = await socket.receives(({ type }) => type === 'error');
    expect(payload).toMatchObject([
      { extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: 'subscriptions', maximum: 3 } },
    ]);
    await eventually(3, () => live.counts.subscriptions);
    socket.send({ id: '1', type: 'complete' });
    await eventually(2, () => live.counts.subscriptions);
    socket.send(subscribe('5'));
    await eventually(3, () => live.counts.subscriptions);
  });

  it('connections of one actor, or from one address, of either kind', async () => {
    people.set('a', person({ id: 'a' }));
    for (let count = 0; count < 3; count += 1) await (await open()).begin();
    kept(Listener.events(graph, CHANGED));
    await eventually(1, () => live.counts.streams);
    const fifth = await open();
    fifth.send({ type: 'connection_init' });
    expect(await fifth.closed).toEqual({ code: 4429, reason: 'You have too many connections' });
    expect(await Listener.events(graph, CHANGED).ended()).toMatchObject({
      code: 429,
      errors: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
    // Authenticated callers have a limit of their own.
    await (await open()).begin({ authorization: 'a' });
  });

  it('connections of all', async () => {
    const sockets: RawSocket[] = [];
    for (const id of ['b', 'c', 'd']) {
      people.set(id, person({ id }));
      for (let count = 0; count < 4; count += 1) {
        const socket = await open();
        await socket.begin({ authorization: id });
        sockets.push(socket);
      }
    }
    const refused = new WebSocket(`${graph.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']);
    const reason = await new Promise<string>((resolve) =>
      refused.on('error', ({ message }) => resolve(message)),
    );
    expect(reason).toMatch(/503/);
    sockets[0]!.socket.terminate();
    await eventually(11, () => live.counts.sockets);
    await (await open()).begin({ authorization: 'b' });
  });
});

describe('an anonymous caller', () => {
  const refusal = (socket: WebSocket) =>
    new Promise<string>((resolve) => socket.on('error', ({ message }) => resolve(message)));

  it('has a limited number of connections per address, beside those of authenticated callers', async () => {
    people.set('e', person({ id: 'e' }));
    await (await open()).begin({ authorization: 'e' });
    const silent: RawSocket[] = [];
    for (let count = 0; count < 4; count += 1) silent.push(await open());
    const fifth = new WebSocket(`${graph.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']);
    expect(await refusal(fifth)).toMatch(/429/);
    await silent[0]!.begin({ authorization: 'e' });
    await open();
  });

  it.each([
    ['Authorization', 'f'],
    ['AUTHORIZATION', 'f'],
    ['apiKey', 'g'],
    ['apikey', 'g'],
    ['X-API-Key', 'g'],
  ])('can be sent as %s', async (name, text) => {
    people.set('f', person({ id: 'f' }));
    people.set('X-API-Key g', person({ id: 'g', kind: 'PARTNER' }));
    const socket = await open();
    await socket.begin({ [name]: text });
    const counted = await Promise.all([1, 2, 3].map(() => open()));
    for (const other of counted) await other.begin({ [name]: text });
    const fifth = await open();
    fifth.send({ type: 'connection_init', payload: { [name]: text } });
    expect((await fifth.closed).code).toBe(4429);
    await (await open()).begin();
  });

  it.each<object>([
    { authorization: null },
    { Authorization: ['f'] },
    { apiKey: 1 },
    { 'x-api-key': {} },
    { authorization: 'f', Authorization: 'f' },
    { authorization: 'f', apiKey: 'g' },
  ])('is not treated as anonymous by mistake: %j', async (payload) => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload });
    expect((await socket.closed).code).toBe(4401);
  });
});

describe('authentication', () => {
  const token = (actor: Actor): string => {
    const text = `token ${Math.random()}`;
    people.set(text, actor);
    return text;
  };

  it('ends with the token: sockets with 4401, streams with an error', async () => {
    const authorization = token(person({ id: 'brief', expiresAt: Date.now() + 1_200 * slowness() }));
    const after = await writer.now();
    const socket = kept(Listener.socket(graph, CHANGED, { after }, { authorization }));
    const stream = kept(Listener.events(graph, CHANGED, { after }, { authorization }));
    const id = await writer.create();
    for (const listener of [socket, stream])
      expect((await listener.take(1))[0]!.data.cooperationRequestChanged.entityId).toBe(id);
    expect(await socket.ended()).toEqual({ code: 4401, reason: 'Token expired' });
    await stream.ended();
    expect(stream.results).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    expect(live.counts.ended.get('EXPIRED')).toBeGreaterThan(0);
  });

  it('is checked again: fewer permissions, or none, end the connection', async () => {
    const editor = {
      id: 'editor',
      permissions: [
        { scope: 'event:write', of: 'x' },
        { scope: 'news:write', of: null },
      ],
    };
    const authorization = token(person(editor));
    const listener = kept(Listener.socket(graph, CHANGED, {}, { authorization }));
    await eventually(1, () => live.counts.subscriptions);
    people.set(authorization, person({ ...editor, permissions: [{ scope: 'news:write', of: null }] }));
    expect(await listener.ended()).toEqual({ code: 4403, reason: 'Permissions revoked' });

    const revoked = token(person({ id: 'partner', kind: 'PARTNER' }));
    const partner = kept(Listener.events(graph, CHANGED, {}, { authorization: revoked }));
    await eventually(1, () => live.counts.subscriptions);
    people.delete(revoked);
    await partner.ended();
    expect(partner.results).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });

  it('is checked once for fifty connections, and only after a revocation', async () => {
    let [looks, revision] = [0, 1];
    let canWrite = true;
    const identify = (): Actor => {
      looks += 1;
      return person({ permissions: canWrite ? [{ scope: 'event:write', of: null }] : [] });
    };
    const crowded = await graphInProcess(
      database,
      { ...LIMITS, MAX_CONNECTIONS: '60', MAX_CONNECTIONS_PER_ACTOR: '60' },
      { identify, revision: () => String(revision), monitorTimes: { pollMs: 50 } },
    );
    left.push(() => crowded.close());
    const listeners = Array.from({ length: 50 }, (_, at) =>
      kept(
        (at % 2 ? Listener.socket : Listener.events)(crowded.address, CHANGED, {}, { authorization: 'x' }),
      ),
    );
    await eventually(50, () => crowded.counts.subscriptions);
    // Each connection has checked when it began; then none checks any more.
    let before = -1;
    while (before !== looks) {
      before = looks;
      await sleep(500);
    }
    canWrite = false;
    revision += 1;
    await Promise.all(listeners.map((listener) => listener.ended()));
    expect({ looks: looks - before, ended: crowded.counts.ended.get('PERMISSIONS_REVOKED') }).toEqual({
      looks: 1,
      ended: 50,
    });
  });

  it('that is invalid is refused', async () => {
    expect(await Listener.events(graph, CHANGED, {}, { authorization: 'nobody' }).ended()).toMatchObject({
      code: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

describe('a slow consumer', () => {
  /** Every request of the outbox from its start, with many fields many times. */
  const MUCH = `subscription ($after: String) { cooperationRequestChanged(after: $after) { cursor
    cooperationRequest { ${Array.from({ length: 40 }, (_, at) => `n${at}: note`).join(' ')} } } }`;

  async function write(changes: number): Promise<string> {
    const after = await writer.now();
    const id = await writer.create();
    for (let count = 0; count < changes; count += 1) await writer.change(id, `${count} `.padEnd(4_000, 'x'));
    return after;
  }

  it('is disconnected with a code and fills no memory, over a WebSocket', async () => {
    const after = await write(150);
    const socket = await open();
    await socket.begin();
    for (const id of ['1', '2', '3']) socket.send(subscribe(id, MUCH, { after }));
    await socket.receives(({ type }) => type === 'next');
    socket.socket.pause();
    const before = process.memoryUsage.rss();
    await eventually(1, () => live.counts.ended.get('SLOW_CONSUMER') ?? 0);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100e6);
    socket.socket.resume();
    expect(await socket.closed).toEqual({
      code: 4413,
      reason: 'Slow consumer: resume after your last cursor',
    });
    const received = socket.received.filter(({ type }) => type === 'next').length;
    expect(received).toBeLessThan(450);
  });

  it('is disconnected with an error and fills no memory, over server-sent events', async () => {
    const after = await write(150);
    const ended = live.counts.ended.get('SLOW_CONSUMER') ?? 0;
    const leaving = new AbortController();
    left.push(() => leaving.abort());
    const response = await fetch(`${graph}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: MUCH, variables: { after } }),
      signal: leaving.signal,
    });
    const reader = response.body!.getReader();
    await reader.read();
    await eventually(ended + 1, () => live.counts.ended.get('SLOW_CONSUMER') ?? 0);
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text = (text + Buffer.from(part.value).toString()).slice(-2_000);
    expect(text).toMatch(
      /event: next\ndata: \{"errors":\[\{"message":"Lecture trop lente[^\n]*"TIMEOUT"[^\n]*\n\nevent: complete\ndata: \n\n$/,
    );
  });
});

describe('requests with a single response', () => {
  it('get a message about how to subscribe, and leave nothing open', async () => {
    const { status, errors } = await ask(CHANGED, {}, { graph });
    expect(status).toBe(200);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'accept' } }]);
    expect(live.counts.subscriptions).toBe(0);
  });

  it('by server-sent events, are one event; by GET, no mutation', async () => {
    const query = kept(Listener.events(graph, '{ themes(first: 1) { nodes { code } } }'));
    expect((await query.take(1))[0]!.data.themes.nodes).toHaveLength(1);
    await query.ended();
    const get = await fetch(
      `${graph}/graphql?query=${encodeURIComponent('{ themes(first: 1) { nodes { code } } }')}`,
      {
        headers: { accept: 'text/event-stream' },
      },
    );
    expect(await get.text()).toMatch(/event: next\ndata: \{"data":\{"themes"/);
    for (const body of ['[]', '{}', 'x', '{"query":1}', '{"query":"{ a }","variables":[]}']) {
      const response = await fetch(`${graph}/graphql`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });
});

it('a graph that shuts down informs all clients, and is not delayed by them', async () => {
  const stopping = await graphInProcess(database, { ...LIMITS, SHUTDOWN_GRACE_MS: '5000' });
  const after = await writer.now();
  const socket = kept(Listener.socket(stopping.address, CHANGED, { after }));
  const stream = kept(Listener.events(stopping.address, CHANGED, { after }));
  await writer.create();
  await Promise.all([socket.take(1), stream.take(1)]);
  const since = Date.now();
  await stopping.close();
  expect(Date.now() - since).toBeLessThan(4_000 * slowness());
  expect(await socket.ended()).toEqual({
    code: 1001,
    reason: 'Server shutting down: resume after your last cursor',
  });
  expect(await stream.ended()).toEqual({});
  await sleep(10);
});
