import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor, type SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { pino } from 'pino';
import { callerOf } from '../../../gateway/operation/caller.js';
import { readExamples } from '../../../gateway/operation/examples.js';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { createRuntime } from '../../../gateway/operation/runtime.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import { eventually } from '../../support/workplace.js';

// Responses through the document cache equal those of the runtime, to the byte. A graph inside this process, on
// the database of the shared graph, with subgraphs that can be made to fail.

const schema = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
const log = pino({ level: 'silent' });
const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const REQUEST_TIMEOUT_MS = 4_000;

const broken = new Set<string>();
const silent = new Set<string>();
let runtimes: SubgraphRuntime[] = [];
let graph: Awaited<ReturnType<typeof createRuntime>>;

/** A client of a subgraph that can be made to fail, or not to answer. */
const shaky = (client: SubgraphClient): SubgraphClient => ({
  name: client.name,
  ready: () => client.ready(),
  close: () => client.close(),
  subscribe: (call) => client.subscribe(call),
  async execute(call) {
    if (broken.has(client.name)) throw new Error('the password of the database is secret');
    if (silent.has(client.name)) return new Promise(() => {});
    return client.execute(call);
  },
});

beforeAll(async () => {
  runtimes = openSubgraphs(subgraphs, database, log);
  const clients = new Map(runtimes.map((runtime) => [runtime.name, shaky(runtime)]));
  const sdl = Object.fromEntries(subgraphs.map(({ name }) => [name, schema(`subgraphs/${name}.graphql`)]));
  clients.set(NODES, nodeSubgraphClient(sdl, clients, database.secret));
  graph = await createRuntime({
    supergraph: schema('supergraph.graphql'),
    api: schema('api.graphql'),
    clients,
    limits: { maxTokens: 1_000, maxDepth: 12, maxAliases: 20, maxCost: 10_000 },
    introspection: true,
    diagnostics: false,
    responseCacheMs: 5_000,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    log,
  });
  // The first response takes longer: schemas are built, connections opened.
  const first = { query: '{ expertises(first: 1) { nodes { authority { name } theme { name } } } }' };
  await eventually(false, async () => (await long(first)).body.includes('"errors"'));
});
afterAll(async () => {
  await graph?.runtime[Symbol.asyncDispose]();
  await Promise.all(runtimes.map((runtime) => runtime.close()));
});

const HEADERS = { 'content-type': 'application/json', 'x-request-id': 'the-same' };

/** Builds the request as the HTTP server does. */
const callerWith = (headers: Record<string, string>, actor: Actor) => ({
  ...callerOf({ ...HEADERS, ...headers }, { newRequestId: randomUUID, diagnostics: false }),
  actor,
});

async function long(posted: unknown, headers: Record<string, string> = {}, actor: Actor = ANONYMOUS) {
  const response = await graph.runtime.fetch(
    'http://gateway/graphql',
    {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: typeof posted === 'string' ? posted : JSON.stringify(posted),
    },
    { caller: callerWith(headers, actor) },
  );
  const { 'content-length': _, ...answered } = Object.fromEntries(response.headers) as Record<string, string>;
  return { status: response.status, headers: answered, body: await response.text() };
}

async function short(
  posted: unknown,
  headers: Record<string, string> = {},
  { signal, actor = ANONYMOUS }: { signal?: AbortSignal; actor?: Actor } = {},
) {
  const answer = await graph.answerKnown({
    headers: { ...HEADERS, ...headers },
    body: Buffer.from(typeof posted === 'string' ? posted : JSON.stringify(posted)),
    caller: callerWith(headers, actor),
    signal: signal ?? new AbortController().signal,
  });
  return answer && { status: answer.status, headers: answer.headers, body: answer.body.toString() };
}

