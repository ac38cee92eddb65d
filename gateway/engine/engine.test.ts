import { describe, expect, it } from '@jest/globals';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { parse, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import { InventedGraph } from '../../tests/support/oracle/invented-graph.js';
import { OperationGenerator, type GeneratedOperation } from '../../tests/support/oracle/operations.js';
import { randomArguments } from '../../tests/support/oracle/random-arguments.js';
import { SMALL_GRAPHS, type SmallGraph } from '../../tests/support/oracle/supergraphs.js';
import { SEED, deep } from '../../tests/support/random/depth.js';
import { Random } from '../../tests/support/random/random.js';
import { Engine } from './engine.js';

// Generated operations on small invented graphs, compared with graphql-js over the whole schema.

const OPERATIONS = deep(1_000, 40);

function openEngine(
  { sdl, options }: SmallGraph,
  rates: { errorRate?: number; nullRate?: number; seed?: number } = {},
) {
  const graph = new InventedGraph(sdl, { ...options, seed: SEED, ...rates });
  const planner = new QueryPlanner(graph.supergraph);
  const engine = new Engine({
    supergraph: graph.supergraph,
    schema: graph.api,
    plan(text) {
      // A normalised operation is an operation, too: keys that alternatives do not share would conflict in it.
      const [error] = validate(graph.api, parse(text));
      if (error) graph.invalid.set(text, error.message);
      return planner.planAsync(text, undefined, new Set(), 0);
    },
  });
  const execute = (operation: Pick<GeneratedOperation, 'document' | 'variables'>): Promise<ExecutionResult> =>
    engine.execute(operation, (subgraph, { document, variables = {} }) =>
      graph.ask(subgraph, document, variables),
    );
  return { graph, execute };
}

/** The data to the byte, and where errors left nulls: what is lost with an object may be reported by any of its parts. */
function essence({ data, errors = [] }: ExecutionResult): { data: string; places: string[] } {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data;
    const place: (string | number)[] = [];
    for (const part of path) {
      if (value === null || value === undefined) break;
      value = (value as Record<string | number, unknown>)[part];
      place.push(part);
    }
    return place.join('.');
  });
  return { data: JSON.stringify(data ?? null), places: [...new Set(places)].sort() };
}

/** Returns the first operation that is answered otherwise than by graphql-js, and the fetches that were not valid. */
async function differences(
  small: SmallGraph,
  rates: { errorRate?: number; nullRate?: number },
): Promise<{ different: object[]; invalid: object[] }> {
  const { graph, execute } = openEngine(small, rates);
  const random = new Random(SEED);
  const generator = new OperationGenerator(random, {
    schema: graph.api,
    argumentsOf: randomArguments(random),
    isSelectable: ({ name }, parent) => !small.unplannable?.includes(`${parent.name}.${name}`),
    maxDepth: 4,
  });
  const different: object[] = [];
  for (let number = 0; number < OPERATIONS && !different.length; number += 1) {
    const { text, document, variables } = generator.next();
    const found = essence(await execute({ document, variables }));
    const wanted = essence(await graph.expected(document, variables));
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      different.push({ number, seed: SEED, text, variables, found, wanted });
  }
  return { different, invalid: [...graph.invalid] };
}

const NONE = { different: [], invalid: [] };

describe.each(SMALL_GRAPHS)('$name', (small) => {
  it('is answered as by graphql-js', async () => expect(await differences(small, {})).toEqual(NONE));
  it('is answered as by graphql-js when values are null', async () =>
    expect(await differences(small, { nullRate: 0.2 })).toEqual(NONE));
  it('has its errors at the same places when fields fail', async () =>
    expect(await differences(small, { nullRate: 0.1, errorRate: 0.04 })).toEqual(NONE));
});

describe('an operation on members of an interface', () => {
  it.each([
    [
      'with one key and other arguments below them',
      '{ things { ... on Book { parent { related(first: 1) { id } } } ... on Person { parent { related(first: 2) { id } } } } }',
    ],
    ['with equal ids', '{ things { ... on Book { tags } ... on Person { tags } } }'],
    [
      'with keys of one name and two types',
      '{ things { ... on Book { loans } ... on Person { loans(first: 1) } } }',
    ],
  ])('%s is answered as by graphql-js', async (_, text) => {
    const document = parse(text);
    for (let seed = 1; seed <= 40; seed += 1) {
      const { graph, execute } = openEngine(SMALL_GRAPHS[0]!, { seed });
      const operation = { document, variables: {} };
      const found = { data: essence(await execute(operation)), invalid: [...graph.invalid] };
      expect(found).toEqual({ data: essence(await graph.expected(document, {})), invalid: [] });
    }
  });
});

it('answers every document of an operation again after its plan has failed once', async () => {
  const [small] = SMALL_GRAPHS;
  const graph = new InventedGraph(small!.sdl, { ...small!.options, seed: SEED });
  const planner = new QueryPlanner(graph.supergraph);
  let failures = 1;
  const engine = new Engine({
    supergraph: graph.supergraph,
    schema: graph.api,
    async plan(text) {
      await Promise.resolve();
      if (failures-- > 0) throw new Error('no planner');
      return planner.planAsync(text, undefined, new Set(), 0);
    },
  });
  const execute = (document: DocumentNode) =>
    engine.execute({ document }, (subgraph, { document: own, variables = {} }) =>
      graph.ask(subgraph, own, variables),
    );
  // The same once normalised.
  const documents = [
    '{ book(id: "1") { title } }',
    '{ ...F } fragment F on Query { book(id: "1") { title } }',
  ].map((text) => parse(text));
  const first = await Promise.allSettled(documents.map(execute));
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  for (const document of documents)
    expect(await execute(document)).toEqual(await graph.expected(document, {}));
});

it('places many errors in a time that grows with their number', async () => {
  const sdl = {
    one: 'type Query { all(first: Int): [Item!]! } type Item @key(fields: "id") { id: ID! }',
    two: 'type Item @key(fields: "id") { id: ID!  broken: String  other: String }',
  };
  const graph = new InventedGraph(sdl, { seed: SEED, errorRate: 1 });
  const engine = new Engine({
    supergraph: graph.supergraph,
    schema: graph.api,
    plan: (text) => new QueryPlanner(graph.supergraph).planAsync(text, undefined, new Set(), 0),
  });
  const COUNT = 2_000;
  const { errors } = await engine.execute(
    { document: parse('{ all { broken other } }') },
    async (subgraph, { document, variables = {} }) =>
      subgraph === 'one'
        ? { data: { all: Array.from({ length: COUNT }, (_, id) => ({ __typename: 'Item', id: `${id}` })) } }
        : graph.ask(subgraph, document, variables),
  );
  expect(errors).toHaveLength(2 * COUNT);
  expect(errors![0]!.path).toEqual(['all', 0, 'broken']);
  expect(errors!.at(-1)!.path).toEqual(['all', COUNT - 1, 'other']);
});
