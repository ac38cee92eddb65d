import { describe, expect, it } from '@jest/globals';
import { IDE_POLICY } from '../../../gateway/http/ide.js';
import { CONTENT_POLICY } from '../../../gateway/portal/portal.js';
import { SECURITY_HEADERS } from '../../../gateway/http/security-headers.js';
import { GRAPH, ask, dataOf } from '../../support/graph.js';
import { post, speak } from '../../support/raw-http.js';

const graph = `${GRAPH}/graphql`;
const query = '{ theme(code: "EDU") { code } }';
const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${graph}?${new URLSearchParams(parameters)}`, { headers });

async function expectError(response: Response, status: number, code: string): Promise<void> {
  const text = await response.text();
  expect([response.status, text.length ? JSON.parse(text).errors[0].extensions.code : 'no body']).toEqual([
    status,
    code,
  ]);
  expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  expect(text).not.toMatch(/<|node_modules|stack|Apollo|Yoga|Hive/i);
}

describe('GET', () => {
  it('executes a query, with variables and an operation name', async () => {
    const response = await get({
      query: 'query Q($c: ID) { theme(code: $c) { code } }',
      variables: '{"c":"EDU"}',
      operationName: 'Q',
    });
    expect(response.status).toBe(200);
    expect((await response.json()).data).toEqual({ theme: { code: 'EDU' } });
  });

  it.each([
    ['a mutation', { query: 'mutation { themeDelete { id } }' }],
    [
      'a mutation by name',
      { query: 'query A { __typename } mutation B { themeDelete { id } }', operationName: 'B' },
    ],
  ])('does not change anything: %s', async (_name, parameters) => {
    const response = await get(parameters);
    expect([405, 400, 200]).toContain(response.status);
    const { data, errors } = await response.json();
    expect(data ?? null).toBeNull();
    // There are no mutations yet; when there are, the method is what stops them.
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors[0].extensions.code);
  });

  it('refuses variables that are not JSON, and no query', async () => {
    await expectError(await get({ query, variables: 'not json' }), 400, 'BAD_USER_INPUT');
    await expectError(await get({ variables: '{}' }), 400, 'BAD_USER_INPUT');
  });

  it('refuses an address of 20,000 characters', async () => {
    const answer = await speak(`GET /graphql?query=${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 [^]*application\/json[^]*OPERATION_LIMIT_EXCEEDED/);
  });
});

describe('POST', () => {
  it.each([
    ['text/plain'],
    ['text/plain;application/json'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/graphql'],
    ['application/json; charset=utf-7'],
    ['application/json; charset="utf-16"'],
    ['application/jsonp'],
    [''],
  ])('refuses %j, which a page of another site may send', async (type) => {
    const response = await fetch(graph, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify({ query }),
    });
    await expectError(response, 415, 'BAD_USER_INPUT');
  });

  it.each([['application/json'], ['application/json; charset=utf-8'], ['Application/JSON; Charset="UTF-8"']])(
    'takes %j',
    async (type) => {
      const { status, text } = await post(JSON.stringify({ query }), { 'content-type': type });
      expect([status, JSON.parse(text).data]).toEqual([200, { theme: { code: 'EDU' } }]);
    },
  );

  it('reports in JSON that it cannot answer in another type', async () => {
    const { status, text } = await post(JSON.stringify({ query }), { accept: 'image/png' });
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([406, 'BAD_USER_INPUT']);
  });
});