describe('a cached operation', () => {
  it.each(readExamples())('is answered through the cache as through the runtime: $name', async (example) => {
    const posted = { query: example.query, variables: example.variables };
    const first = await long(posted);
    expect(first.body).not.toContain('"errors"');
    // The current end of the outboxes is part of a cursor, and other tests write.
    expect(withoutEnd(await short(posted))).toEqual(withoutEnd(first));
  });

  it('is not cached at its first request', async () => {
    const posted = { query: '{ themes(first: 1) { nodes { code } } } # nobody asked this before' };
    expect(await short(posted)).toBeUndefined();
    const first = await long(posted);
    expect(await short(posted)).toEqual(first);
  });

  const query = 'query Q($first: Int) { themes(first: $first) { nodes { code name } } }';
  it.each([
    ['nothing of what it accepts', {}],
    ['a browser', { origin: 'https://portal.example', accept: '*/*' }],
    ['one who reads JSON', { accept: 'application/json' }],
    ['one who reads JSON above all', { accept: 'application/json, text/plain, */*' }],
    ['one who reads the newer type', { accept: 'application/graphql-response+json' }],
    [
      'Apollo Client',
      {
        accept: 'application/graphql-response+json,application/json;q=0.9',
        origin: 'https://portal.example',
      },
    ],
    ['an English reader', { 'accept-language': 'en-GB,en;q=0.8' }],
    ['an id that is none', { 'x-request-id': 'a' }],
  ])('has the same headers for who says %s', async (_, headers: Record<string, string>) => {
    const posted = { query, variables: { first: 3 }, operationName: 'Q', extensions: { client: 'x' } };
    const first = await long(posted, headers);
    expect(first.status).toBe(200);
    expect(await short(posted, headers)).toEqual(first);
  });

  it('gets a request id when the client sends none', async () => {
    const posted = { query, variables: { first: 3 } };
    await long(posted);
    const [one, other] = [
      await short(posted, { 'x-request-id': '' }),
      await short(posted, { 'x-request-id': 'é' }),
    ];
    expect(one!.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(other!.headers['x-request-id']).not.toBe(one!.headers['x-request-id']);
  });
});

describe('a failure in a cached operation', () => {
  const query = `query ($after: String, $first: Int, $id: ID!) {
    authorities(first: $first, after: $after) { nodes { name partnerships(first: 1) { totalCount } } }
    authority(id: $id) { name }
  }`;
  const well = { query, variables: { first: 2, id: '00000000-0000-5000-8000-000000000000' } };
  beforeAll(() => long(well));

  it.each([
    ['a cursor that is none', { ...well.variables, after: 'x' }],
    ['a page that is too large', { ...well.variables, first: 1_000 }],
    ['an id that is none', { ...well.variables, id: '1' }],
  ])('has the same typed error: %s', async (_, variables) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const first = await long({ query, variables }, { accept });
      expect(first.body).toContain('"code":"BAD_USER_INPUT"');
      expect(await short({ query, variables }, { accept })).toEqual(first);
    }
  });

  it('is masked, and leaves the other subgraphs answering', async () => {
    broken.add('cooperations');
    const first = await long(well);
    const again = await short(well);
    broken.delete('cooperations');
    expect(first.body).toMatch(/"name".*"INTERNAL"/s);
    expect(first.body).not.toContain('password');
    expect(again).toEqual(first);
  });

  it('is null at the root when the first subgraph fails', async () => {
    const posted = { query: '{ countryGroups(first: 1) { nodes { id } } }' };
    await long(posted);
    broken.add('country-groups');
    const first = await long(posted);
    const again = await short(posted);
    broken.delete('country-groups');
    expect(first.body).toContain('"data":null');
    expect(again).toEqual(first);
  });

  it('is a timeout with its code when a subgraph does not answer', async () => {
    const posted = { query: '{ events(first: 1) { nodes { id } } }' };
    await long(posted);
    silent.add('events');
    const [first, again] = await Promise.all([long(posted), short(posted)]);
    silent.delete('events');
    expect(JSON.parse(again!.body)).toEqual({
      errors: [
        { message: 'The answer took longer than 4 s; ask for less.', extensions: { code: 'TIMEOUT' } },
      ],
    });
    expect(again).toEqual({ ...first, headers: again!.headers });
    expect(again!.status).toBe(503);
  });

  it('is ignored when the client has gone', async () => {
    const posted = { query: '{ events(first: 1) { nodes { id } } }' };
    await long(posted);
    const leaving = new AbortController();
    const asked = short(posted, {}, { signal: leaving.signal });
    leaving.abort();
    await expect(asked).rejects.toThrow(/abort/i);
  });
});

