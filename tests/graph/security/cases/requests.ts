import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import { newAddress, resultOf } from './attacked-graph.js';
import { INPUT, OWASP, type SecurityCase } from './security-case.js';

// HTTP: methods, types, encodings, documents by id, budgets, and what caches and pages of other sites may do.

const MUTATION = 'mutation { partnerCreate(input: { name: "CSRF" }) { partner { id } } }';
const QUERY = JSON.stringify({ query: '{ __typename }' });
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  persistedQuery: { version, sha256Hash },
});

export const requests: SecurityCase[] = [
  {
    id: 'HTTP-01',
    attack: 'a batch of 2, and of 1,000 operations',
    expected: 'one operation for each request',
    source: OWASP,
    async run(graph) {
      for (const count of [0, 1, 2, 1_000]) {
        const { status, errors } = resultOf(await graph.post(`[${Array(count).fill(QUERY).join()}]`));
        expect([status, errors[0]!.extensions]).toMatchObject([400, { code: INPUT, argument: 'body' }]);
      }
    },
  },
  {
    id: 'HTTP-02',
    attack: 'a mutation by GET, by HEAD, by a header that overrides the method, and as a second query',
    expected: 'refused; nothing is written',
    source: 'https://graphql.github.io/graphql-over-http/',
    async run(graph) {
      const authorization = await graph.personWith('ADMINISTRATOR');
      const headers = {
        ...authorization,
        'apollo-require-preflight': 'true',
        'x-http-method-override': 'POST',
      };
      const { status, headers: sent } = await graph.get({ query: MUTATION }, headers);
      expect([status, sent.allow]).toEqual([405, 'POST']);
      expect(
        (
          await graph.send({
            method: 'HEAD',
            path: `/graphql?${new URLSearchParams({ query: MUTATION })}`,
            headers,
          })
        ).status,
      ).toBe(405);
      const twice = await graph.get(`query=%7B__typename%7D&query=${encodeURIComponent(MUTATION)}`, headers);
      expect([twice.status, resultOf(twice).errors[0]!.extensions.argument]).toEqual([400, 'query']);
      const named = await graph.get(
        { query: `query A { __typename } ${MUTATION.replace('mutation', 'mutation B')}`, operationName: 'B' },
        headers,
      );
      expect(named.status).toBe(405);
      const events = await graph.get({ query: MUTATION }, { ...headers, accept: 'text/event-stream' });
      expect(events.text).toContain(INPUT);
    },
  },
  {
    id: 'HTTP-04',
    attack: 'a GET that names a type which pages may send without asking',
    expected: 'the type is refused, as for POST',
    source: 'GHSA-9q82-xgwf-vj6h',
    async run(graph) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/json; charset=utf-7',
      ]) {
        const { status } = await graph.get(
          { query: '{ __typename }' },
          { 'content-type': type, 'apollo-require-preflight': 'true' },
        );
        expect(status).toBe(415);
      }
      expect(
        (await graph.get({ query: '{ __typename }' }, { 'content-type': 'application/json' })).status,
      ).toBe(200);
    },
  },
  {
    id: 'HTTP-05',
    attack: 'a mutation as text/plain and in other types that pages may send without asking (CSRF)',
    expected:
      'the type is refused, also with headers that other servers take for a preflight; nothing is written',
    source: 'https://www.apollographql.com/docs/graphos/routing/security/csrf',
    async run(graph) {
      const authorization = await graph.personWith('ADMINISTRATOR');
      for (const type of [
        'text/plain',
        'text/plain; application/json',
        'application/x-www-form-urlencoded',
        'application/jsonx',
        'application/graphql',
        '',
        'application/json, text/plain',
      ])
        for (const more of [{}, { 'apollo-require-preflight': '1', 'x-apollo-operation-name': 'A' }]) {
          const body = JSON.stringify({ query: MUTATION });
          const { status } = await graph.post(body, {
            ...authorization,
            ...more,
            origin: 'https://evil.example',
            'content-type': type,
          });
          expect({ type, status }).toEqual({ type, status: 415 });
        }
    },
  },
  {
    id: 'HTTP-13',
    attack: 'anonymous requests of one address, until the budget of a minute is spent',
    expected: '429 with Retry-After; other addresses do not notice',
    source: OWASP,
    async run(graph) {
      const greedy = { 'x-forwarded-for': newAddress() };
      // A text that nobody has sent costs five for each of its characters.
      const dear = (at: number) => `{ __typename } #${at} ${'x'.repeat(32_000)}`;
      let refused;
      let at = 0;
      while (at < 80 && refused?.status !== 429) refused = await graph.ask(dear((at += 1)), {}, greedy);
      expect(refused).toMatchObject({
        status: 429,
        errors: [{ extensions: { code: 'RATE_LIMITED', limit: 'budget' } }],
      });
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
      // Neither another door, nor another language, nor a forged address in front of the proxy’s helps.
      for (const more of [
        { accept: 'text/event-stream' },
        { 'accept-language': 'en' },
        { 'x-forwarded-for': `203.0.113.77, ${greedy['x-forwarded-for']}` },
      ]) {
        const body = JSON.stringify({ query: dear((at += 1)) });
        expect((await graph.post(body, { ...greedy, ...more })).text).toContain('RATE_LIMITED');
      }
      expect((await graph.ask(dear(0))).status).toBe(200);
    },
  },
  {
    id: 'HTTP-14',
    attack: 'documents registered under the hash of others, and many unknown hashes',
    expected: 'the hash is checked; unknown ones are not found; what is registered is what was hashed',
    async run(graph) {
      const [text, other] = ['{ theme(code: "EDU") { code } }', '{ __typename }'];
      const poisoned = await graph.ask(other, {}, {}, { extensions: persisted(hashOf(text)) });
      expect(poisoned.errors[0]!.extensions.argument).toBe('extensions.persistedQuery.sha256Hash');
      const byHash = async (hash: unknown, version?: unknown) =>
        resultOf(await graph.post(JSON.stringify({ extensions: persisted(hash, version) })));
      for (const hash of ['0'.repeat(64), '__proto__', '', 'x'.repeat(10_000), hashOf('{ nobody }')])
        expect((await byHash(hash)).errors[0]!.extensions.code).toMatch(
          /PERSISTED_QUERY_NOT_FOUND|BAD_USER_INPUT/,
        );
      for (const hash of [null, 12, {}, [hashOf(text)]])
        expect((await byHash(hash)).errors[0]!.extensions.code).toBe(INPUT);
      expect((await byHash(hashOf(other), 2)).errors[0]!.extensions.code).toBe(INPUT);
      await graph.ask(text, {}, {}, { extensions: persisted(hashOf(text)) });
      expect((await byHash(hashOf(text))).data).toEqual({ theme: { code: 'EDU' } });
      // An invalid text is not registered.
      await graph.ask('{ nothing }', {}, {}, { extensions: persisted(hashOf('{ nothing }')) });
      expect((await byHash(hashOf('{ nothing }'))).errors[0]!.extensions.code).toBe(
        'PERSISTED_QUERY_NOT_FOUND',
      );
    },
  },
  {
    id: 'HTTP-16',
    attack: 'multipart uploads with ten thousand paths, and with paths of the prototype',
    expected: 'the type is refused: there are no uploads',
    async run(graph) {
      const map = JSON.stringify(
        Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [at, ['__proto__.a']])),
      );
      const body = `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${QUERY}\r\n--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n${map}\r\n--x--\r\n`;
      expect((await graph.post(body, { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(
        415,
      );
    },
  },
  {
    id: 'HTTP-24',
    attack: 'a compressed body that unpacks to 50 MB, and other encodings',
    expected: 'refused without being unpacked',
    async run(graph) {
      for (const [encoding, body] of [
        ['gzip', gzipSync(Buffer.alloc(50_000_000, 32))],
        ['gzip', gzipSync(QUERY)],
        ['br', Buffer.from(QUERY)],
        ['identity, gzip', gzipSync(QUERY)],
        ['x-unknown', Buffer.from(QUERY)],
      ] as const) {
        const { status, text } = await graph.post(body, { 'content-encoding': encoding });
        expect([status, JSON.parse(text).errors[0].extensions.argument]).toEqual([415, 'content-encoding']);
      }
      expect((await graph.post(QUERY, { 'content-encoding': 'identity' })).status).toBe(200);
    },
  },
  {
    id: 'HTTP-25',
    attack: 'parts of an operation twice, of other types, unknown, and named after the prototype',
    expected:
      'refused in an address; in JSON the last one counts, as everywhere, and unknown parts are refused',
    async run(graph) {
      for (const search of [
        'query=%7B__typename%7D&variables=%7B%7D&variables=%7B%7D',
        'documentId=a&documentId=b',
        'query=%7B__typename%7D&%71uery=%7Bx%7D',
        'query=%7B__typename%7D&operationName=A&operationName=',
      ])
        expect((await graph.send({ method: 'GET', path: `/graphql?${search}` })).status).toBe(400);
      for (const body of [
        '{"query":"{ __typename }","__proto__":{"admin":true}}',
        '{"query":"{ __typename }","constructor":1}',
        '{"query":{"toString":1}}',
        '{"query":"{ __typename }","variables":"{}"}',
        '{"query":null}',
        '"{ __typename }"',
        'true',
      ])
        expect((await graph.post(body)).status).toBe(400);
      const twice = await graph.post('{"query":"{ nothing }","query":"{ __typename }"}');
      expect(twice.text).toBe('{"data":{"__typename":"Query"}}');
    },
  },
  {
    id: 'HTTP-26',
    attack: 'one address, asked with another language, type, origin and credential (poisoning a cache)',
    expected: 'each answer names what it depends on, and is private; an identified one is not stored',
    async run(graph) {
      const query = '{ theme(code: "EDU") { name } viewer { kind } }';
      const [french, english] = await Promise.all(
        ['fr', 'en'].map((language) => graph.get({ query }, { 'accept-language': language })),
      );
      expect(french!.headers.etag).not.toBe(english!.headers.etag);
      const person = await graph.get({ query }, await graph.personWith(null));
      expect(person.headers['cache-control']).toBe('no-store');
      for (const { headers } of [french!, english!, person]) {
        for (const name of ['accept', 'accept-encoding', 'accept-language', 'authorization', 'x-api-key'])
          expect(headers.vary).toContain(name);
        expect(headers['cache-control']).not.toMatch(/public|s-maxage/);
      }
      // The ETag of one is none of the other.
      const mixed = await graph.get(
        { query },
        { 'accept-language': 'en', 'if-none-match': french!.headers.etag! },
      );
      expect(mixed.status).toBe(200);
      const error = await graph.get({ query: '{ nothing }' }, { 'x-forwarded-host': 'evil.example' });
      expect(error.headers.etag).toBeUndefined();
    },
  },
  {
    id: 'HTTP-27',
    attack: 'paths that climb, are encoded, doubled or in capitals, of files and of what is internal',
    expected: 'nothing is served but what there is',
    async run(graph) {
      for (const path of [
        '/../../etc/passwd',
        '/graphql/../metrics',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/graphql;x=1',
        '/graphql%00',
        '/GRAPHQL',
        '//graphql',
        '/.env',
        '/.git/config',
        '/package.json',
        '/development/token',
        '/development/jwks.json',
        '/_entities',
        '/admin',
        '/server-status',
        '/healthcheck/..',
        '/%c0%ae%c0%ae/',
      ]) {
        const { status, text } = await graph.send({ method: 'GET', path });
        expect({ path, status }).toEqual({ path, status: 404 });
        expect(text).not.toMatch(/passwd|%|evil/);
      }
    },
  },
  {
    id: 'HTTP-28',
    attack: 'a page of another site that frames, reads with credentials, or asks for every header (CORS)',
    expected: 'no credentials, no frame around the page of the IDE, no content sniffing',
    async run(graph) {
      const { headers } = await graph.ask('{ __typename }', {}, { origin: 'https://evil.example' });
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['set-cookie']).toBeUndefined();
      const ide = await graph.send({ method: 'GET', headers: { accept: 'text/html' } });
      expect(ide.headers['content-security-policy']).toContain("frame-ancestors 'none'");
      for (const origin of ['null', 'https://evil.example', 'file://']) {
        const preflight = await graph.send({
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'DELETE',
            'access-control-request-private-network': 'true',
          },
        });
        expect(preflight.headers['access-control-allow-methods']).toBe('GET, POST, OPTIONS');
        expect(preflight.headers['access-control-allow-private-network']).toBeUndefined();
      }
    },
  },
];
