import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readExamples } from '../../../gateway/operation/examples.js';
import { GRAPH } from '../../support/graph.js';
import { graphInProcess } from '../../support/graph-in-process.js';
import { post } from '../../support/raw-http.js';

// HTTP as caches and browsers know it: ETag, compression, content types by q values, CORS; and documents by id.

const query = '{ themes(first: 38) { nodes { code name level } } }';
const get = (headers: Record<string, string> = {}, asked = query) =>
  fetch(`${GRAPH}/graphql?query=${encodeURIComponent(asked)}`, { headers });

describe('GET', () => {
  it('has an ETag, and is not sent again when nothing has changed', async () => {
    const first = await get();
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toMatch(/accept-encoding.*accept-language.*authorization/);
    for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const again = await get({ 'if-none-match': known });
      expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: '' });
      expect(again.headers.get('etag')).toBe(etag);
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get({ 'if-none-match': etag, 'accept-language': 'en' })).status).toBe(200);
  });

  it('has none for errors, and HEAD has the headers of GET without its body', async () => {
    expect((await get({}, '{ themes(first: 1000) { totalCount } }')).headers.get('etag')).toBeNull();
    const head = await fetch(`${GRAPH}/graphql?query=${encodeURIComponent(query)}`, { method: 'HEAD' });
    expect(head.headers.get('etag')).toBe((await get()).headers.get('etag'));
    expect(await head.text()).toBe('');
  });

  it('changes nothing: a mutation is refused with the method that it needs', async () => {
    const mutation = 'mutation { partnerCreate(input: { name: "x" }) { problems { code } } }';
    const response = await get({}, mutation);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'method' } }],
    });
  });
});

describe('compression', () => {
  /** Sends a request without the decompression of fetch. */
  const raw = (acceptEncoding: string, asked: string) =>
    new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'accept-encoding': acceptEncoding };
      httpRequest(`${GRAPH}/graphql`, { method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end(JSON.stringify({ query: asked }));
    });
  const small = '{ theme(code: "EDU") { code } }';

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0.5, gzip', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('of %s is %s', async (accepted, encoding, decompress) => {
    const plain = await raw('identity', query);
    const compressed = await raw(accepted, query);
    expect([plain.encoding, compressed.encoding]).toEqual([undefined, encoding]);
    expect(decompress(compressed.body).toString()).toBe(plain.body.toString());
    expect(compressed.body.length).toBeLessThan(plain.body.length / 2);
  });

  it.each([
    ['an answer below 1 kB', 'br', small],
    ['a client that accepts none', 'br;q=0, gzip;q=0', query],
    ['a client that prefers none', 'identity, br;q=0.1', query],
  ])('is left out for %s', async (_, accepted, asked) =>
    expect((await raw(accepted, asked)).encoding).toBeUndefined(),
  );
});