describe('an authenticated caller', () => {
  const query =
    '{ viewer { id kind name expiresAt permissions { scope of } } themes(first: 1) { nodes { code } } }';
  const editor: Actor = {
    kind: 'PERSON',
    id: 'somebody',
    name: 'Somebody',
    roles: ['AUTHORITY_EDITOR'],
    permissions: [{ scope: 'expertise:write', of: 'one' }],
    expiresAt: Date.parse('2030-01-01T00:00:00Z'),
  };

  it('gets the same response both ways, and it is not cached', async () => {
    const first = await long({ query }, {}, editor);
    expect(JSON.parse(first.body).data.viewer).toEqual({
      id: 'somebody',
      kind: 'PERSON',
      name: 'Somebody',
      expiresAt: '2030-01-01T00:00:00.000Z',
      permissions: [{ scope: 'expertise:write', of: ['one'] }],
    });
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.headers.vary).toMatch(/authorization/);
    expect(await short({ query }, {}, { actor: editor })).toEqual(first);
  });

  it('is anonymous at the next request without a token', async () => {
    await long({ query }, {}, editor);
    const first = await long({ query });
    expect(JSON.parse(first.body).data.viewer).toBeNull();
    expect(first.headers['cache-control']).toBe('private, max-age=5');
    expect(await short({ query })).toEqual(first);
  });
});

describe('what is left to the runtime', () => {
  const query = 'query A($first: Int) { themes(first: $first) { nodes { code } } }';
  const two = `${query} query B { __typename }`;
  const heavy = `query ($first: Int) { authorities(first: $first) {
    nodes { partnerships(first: $first) { nodes { foreignAuthorities { name } } } }
  } }`;
  beforeAll(async () => {
    await long({ query, variables: { first: 1 } });
    await long({ query: two, operationName: 'A' });
    const light = { query: heavy, variables: { first: 2 } };
    expect(await long(light)).toEqual(await short(light));
  });

  it.each([
    ['no JSON', '{"query":'],
    ['a list of operations', [{ query }]],
    ['a part that is none', { query, persisted: 'x' }],
    ['variables that are a list', { query, variables: [1] }],
    ['a variable of another type', { query, variables: { first: 'many' } }],
    ['variables that are nested too deeply', { query, variables: { first: nested(30) } }],
    ['pages that weigh too much', { query: heavy, variables: { first: 100 } }],
    ['a name that is no text', { query, operationName: 1 }],
    ['a name that no operation has', { query, operationName: 'C' }],
    ['two operations and no name', { query: two }],
    ['an empty document', { query: '' }],
  ])('%s', async (_, posted) => {
    expect(await short(posted)).toBeUndefined();
  });

  it('a request for another content type', async () => {
    for (const accept of [
      'text/event-stream',
      'multipart/mixed',
      'text/html',
      'application/json;charset=utf-16',
    ])
      expect(await short({ query }, { accept })).toBeUndefined();
  });

  it('one of two operations, by its name, is cached', async () => {
    const posted = { query: two, operationName: 'A', variables: { first: 2 } };
    expect(await short(posted)).toEqual(await long(posted));
  });
});

function withoutEnd(answer: { body: string } | undefined) {
  return answer && { ...answer, body: answer.body.replaceAll(/"endCursor":"[^"]*"/g, '') };
}

function nested(levels: number): unknown {
  return levels ? [nested(levels - 1)] : 1;
}