describe('a request that is refused before its operation is read', () => {
  const big = JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_000_000)}` });
  const POST = { method: 'POST', body: JSON.stringify({ query }) };
  const bytes = { limit: 'bytes', maximum: expect.any(Number) };
  const contentType = { argument: 'content-type', expected: 'application/json en UTF-8' };

  it.each<[string, RequestInit, number, string, object]>([
    [
      'another method',
      { method: 'PUT' },
      405,
      'BAD_USER_INPUT',
      { argument: 'method', expected: 'GET ou POST' },
    ],
    [
      'another type',
      { ...POST, headers: { 'content-type': 'text/plain' } },
      415,
      'BAD_USER_INPUT',
      contentType,
    ],
    [
      'a body that is too large',
      { ...POST, headers: { 'content-type': 'application/json' }, body: big },
      413,
      'OPERATION_LIMIT_EXCEEDED',
      bytes,
    ],
  ])('is answered in the accepted type: %s', async (_, request, status, code, details) => {
    for (const [accept, type] of [
      ['application/graphql-response+json', 'application/graphql-response+json'],
      ['application/json', 'application/json'],
      ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
      ['text/event-stream, application/graphql-response+json', 'application/graphql-response+json'],
      ['text/event-stream', 'application/json'],
      ['image/png', 'application/json'],
    ] as const) {
      const response = await fetch(graph, { ...request, headers: { ...request.headers, accept } });
      expect([accept, response.status, response.headers.get('content-type')]).toEqual([
        accept,
        status,
        `${type}; charset=utf-8`,
      ]);
      const { errors, ...rest } = (await response.json()) as { errors: object[] };
      expect(errors).toEqual([{ message: expect.any(String), extensions: { code, ...details } }]);
      expect(rest).toEqual({});
    }
  });
});

describe('other methods and paths', () => {
  it.each([['PUT'], ['DELETE'], ['PATCH']])('%s is refused with the allowed methods', async (method) => {
    const response = await fetch(graph, { method });
    expect(response.headers.get('allow')).toBe('GET, POST, OPTIONS');
    await expectError(response, 405, 'BAD_USER_INPUT');
  });

  it('HEAD does no harm', async () => {
    const response = await fetch(`${graph}?query=${encodeURIComponent(query)}`, { method: 'HEAD' });
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['/nothing'],
    ['/graphql/'],
    ['//graphql'],
    ['/metrics'],
    ['/gateway-alive'],
    ['/.env'],
    ['/%00'],
    ['/graphql%2f..'],
  ])('%s is not found, in JSON', async (path) => {
    await expectError(await fetch(`${GRAPH}${path}`), 404, 'NOT_FOUND');
  });

  it('the root redirects to the graph', async () => {
    const response = await fetch(`${GRAPH}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('reports whether it is alive and whether it is ready', async () => {
    expect(await (await fetch(`${GRAPH}/healthcheck`)).json()).toEqual({ status: 'alive' });
    const ready = await fetch(`${GRAPH}/readiness`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready' });
  });
});

