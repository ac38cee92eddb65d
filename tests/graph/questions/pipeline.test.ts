import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor, type SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { makeId } from '#kernel/values';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { readExamples } from '../../../gateway/operation/examples.js';
import { openPipeline } from '../../../gateway/operation/open-pipeline.js';
import type { Answer } from '../../../gateway/operation/pipeline.js';
import { readConfig } from '../../../gateway/settings/config.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';

// The pipeline inside this process, on the database of the shared graph, with subgraphs that can be made to fail: an
// operation is answered in the same way when it is asked again, whatever happened at the first time.

const schema = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
const log = pino({ level: 'silent' });
const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const REQUEST_TIMEOUT_MS = 4_000;

const broken = new Set<string>();
const silent = new Set<string>();
let runtimes: SubgraphRuntime[] = [];
let graph: ReturnType<typeof openPipeline>;

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
  graph = openPipeline(readConfig({ REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS) }), clients, log);
  // Schemas are built and connections opened at the first answer, which a slow machine may need long for.
  for (const { query, variables } of readExamples()) await answer({ query, variables });
});
afterAll(async () => {
  await graph?.planner.close();
  await Promise.all(runtimes.map((runtime) => runtime.close()));
});

interface Request {
  query?: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

async function answer(request: Request, actor: Actor = ANONYMOUS, signal?: AbortSignal): Promise<any> {
  const caller = { actor, language: 'FR' as const, requestId: 'the-same' };
  return plain(await graph.pipeline.answer(request, caller, signal ? { signal } : {}));
}

const plain = (given: Answer): unknown => JSON.parse(JSON.stringify(given));
/** The current end of the outboxes is part of a cursor, and other tests write. */
const withoutEnd = (given: unknown) => JSON.stringify(given).replaceAll(/"endCursor":"[^"]*"/g, '');

describe('an operation that is asked again', () => {
  it.each(readExamples())('is answered as before: $name', async ({ query, variables }) => {
    const first = await answer({ query, variables });
    expect(first).toMatchObject({ kind: 'EXECUTED' });
    expect(first.result.errors).toBeUndefined();
    expect(withoutEnd(await answer({ query, variables }))).toEqual(withoutEnd(first));
  });

  it('is answered by its name, one of two', async () => {
    const query =
      'query A($first: Int) { themes(first: $first) { totalCount nodes { code } } } query B { __typename }';
    const first = await answer({ query, operationName: 'A', variables: { first: 2 } });
    expect(first.result.data.themes.nodes).toHaveLength(2);
    expect(await answer({ query, operationName: 'B' })).toEqual({
      kind: 'EXECUTED',
      operation: 'query',
      result: { data: { __typename: 'Query' } },
    });
    expect(await answer({ query, operationName: 'A', variables: { first: 2 } })).toEqual(first);
  });
});

describe('a failure', () => {
  const query = `query ($after: String, $first: Int, $id: ID!) {
    authorities(first: $first, after: $after) { nodes { name partnerships(first: 1) { totalCount } } }
    authority(id: $id) { name }
  }`;
  const well = { query, variables: { first: 2, id: makeId('Authority', 'nobody') } };

  it.each([
    ['a cursor that is none', { ...well.variables, after: 'x' }],
    ['a page that is too large', { ...well.variables, first: 1_000 }],
    ['an id that is none', { ...well.variables, id: '1' }],
  ])('has a typed error, and the operation is answered afterwards: %s', async (_, variables) => {
    const first = await answer({ query, variables });
    expect(JSON.stringify(first)).toContain('"code":"BAD_USER_INPUT"');
    expect(await answer({ query, variables })).toEqual(first);
    expect((await answer(well)).result.errors).toBeUndefined();
  });

  it('is masked, and leaves the other subgraphs answering', async () => {
    broken.add('cooperations');
    const first = await answer(well);
    const again = await answer(well);
    broken.delete('cooperations');
    expect(JSON.stringify(first)).toMatch(/"INTERNAL".*"name"/s);
    expect(JSON.stringify(first)).not.toContain('password');
    expect(again).toEqual(first);
    expect((await answer(well)).result.errors).toBeUndefined();
  });

  it('is null at the root when the first subgraph fails', async () => {
    const asked = { query: '{ countryGroups(first: 1) { nodes { id } } }' };
    broken.add('country-groups');
    const first = await answer(asked);
    const again = await answer(asked);
    broken.delete('country-groups');
    expect(first.result.data).toEqual({ countryGroups: null });
    expect(again).toEqual(first);
    expect((await answer(asked)).result.data.countryGroups.nodes).toHaveLength(1);
  });

  it('is a timeout with its code when a subgraph does not answer', async () => {
    const asked = { query: '{ events(first: 1) { nodes { id } } }' };
    silent.add('events');
    const first = await answer(asked);
    silent.delete('events');
    expect(first).toEqual({
      kind: 'REFUSED',
      status: 503,
      jsonStatus: 503,
      errors: [
        { message: 'La réponse a pris plus de 4 s ; demandez-en moins.', extensions: { code: 'TIMEOUT' } },
      ],
    });
    expect((await answer(asked)).result.data.events.nodes).toHaveLength(1);
  });

  it('of the planner is ours: status 500, masked, and not for ever', async () => {
    const plan = graph.planner.plan.bind(graph.planner);
    graph.planner.plan = async () => {
      throw new Error('a secret of the planner');
    };
    const asked = { query: '{ theme(code: "EDU") { code children: level } }' };
    const first = await answer(asked);
    graph.planner.plan = plan;
    expect(first).toMatchObject({ kind: 'REFUSED', status: 500, jsonStatus: 500 });
    expect(first.errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: 'the-same' } }]);
    expect(JSON.stringify(first)).not.toContain('secret');
    expect((await answer(asked)).result.data).toEqual({ theme: { code: 'EDU', children: 1 } });
  });

  it('is nobody’s when the client has gone', async () => {
    const leaving = new AbortController();
    silent.add('events');
    const asked = answer({ query: '{ events(first: 1) { nodes { id } } }' }, ANONYMOUS, leaving.signal);
    leaving.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    silent.delete('events');
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

  it('gets answers of its own, also of a document that was answered to others', async () => {
    expect((await answer({ query })).result.data.viewer).toBeNull();
    expect((await answer({ query }, editor)).result.data.viewer).toEqual({
      // Not that of the person: clients keep one object for each id.
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      kind: 'PERSON',
      name: 'Somebody',
      expiresAt: '2030-01-01T00:00:00.000Z',
      permissions: [{ scope: 'expertise:write', of: ['one'] }],
    });
    expect((await answer({ query })).result.data.viewer).toBeNull();
  });
});

describe('a document that was answered', () => {
  const heavy = `query ($first: Int) { authorities(first: $first) {
    nodes { partnerships(first: $first) { nodes { foreignAuthorities { name } } } }
  } }`;

  it.each([
    ['a variable of another type', { first: 'many' }, 'BAD_USER_INPUT'],
    ['variables that are nested too deeply', { first: nested(30) }, 'BAD_USER_INPUT'],
    ['pages that weigh too much', { first: 1_000 }, 'OPERATION_LIMIT_EXCEEDED'],
  ])('is checked again: %s', async (_, variables, code) => {
    expect((await answer({ query: heavy, variables: { first: 2 } })).result.errors).toBeUndefined();
    const refused = await answer({ query: heavy, variables });
    expect(refused).toMatchObject({ kind: 'REFUSED', status: 400, jsonStatus: 200 });
    expect(refused.errors[0].extensions.code).toBe(code);
  });
});

function nested(levels: number): unknown {
  return levels ? [nested(levels - 1)] : 1;
}