describe('the content type', () => {
  it.each([
    ['application/json;q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
    ['application/json, application/graphql-response+json;q=0.9', 'application/json'],
    ['application/graphql-response+json;q=0, */*', 'application/json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['application/json; charset=utf-8', 'application/json'],
  ])('for %j is %s', async (accept, type) => {
    const { headers } = await post(JSON.stringify({ query }), { accept });
    expect(headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  });

  it('refuses what has q=0', async () => {
    expect((await post(JSON.stringify({ query }), { accept: 'application/json;q=0' })).status).toBe(406);
  });

  it('of the newer type has no status 2xx without data', async () => {
    const accept = 'application/graphql-response+json';
    for (const asked of ['{ nothing }', '{', '{ themes(first: 1) { nodes { code', 'subscription { x }', '']) {
      const { status, text } = await post(JSON.stringify({ query: asked }), { accept });
      expect(status).toBe(400);
      expect(JSON.parse(text)).not.toHaveProperty('data');
    }
  });
});

it('a batch is refused in words', async () => {
  const { status, text } = await post(JSON.stringify([{ query }, { query }]));
  expect(status).toBe(400);
  expect(JSON.parse(text).errors[0].message).toMatch(/une opération par requête/);
});

describe('a document by its id', () => {
  const [example] = readExamples();
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const send = async (body: object) => {
    const { status, text } = await post(JSON.stringify(body), {
      accept: 'application/graphql-response+json',
    });
    return { status, ...(JSON.parse(text) as { data?: any; errors?: any[] }) };
  };

  it('is found by its name and by the hash of its text', async () => {
    const { name, query: text, variables } = example!;
    const { data } = await send({ query: text, variables });
    for (const documentId of [name, `sha256:${hashOf(text)}`])
      expect(await send({ documentId, variables })).toMatchObject({ status: 200, data });
    const byUrl = await fetch(
      `${GRAPH}/graphql?${new URLSearchParams({ documentId: name, variables: JSON.stringify(variables) })}`,
    );
    expect(((await byUrl.json()) as { data: unknown }).data).toEqual(data);
  });

  it('that is unknown is not found', async () => {
    expect(await send({ documentId: 'sha256:0' })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'NOT_FOUND', argument: 'documentId' } }],
    });
  });

  it('is registered by Apollo clients with its hash, and found by the hash alone afterwards', async () => {
    const text = `{ theme(code: "EDU") { code } } # ${Math.random()}`;
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(text) } };
    const missing = await send({ extensions });
    expect(missing.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    const data = { theme: { code: 'EDU' } };
    expect(await send({ query: text, extensions })).toMatchObject({ status: 200, data });
    expect(await send({ extensions })).toMatchObject({ status: 200, data });
    const byUrl = await fetch(
      `${GRAPH}/graphql?${new URLSearchParams({ extensions: JSON.stringify(extensions) })}`,
    );
    expect(await byUrl.json()).toMatchObject({ data });
  });

  it('with the hash of another text is refused, and not registered', async () => {
    const sha256Hash = hashOf(`another ${Math.random()}`);
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect(await send({ query: '{ __typename }', extensions })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'extensions.persistedQuery.sha256Hash' } }],
    });
    expect((await send({ extensions })).errors![0].message).toBe('PersistedQueryNotFound');
  });
});

describe('a graph of trusted documents, for the pages of one portal', () => {
  const PORTAL = 'https://portal.example.org';
  let graph: Awaited<ReturnType<typeof graphInProcess>>;
  beforeAll(async () => {
    const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
    graph = await graphInProcess(database, { TRUSTED_DOCUMENTS_ONLY: 'true', CORS_ORIGINS: PORTAL });
  });
  afterAll(() => graph.close());

  const send = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${graph.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('executes these, by text and by id, and no others', async () => {
    const { name, query: text, variables } = readExamples()[0]!;
    for (const body of [
      { query: text, variables },
      { documentId: name, variables },
    ])
      expect(((await (await send(body)).json()) as { errors?: unknown }).errors).toBeUndefined();
    expect(await (await send({ query: '{ __typename }' })).json()).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('lets the pages of this portal read, and those of no other site', async () => {
    const allowed = async (origin: string) =>
      (await send({ query: '{ __typename }' }, { origin })).headers.get('access-control-allow-origin');
    expect([await allowed(PORTAL), await allowed('https://other.example')]).toEqual([PORTAL, null]);
    const preflight = (origin: string) =>
      fetch(`${graph.address}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const headers = ['access-control-allow-origin', 'access-control-allow-methods', 'vary'] as const;
    const of = async (origin: string) => {
      const answer = await preflight(origin);
      return headers.map((name) => answer.headers.get(name));
    };
    expect(await of(PORTAL)).toEqual([PORTAL, 'GET, POST, OPTIONS', expect.stringMatching(/^origin,/)]);
    expect(await of('https://other.example')).toEqual([null, null, expect.stringMatching(/^origin,/)]);
  });
});
