import { expect, it } from '@jest/globals';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  buildSchema,
  execute,
  isObjectType,
  parse,
  printSchema,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { InventedGraph } from '../../tests/support/oracle/invented-graph.js';
import { SEED, deep } from '../../tests/support/random/depth.js';
import { Random } from '../../tests/support/random/random.js';
import { Engine } from './engine.js';

// Mutations of two subgraphs, compared with graphql-js over the whole schema: what is executed, in which order, and the answer.

const MUTATIONS = ['mustOne', 'mayOne', 'mustTwo', 'mayTwo'];
const sdl = Object.fromEntries(
  ['One', 'Two'].map((name) => [
    name.toLowerCase(),
    `type Query { is${name}: Int }
     type Mutation { must${name}(number: Int, fails: Boolean): Done! may${name}(number: Int, fails: Boolean): Done }
     type Done @shareable { number: Int! broken: Int!  odd: Boolean }`,
  ]),
);

/** Gives the mutations of a schema resolvers that log their numbers, and fail on demand. */
function resolving(schema: GraphQLSchema, log: number[]): GraphQLSchema {
  for (const name of MUTATIONS) {
    const field = schema.getMutationType()!.getFields()[name];
    if (!field) continue;
    field.resolve = async (_source, { number, fails }) => {
      await Promise.resolve();
      log.push(number);
      if (fails) throw new Error(`${number} fails`);
      return { number, odd: number % 2 === 1 };
    };
  }
  const done = schema.getType('Done');
  if (isObjectType(done))
    done.getFields().broken!.resolve = () => {
      throw new Error('broken');
    };
  return schema;
}

const graph = new InventedGraph(sdl, { seed: SEED });
const planner = new QueryPlanner(graph.supergraph);
const engine = new Engine({
  supergraph: graph.supergraph,
  schema: graph.api,
  plan: (text) => planner.planAsync(text, undefined, new Set(), 0),
});

/** Executes a mutation by the engine, and by graphql-js. */
async function both(text: string): Promise<{ found: object; wanted: object }> {
  const document = parse(text);
  const [log, expectedLog]: number[][] = [[], []];
  const subgraphs = new Map(
    Object.entries(sdl).map(([name, own]) => [
      name,
      resolving(buildSchema(own.replaceAll('@shareable', '')), log!),
    ]),
  );
  const answer = await engine.execute({ document }, async (subgraph, request) =>
    execute({
      schema: subgraphs.get(subgraph)!,
      document: request.document,
      variableValues: request.variables ?? {},
    }),
  );
  const api = resolving(buildSchema(printSchema(graph.api)), expectedLog!);
  const expected = await execute({ schema: api, document });
  return { found: { ...essence(answer), log }, wanted: { ...essence(expected), log: expectedLog } };
}

function essence({ data, errors = [] }: ExecutionResult) {
  return {
    data: JSON.stringify(data),
    errors: errors.map(({ message, path }) => `${path?.join('.')} ${message}`).sort(),
  };
}

it.each([
  [
    'in their order',
    '{ mustOne(number: 1) { number } mustTwo(number: 2) { odd } mayOne(number: 3) { odd } }',
  ],
  [
    'once each',
    '{ mustOne(number: 1) { number } ...F mustOne(number: 1) { odd } } fragment F on Mutation { mustOne(number: 1) { odd } }',
  ],
  [
    'none after one that leaves nothing, in its subgraph',
    '{ mayOne(number: 1) { odd } mustOne(number: 2, fails: true) { odd } a: mustOne(number: 3) { odd } }',
  ],
  [
    'none after one that leaves nothing, in another subgraph',
    '{ mayOne(number: 1) { odd } mustTwo(number: 2, fails: true) { odd } mustOne(number: 3) { odd } }',
  ],
  [
    'those after one that is null',
    '{ mayTwo(number: 1, fails: true) { odd } mustOne(number: 2) { odd } mayTwo(number: 1, fails: true) { odd } }',
  ],
  ['none after a payload that cannot be', '{ mustTwo(number: 1) { broken } mustOne(number: 2) { odd } }'],
  ['those after a payload that is null', '{ mayTwo(number: 1) { broken odd } mustOne(number: 2) { odd } }'],
])('are executed %s', async (_, selection) => {
  const { found, wanted } = await both(`mutation ${selection}`);
  expect(found).toEqual(wanted);
});

it('are executed and answered as by graphql-js', async () => {
  const random = new Random(SEED);
  for (let count = deep(2_000, 200); count > 0; count -= 1) {
    const fields = Array.from({ length: 1 + random.below(6) }, (_, at) => {
      const args = `(number: ${at}${random.chance(0.15) ? ', fails: true' : ''})`;
      return `a${at}: ${random.pick(MUTATIONS)}${args} { number ${random.chance(0.1) ? 'broken' : 'odd'} }`;
    });
    const text = `mutation { ${fields.join(' ')} }`;
    const { found, wanted } = await both(text);
    expect({ text, ...found }).toEqual({ text, ...wanted });
  }
});