describe('headers', () => {
  const idOf = async (id?: string) =>
    (await ask(query, {}, id === undefined ? {} : { headers: { 'x-request-id': id } })).headers.get(
      'x-request-id',
    );

  it('the request id is echoed', async () =>
    expect(await idOf('import-2026:42.a_b')).toBe('import-2026:42.a_b'));
  it.each([['with spaces'], ['<script>'], ['x'.repeat(101)], ['é'], ['']])(
    'a request id such as %j is replaced',
    async (id) => {
      expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
  it('is generated when absent, and differs each time', async () =>
    expect(await idOf()).not.toBe(await idOf()));
  it('a request id with a line break never reaches the answer', async () => {
    const answer = await speak(
      `GET /graphql?query={__typename} HTTP/1.1\r\nhost: x\r\nx-request-id: a\r\n set-cookie: b=1\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).not.toMatch(/^set-cookie/im);
  });
  it('a header of 1 MB, and two thousand headers, are refused', async () => {
    for (const headers of [
      `x-request-id: ${'x'.repeat(1_000_000)}`,
      Array.from({ length: 2000 }, (_, i) => `x-${i}: ${'y'.repeat(10)}`).join('\r\n'),
    ]) {
      expect(await speak(`GET /graphql HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 431 [^]*application\/json/,
      );
    }
  });
  it('a host that is no host does no harm', async () => {
    for (const host of ['a b', '[', 'x:99999', '<>']) {
      const body = JSON.stringify({ query });
      const head = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nconnection: close\r\n`;
      expect(await speak(`${head}content-length: ${body.length}\r\n\r\n${body}`)).toMatch(
        /^HTTP\/1\.1 (200|400) /,
      );
      expect(
        await speak(
          `${head}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
        ),
      ).toMatch(/^HTTP\/1\.1 (200|400) /);
    }
  });
  it('what is not HTTP gets a 400', async () =>
    expect(await speak('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*application\/json/));

  it('any site may query, without credentials', async () => {
    const asked = await fetch(graph, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://other.example' },
      body: JSON.stringify({ query }),
    });
    expect(['*', 'https://other.example']).toContain(asked.headers.get('access-control-allow-origin'));
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    expect(asked.headers.get('access-control-expose-headers')).toContain('x-request-id');
    const preflight = await fetch(graph, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://other.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/content-type|\*/i);
  });

  it('every answer has a content security policy and the other security headers', async () => {
    const page = { headers: { accept: 'text/html' } };
    // Pages have styles and scripts of their own.
    const policies: Readonly<Record<string, string>> = { '/ide': IDE_POLICY, '/fr/': CONTENT_POLICY };
    const requests: [string, RequestInit?][] = [
      ['/'],
      ['/graphql', page],
      ['/ide', page],
      ['/fr/', page],
      ['/export/countryGroups.csv'],
      ['/export/unknown.csv'],
      ['/dump/'],
      ['/sitemap.xml'],
      ['/graphql?query={__typename}'],
      ['/graphql', { method: 'DELETE' }],
      ['/graphql', { method: 'OPTIONS' }],
      ['/graphql', { method: 'POST', body: 'x' }],
      ['/graphql', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }],
      ['/graphql', { headers: { authorization: 'Bearer none' } }],
      ['/healthcheck'],
      ['/readiness'],
      ['/.well-known/security.txt'],
      ['/nothing'],
    ];
    for (const [path, options] of requests) {
      const { headers } = await fetch(`${GRAPH}${path}`, { redirect: 'manual', ...options });
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        expect([path, name, headers.get(name)]).toEqual([
          path,
          name,
          (name === 'content-security-policy' && policies[path]) || value,
        ]);
    }
    const unreadable = await speak('this is no HTTP\r\n\r\n');
    for (const name of Object.keys(SECURITY_HEADERS)) expect(unreadable).toContain(`${name}: `);
  });

  it('responses forbid content sniffing, and do not name the server software', async () => {
    for (const path of ['/graphql?query={__typename}', '/healthcheck', '/nothing', '/graphql']) {
      const { headers } = await fetch(`${GRAPH}${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect([headers.get('server'), headers.get('x-powered-by'), headers.get('via')]).toEqual([
        null,
        null,
        null,
      ]);
      expect([...headers].join()).not.toMatch(/yoga|hive|apollo|express|node/i);
    }
  });
});

describe('the language of labels', () => {
  const labels = async (accept?: string) =>
    (
      await dataOf(
        '{ theme(code: "ENV-WATER") { name language fr: name(lang: FR) en: name(lang: EN) inEnglish: language(lang: EN) } }',
        {},
        accept === undefined ? {} : { 'accept-language': accept },
      )
    ).theme;

  it.each([
    ['fr', 'FR'],
    ['fr-CA, en;q=0.5', 'FR'],
    ['en', 'EN'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'EN'],
    ['de, en;q=0.5, fr;q=0.3', 'EN'],
    ['de', 'FR'],
    ['*', 'FR'],
    ['en;q=0, fr', 'FR'],
    ['', 'FR'],
    ['\u00ff;;;q=x,,,', 'FR'],
    ['x'.repeat(5000), 'FR'],
  ])('is, for Accept-Language %j, %s', async (accept, language) => {
    const theme = await labels(accept);
    expect(theme.language).toBe(language);
    expect(theme.name).toBe(language === 'FR' ? theme.fr : theme.en);
    expect(theme.fr).not.toBe(theme.en);
    expect(theme.inEnglish).toBe('EN');
  });

  it('makes caches store one response for each language', async () => {
    const { headers } = await ask('{ __typename }');
    expect(headers.get('vary')?.toLowerCase()).toContain('accept-language');
  });

  it('is French without the header', async () => expect((await labels()).language).toBe('FR'));

  it('is that of the label when it has no translation', async () => {
    const { expertises } = await dataOf(
      '{ expertises(first: 100) { nodes { title language titleEn: title(lang: EN) languageEn: language(lang: EN) titleFr: title(lang: FR) } } }',
    );
    const untranslated = expertises.nodes.filter((node: { languageEn: string }) => node.languageEn === 'FR');
    for (const { titleEn, titleFr } of untranslated) expect(titleEn).toBe(titleFr);
  });
});
