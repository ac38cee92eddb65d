import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, type ExecutionResult } from 'graphql';
import { InventedGraph } from '../support/oracle/invented-graph.js';
import { OperationGenerator } from '../support/oracle/operations.js';
import { randomArguments } from '../support/oracle/random-arguments.js';
import { SMALL_GRAPHS } from '../support/oracle/supergraphs.js';
import { SEED, deep } from '../support/random/depth.js';
import { Random } from '../support/random/random.js';
import { Workplace } from '../support/workplace.js';

// `npm run gateway -- --supergraph FILE`: another supergraph, with its subgraphs in other servers.

const OPERATIONS = deep(600, 60);
const workplace = new Workplace();
const [small] = SMALL_GRAPHS;
let graph: InventedGraph;
let servers: Server[] = [];
let address: string;
/** What the subgraphs answer instead, when they are to fail. */
let broken: object | undefined;

/** Serves a subgraph of the invented graph as any GraphQL server does. */
async function serve(name: string): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: object };
      void graph
        .ask(name, parse(query), variables as Record<string, unknown>)
        .then((result) => broken ?? result)
        .then((result) => response.setHeader('content-type', 'application/json').end(JSON.stringify(result)));
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

beforeAll(async () => {
  graph = new InventedGraph(small!.sdl, { ...small!.options, seed: SEED, nullRate: 0.1, errorRate: 0.02 });
  let supergraph = graph.supergraph;
  for (const name of Object.keys(small!.sdl))
    supergraph = supergraph.replace(`http://${name}/graphql`, await serve(name));
  const file = join(workplace.directory(), 'supergraph.graphql');
  writeFileSync(file, supergraph);
  const program = workplace.start({ PORT: '0', MAX_COST: '1000000', MAX_ALIASES: '1000' }, [
    'gateway',
    '--supergraph',
    file,
  ]);
  [, address] = (await program.printed(/is served at (http:\S+)\/graphql/)) as unknown as [string, string];
});
afterAll(async () => {
  await workplace.clear();
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

async function ask(query: string, variables: object = {}): Promise<ExecutionResult> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as ExecutionResult;
}

it('is answered as by graphql-js', async () => {
  const random = new Random(SEED);
  const generator = new OperationGenerator(random, {
    schema: graph.api,
    argumentsOf: randomArguments(random),
    isSelectable: () => true,
    maxDepth: 3,
  });
  for (let number = 0; number < OPERATIONS; number += 1) {
    const { text, document, variables } = generator.next();
    const { data } = await ask(text, variables);
    const wanted = await graph.expected(document, variables);
    expect({ text, data: JSON.stringify(data) }).toEqual({ text, data: JSON.stringify(wanted.data) });
  }
});

it('executes mutations in their order, once each', async () => {
  graph.mutations.length = 0;
  const { data, errors } = await ask(
    'mutation { a: recount(times: 1) b: greet(id: "1") { id email reviews { totalCount } } c: recount(times: 1) a: recount(times: 1) }',
  );
  expect(errors ?? []).toEqual([]);
  expect(data).toMatchObject({ a: expect.any(Number), b: { id: expect.any(String) } });
  expect(graph.mutations).toEqual(['recount({"times":1})', 'greet({"id":"1"})', 'recount({"times":1})']);
});

it('never answers a mutation from the cache', async () => {
  graph.mutations.length = 0;
  for (let time = 0; time < 2; time += 1) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { recount(times: 2) }' }),
    });
    expect([response.headers.get('cache-control'), response.headers.get('age')]).toEqual(['no-store', null]);
  }
  expect(graph.mutations).toHaveLength(2);
});

it.each([
  ['an object without data', {}],
  ['an error that is none of GraphQL', { message: 'the database is down' }],
  ['errors that are none', { errors: [null] }],
])('reports a subgraph that answers %s', async (_, answer) => {
  broken = answer;
  const { data, errors } = await ask(
    `{ book(id: "1") { ${Object.keys(answer).length ? 'title' : 'id title'} } }`,
  );
  broken = undefined;
  expect(data).toEqual({ book: null });
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'books' } }]);
});

it('has the errors of the subgraphs as they are, and serves the public schema', async () => {
  const { data } = await ask('{ __schema { types { name } } __type(name: "Book") { fields { name } } }');
  const names = (data as any).__schema.types.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['Query', 'Book', 'Review']));
  expect(names.filter((name: string) => /^(join|link)__|^_/.test(name) && !name.startsWith('__'))).toEqual(
    [],
  );
});

describe('a file that is no supergraph', () => {
  it.each([
    ['that is missing', '/nowhere/supergraph.graphql', /cannot be read/],
    ['that is none', new URL('../../../package.json', import.meta.url).pathname, /is no supergraph/],
  ])('%s is refused', async (_, file, message) => {
    const { code, output } = await workplace.run({ PORT: '0' }, ['gateway', '--supergraph', file]);
    expect(code).toBe(1);
    expect(output).toMatch(message);
  });
});
