import { expect } from '@jest/globals';
import { newAddress } from './attacked-graph.js';
import { INPUT, LIMIT, type SecurityCase } from './security-case.js';
import { Client, PROTOCOL } from './web-socket.js';

// WS: the protocol out of order, and too much of it.

const SPECIFICATION = 'https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md';
const EVENTS = 'subscription { eventChanged { event { id } } }';

export const sockets: SecurityCase[] = [
  {
    id: 'WS-01',
    attack: 'an operation before connection_init, and before it is acknowledged',
    expected: 'closed with 4401',
    source: SPECIFICATION,
    async run(graph) {
      for (const query of [EVENTS, '{ __typename }']) {
        const client = await Client.open(graph);
        client.subscribe('1', query);
        expect((await client.closed).code).toBe(4401);
        expect(client.received).toEqual([]);
      }
    },
  },
  {
    id: 'WS-03',
    attack: 'no connection_init at all',
    expected: 'closed with 4408 after the time that is configured',
    source: SPECIFICATION,
    isSlow: true,
    async run(graph) {
      const client = await Client.open(graph);
      expect((await client.closed).code).toBe(4408);
    },
  },
  {
    id: 'WS-04',
    attack: 'two operations with one id',
    expected: 'closed with 4409',
    source: SPECIFICATION,
    async run(graph) {
      for (const id of ['1', '__proto__', 'x'.repeat(1_000)]) {
        const client = await Client.begun(graph);
        client.subscribe(id, EVENTS);
        client.subscribe(id, EVENTS);
        expect((await client.closed).code).toBe(4409);
      }
    },
  },
  {
    id: 'WS-08',
    attack:
      'more connections of one address than it may have, and more operations than a connection may have',
    expected: '429 for the connections beyond, an error for the operations beyond; other addresses connect',
    async run(graph) {
      const headers = { 'x-forwarded-for': newAddress() };
      const statuses = await Promise.all(
        Array.from({ length: 110 }, async () => {
          const socket = graph.socket([PROTOCOL], { headers });
          socket.on('error', () => {});
          const status = await new Promise<number>((resolve) =>
            socket
              .once('open', () => resolve(101))
              .once('unexpected-response', (_, response) => resolve(response.statusCode!)),
          );
          return { socket, status };
        }),
      );
      expect(statuses.filter(({ status }) => status === 429)).toHaveLength(10);
      const other = await Client.begun(graph);
      for (let at = 0; at < 60; at += 1) other.subscribe(String(at), EVENTS);
      const { payload } = await other.receives('error');
      expect(payload[0].extensions).toMatchObject({ code: LIMIT, limit: 'subscriptions' });
      await other.close();
      for (const { socket } of statuses) socket.terminate();
    },
  },
  {
    id: 'WS-12',
    attack: 'a subscription that outlives its token',
    expected: 'closed with 4401 when the token expires',
    isSlow: true,
    async run(graph) {
      const now = Math.floor(Date.now() / 1_000);
      const token = await graph.oidc.token({ exp: now + 6 });
      graph.credentials.add(token);
      const client = await Client.begun(graph, { authorization: `Bearer ${token}` });
      client.subscribe('1', EVENTS);
      expect((await client.closed).code).toBe(4401);
      expect(Date.now() / 1_000).toBeGreaterThanOrEqual(now + 5);
    },
  },
  {
    id: 'WS-14',
    attack: 'subscriptions to what belongs to others: decisions on labels, replies, audits',
    expected: 'refused, for nobody and for a person without a role',
    async run(graph) {
      const { authorization } = await graph.personWith(null);
      for (const payload of [{}, { authorization }]) {
        const client = await Client.begun(graph, payload);
        client.subscribe('1', 'subscription { labelApplicationDecided { cursor } }');
        client.subscribe('2', 'subscription { cooperationRequestReplied { cursor } }');
        for (const id of ['1', '2']) {
          const error = await client.receives('error', id);
          expect(error.payload[0].extensions.code).toMatch(/UNAUTHENTICATED|FORBIDDEN/);
        }
        await client.close();
      }
    },
  },
  {
    id: 'WS-15',
    attack: 'connection_init twice, with a credential that is none, with several, and with the prototype',
    expected: 'closed with 4429 or 4401; the prototype means nothing',
    async run(graph) {
      const twice = await Client.begun(graph);
      twice.send({ type: 'connection_init' });
      expect((await twice.closed).code).toBe(4429);
      const { key } = await graph.keyWith('ADMINISTRATOR');
      for (const payload of [
        { authorization: 'Bearer x' },
        { authorization: 12 },
        { Authorization: `Bearer ${key}`, apiKey: key },
        { apiKey: [key] },
        { authorization: { toString: 1 } },
      ]) {
        const client = await Client.open(graph);
        client.send({ type: 'connection_init', payload });
        expect((await client.closed).code).toBe(4401);
      }
      const client = await Client.open(graph);
      client.send(
        `{"type":"connection_init","payload":{"__proto__":{"authorization":"Bearer ${key}"},"constructor":{}}}`,
      );
      await client.receives('connection_ack');
      client.subscribe('1', '{ viewer { kind } }');
      expect((await client.receives('next')).payload.data).toEqual({ viewer: null });
      await client.close();
    },
  },
  {
    id: 'WS-16',
    attack: 'messages that are no JSON, no object, of unknown types, of the server’s types, and without ids',
    expected: 'closed with 4400',
    async run(graph) {
      for (const message of [
        'x',
        '',
        '[]',
        'null',
        '1',
        '{}',
        '{"type":"start"}',
        '{"type":"toString"}',
        '{"type":"next","id":"1","payload":{}}',
        '{"type":"connection_ack"}',
        '{"type":"subscribe","payload":{"query":"{ __typename }"}}',
        '{"type":"subscribe","id":1,"payload":{"query":"{ __typename }"}}',
        '{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}',
        '{"type":"subscribe","id":"1"}',
        '{"type":"subscribe","id":"1","payload":{"query":{}}}',
        '{"type":"complete"}',
        `{"type":"ping","payload":${'['.repeat(50_000)}`,
      ]) {
        const client = await Client.begun(graph);
        client.send(message);
        const { code } = await client.closed;
        expect({ message: message.slice(0, 80), code }).toEqual({
          message: message.slice(0, 80),
          code: 4400,
        });
      }
    },
  },
  {
    id: 'WS-20',
    attack: 'ten thousand pings, and ten thousand subscriptions that are completed at once',
    expected: 'answered or refused, in order; others do not notice',
    async run(graph) {
      const client = await Client.begun(graph);
      for (let at = 0; at < 2_000; at += 1) client.send('{"type":"ping"}');
      for (let at = 0; at < 500; at += 1) {
        client.subscribe(`s${at}`, EVENTS);
        client.send({ id: `s${at}`, type: 'complete' });
      }
      client.subscribe('last', '{ __typename }');
      // Where the server has not yet dealt with all of these, it refuses one more.
      const last = await client.receives(['next', 'error'], 'last').catch(() => undefined);
      if (!last) expect([4429, 4413, 1008, 1013]).toContain((await client.closed).code);
      else if (last.type === 'next') expect(last.payload.data).toEqual({ __typename: 'Query' });
      else expect([LIMIT, 'RATE_LIMITED']).toContain(last.payload[0].extensions.code);
      await client.close();
    },
  },
  {
    id: 'WS-21',
    attack:
      'mutations, unknown fields, introspection and hostile texts over a connection that nobody authenticated',
    expected: 'the same refusals as over HTTP, and the connection goes on',
    async run(graph) {
      const client = await Client.begun(graph);
      client.subscribe('1', 'mutation { partnerCreate(input: { name: "x" }) { partner { id } } }');
      client.subscribe('2', '{ nothing }');
      client.subscribe('3', `${'{ a'.repeat(5_000)}${'}'.repeat(5_000)}`);
      client.subscribe(
        '4',
        'subscription { a: eventChanged { event { id } } b: eventChanged { event { id } } }',
      );
      client.subscribe('5', '{ __typename }', {
        extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } },
      });
      const codes: string[] = [];
      for (let id = 1; id <= 5; id += 1)
        codes.push((await client.receives('error', String(id))).payload[0].extensions.code as string);
      expect(codes).toEqual([
        'UNAUTHENTICATED',
        'GRAPHQL_VALIDATION_FAILED',
        LIMIT,
        'GRAPHQL_VALIDATION_FAILED',
        INPUT,
      ]);
      client.subscribe('1', '{ __typename }');
      await client.receives('next', '1');
      await client.close();
    },
  },
  {
    id: 'WS-22',
    attack: 'event streams that resume after forged cursors and the ids of others',
    expected: 'bad input: cursors are signed',
    async run(graph) {
      const query = 'subscription ($after: String) { eventChanged(after: $after) { event { id } } }';
      for (const after of [
        '1',
        'x'.repeat(5_000),
        Buffer.from('{"events":["1","1"]}').toString('base64url'),
        '../..',
        '\u0000',
      ]) {
        const { text } = await graph.post(JSON.stringify({ query, variables: { after } }), {
          accept: 'text/event-stream',
          'last-event-id': after.replace('\u0000', '0'),
        });
        expect(text).toContain(INPUT);
      }
    },
  },
];
