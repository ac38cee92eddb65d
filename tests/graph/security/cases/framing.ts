import { expect } from '@jest/globals';
import { INPUT, LIMIT, OWASP, type SecurityCase } from './security-case.js';
import { JSON_TYPE, OPERATION, exchange, wire, wirePost } from './wire.js';

// HTTP: where a request ends, what it is addressed to, and what it waits for.

/** Two readings of where the body ends; the second request is read by servers that take the wrong one. */
const SMUGGLED = '0\r\n\r\nGET /metrics HTTP/1.1\r\nhost: x\r\n\r\n';

export const framing: SecurityCase[] = [
  {
    id: 'HTTP-07',
    attack: 'a body of 10 MB',
    expected: 'too large, whether its length is announced or not',
    source: OWASP,
    async run(graph) {
      const body = JSON.stringify({ query: `{ __typename } ${' '.repeat(10_000_000)}` });
      for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
        const { status, text } = await graph.post(body, headers);
        expect([status, JSON.parse(text).errors[0].extensions.limit]).toEqual([413, 'bytes']);
      }
    },
  },
  {
    id: 'HTTP-08',
    attack: 'a body of 60 MB that is only announced; one that never arrives; headers that never end',
    expected: 'too large at once; given up after ten seconds',
    isSlow: true,
    async run(graph) {
      const announced = wire(['POST /graphql HTTP/1.1', 'host: x', JSON_TYPE, 'content-length: 60000000']);
      const [[big], [late], headers] = await Promise.all([
        exchange(graph, announced),
        exchange(graph, wire(['POST /graphql HTTP/1.1', 'host: x', JSON_TYPE, 'content-length: 100'], '{"q')),
        exchange(graph, 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: 1\r\n'),
      ]);
      expect(big).toMatchObject({ status: 413, code: LIMIT });
      expect(late).toMatchObject({ status: 408, code: 'TIMEOUT' });
      expect(headers[0]).toMatchObject({ status: 408, code: 'TIMEOUT' });
    },
  },
  {
    id: 'HTTP-11',
    attack: 'two thousand headers, a header of 100 kB, an address of 20,000 characters',
    expected: 'too large; an address of 5,000 characters is read',
    source: 'CVE-2024-37890',
    async run(graph) {
      const many = Array.from({ length: 2_000 }, (_, at) => `x-${at}: yyyyyyyyyy`);
      for (const lines of [many, [`x-a: ${'y'.repeat(100_000)}`]])
        expect(await exchange(graph, wirePost(lines))).toMatchObject([{ status: 431, code: LIMIT }]);
      const search = (length: number) => `/graphql?query=%7B__typename%7D&x=${'a'.repeat(length)}`;
      const long = await exchange(graph, wire([`GET ${search(20_000)} HTTP/1.1`, 'host: x']));
      expect(long).toMatchObject([{ status: 431, code: LIMIT }]);
      expect((await graph.send({ method: 'GET', path: search(5_000) })).status).toBe(200);
    },
  },
  {
    id: 'HTTP-17',
    attack: 'two lengths, or a length that is none, with a second request behind it (smuggling); HTTP/2',
    expected: 'refused, the connection is closed, and no second request is read',
    async run(graph) {
      for (const header of [
        'Transfer-Encoding: chunked\r\nContent-Length: 4',
        'Content-Length: 4\r\nTransfer-Encoding: chunked',
        'Transfer-Encoding : chunked',
        'Transfer-Encoding: xchunked',
        'Transfer-Encoding: chunked, identity',
        'Transfer-Encoding:\x0bchunked',
        'Content-Length: 1\r\nContent-Length: 2',
        'Content-Length: +4',
        'Content-Length: 0x4',
        'Content-Length: -1',
        'Content-Length: 4, 4',
        'Content-Length: 99999999999999999999',
        'x: y\r\n Transfer-Encoding: chunked\r\nContent-Length: x',
      ]) {
        const answers = await exchange(
          graph,
          wire(['POST /graphql HTTP/1.1', 'host: x', JSON_TYPE, header], SMUGGLED),
        );
        expect({ header, answers }).toMatchObject({ header, answers: [{ status: 400, code: INPUT }] });
        expect(answers).toHaveLength(1);
      }
      const h2 = await exchange(graph, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
      expect(h2).toMatchObject([{ status: 400 }]);
    },
  },
  {
    id: 'HTTP-18',
    attack: 'chunks with wrong lengths, endless extensions, bare line feeds, and trailers of 30 kB',
    expected: 'refused, and the connection is closed',
    async run(graph) {
      for (const [chunks, status] of [
        [`1;ext="${'x'.repeat(20_000)}"\r\na\r\n0\r\n\r\n`, 400],
        ['fffffffffffffffff\r\na', 400],
        ['1\na\n0\n\n', 400],
        ['-1\r\na\r\n', 400],
        ['2\r\nabc\r\n0\r\n\r\n', 400],
        [`1\r\na\r\n0\r\nx-trailer: ${'y'.repeat(30_000)}\r\n\r\n`, 431],
      ] as const) {
        const head = ['POST /graphql HTTP/1.1', 'host: x', JSON_TYPE, 'transfer-encoding: chunked'];
        const answers = await exchange(graph, wire(head, chunks));
        expect(answers).toMatchObject([{ status }]);
        expect(answers[0]!.head).toMatch(/connection: close/i);
      }
      const trailers = [
        'POST /graphql HTTP/1.1',
        'host: x',
        JSON_TYPE,
        'transfer-encoding: chunked',
        'connection: close',
      ];
      const body = `${OPERATION.length.toString(16)}\r\n${OPERATION}\r\n0\r\nauthorization: Bearer x\r\n\r\n`;
      // What comes after the body is no header.
      expect(await exchange(graph, wire(trailers, body))).toMatchObject([{ status: 200 }]);
    },
  },
  {
    id: 'HTTP-19',
    attack: 'no Host header, several, an empty one, and such with paths, users and spaces',
    expected: 'refused: caches and proxies would choose another one',
    async run(graph) {
      for (const hosts of [
        [],
        ['host: a', 'host: b'],
        ['host:'],
        ['host: a/b'],
        ['host: u@a'],
        ['host: a b'],
        ['host: a, b'],
        ['host: <>'],
        ['host: a:123456'],
        ['host: évil'],
      ]) {
        const answers = await exchange(
          graph,
          wire(['GET /graphql?query=%7B__typename%7D HTTP/1.1', ...hosts, 'connection: close']),
        );
        expect({ hosts, answers }).toMatchObject({ hosts, answers: [{ status: 400, code: INPUT }] });
      }
      for (const host of ['graph.example.org', 'localhost:4000', '[::1]:4000', '10.0.0.1', 'my_service:80'])
        expect(
          await exchange(graph, wire(['GET /healthcheck HTTP/1.1', `host: ${host}`, 'connection: close'])),
        ).toMatchObject([{ status: 200 }]);
      const old = await exchange(graph, 'GET /graphql?query=%7B__typename%7D HTTP/1.0\r\n\r\n');
      expect(old).toMatchObject([{ status: 200 }]);
    },
  },
  {
    id: 'HTTP-20',
    attack: 'a Host, and headers of proxies, that name another site',
    expected: 'no answer, redirect or error ever repeats them',
    async run(graph) {
      const headers = [
        'host: evil.example',
        'x-forwarded-host: evil.example',
        'x-forwarded-proto: https',
        'forwarded: host=evil.example',
        'x-original-url: /metrics',
        'x-rewrite-url: /metrics',
        'connection: close',
      ];
      for (const target of [
        '/',
        '/graphql',
        '/nothing',
        '/?next=//evil.example',
        '//evil.example/..',
        '/graphql?query=%7B__typename%7D',
      ]) {
        const [answer] = await exchange(graph, wire([`GET ${target} HTTP/1.1`, ...headers]));
        expect(answer!.status).toBeLessThan(500);
        expect(`${answer!.head}${answer!.body}`).not.toContain('evil');
      }
      const [root] = await exchange(graph, wire(['GET / HTTP/1.1', ...headers]));
      expect(root!.head).toMatch(/^location: \/graphql\r?$/m);
    },
  },
  {
    id: 'HTTP-21',
    attack: 'Expect: 100-continue before a body that is too large, and expectations that are none',
    expected: 'the body is refused before it is sent; an unknown expectation is an error with words',
    async run(graph) {
      const expecting = (length: number, expectation: string) =>
        wire([
          'POST /graphql HTTP/1.1',
          'host: x',
          JSON_TYPE,
          `content-length: ${length}`,
          `expect: ${expectation}`,
        ]);
      expect(await exchange(graph, expecting(60_000_000, '100-continue'))).toMatchObject([
        { status: 413, code: LIMIT },
      ]);
      const both = await exchange(
        graph,
        Buffer.concat([expecting(OPERATION.length, '100-continue'), Buffer.from(OPERATION)]),
      );
      expect(both.map(({ status }) => status)).toEqual([100, 200]);
      const [unknown] = await exchange(
        graph,
        Buffer.concat([expecting(OPERATION.length, 'a-miracle'), Buffer.from(OPERATION)]),
      );
      expect(unknown).toMatchObject({ status: 417, code: INPUT, argument: 'expect' });
    },
  },
  {
    id: 'HTTP-22',
    attack: 'a request for another site: absolute addresses, CONNECT, TRACE, OPTIONS *',
    expected: 'this is no proxy: nothing is fetched, and nothing is echoed',
    async run(graph) {
      const host = ['host: evil.example', 'x-secret: hidden', 'connection: close'];
      for (const [line, status] of [
        ['GET http://evil.example/graphql HTTP/1.1', 404],
        [`GET ${graph.address}/metrics HTTP/1.1`, 404],
        ['CONNECT evil.example:443 HTTP/1.1', 405],
        ['TRACE /graphql HTTP/1.1', 405],
        ['OPTIONS * HTTP/1.1', 404],
      ] as const) {
        const [answer] = await exchange(graph, wire([line, ...host]));
        expect({ line, answer }).toMatchObject({ line, answer: { status, code: expect.any(String) } });
        expect(answer!.body).not.toMatch(/hidden|evil/);
      }
    },
  },
  {
    id: 'HTTP-23',
    attack: 'two hundred requests in one packet (pipelining), some of them broken',
    expected: 'each is answered in turn, up to the broken one',
    async run(graph) {
      const one = wirePost([]);
      const answers = await exchange(
        graph,
        Buffer.concat([...Array<Buffer>(200).fill(one), Buffer.from('BROKEN\r\n\r\n')]),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
      expect(new Set(statuses)).toEqual(new Set([200, 400]));
    },
  },
];
