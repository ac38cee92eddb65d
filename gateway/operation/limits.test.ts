import { describe, expect, it } from '@jest/globals';
import { GraphQLError, buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { checkText, checkWeight, type Limits } from './limits.js';
import { weightOf } from './weight.js';
import { slowness } from '../../tests/support/slowness.js';

const schema = buildSchema(`
  type Query { themes(first: Int, last: Int): ThemeConnection!  theme(code: ID): Theme  nodes(ids: [ID!]!): [Theme]!
    suggest(first: Int = 10): [Theme!]  statistics(first: Int = 100): Statistics }
  type Statistics { total: Int!  groups: [Group!]!  freshness: Freshness! }
  type Group { count: Int!  theme: Theme }
  type Freshness { cursor: String! }
  type ThemeConnection { nodes: [Theme!]!  edges: [ThemeEdge!]!  totalCount: Int!  pageInfo: PageInfo! }
  type ThemeEdge { cursor: String!  node: Theme! }
  type PageInfo { hasNextPage: Boolean! }
  type Theme { code: ID!  parent: Theme  ancestors: [Theme!]!  themes(first: Int, last: Int): ThemeConnection! }
`);
const limits: Limits = { maxTokens: 2000, maxDepth: 12, maxAliases: 60, maxCost: 10_000 };

const weigh = (query: string, variables = {}, operationName?: string) =>
  weightOf(parse(query), schema, variables, operationName);
const costOf = (query: string, variables = {}) => weigh(query, variables).cost;

function limitOf(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    expect((error as GraphQLError).extensions.code).toBe('OPERATION_LIMIT_EXCEEDED');
    return (error as GraphQLError).extensions.limit;
  }
  return undefined;
}

describe('the text of a document', () => {
  it.each([
    ['2001 tokens', 'a '.repeat(2001), 'tokens'],
    ['33 brackets in brackets', '{'.repeat(33), 'nesting'],
    ['33 brackets of all kinds', '{([ '.repeat(11), 'nesting'],
    ['a flood of comments', `{ a } ${'#\n'.repeat(20_000)}`, 'characters'],
    ['a flood of commas', `{ a } ${','.repeat(40_000)}`, 'characters'],
    ['a huge literal', `{ a(b: "${'x'.repeat(40_000)}") }`, 'characters'],
  ])('is refused with %s', (_name, text, limit) =>
    expect(limitOf(() => checkText(text, limits))).toBe(limit),
  );

  it('may hold 2000 tokens and 32 nested brackets; invalid tokens are left to the parser', () => {
    for (const text of ['a '.repeat(2000), `${'{'.repeat(32)}${'}'.repeat(32)}`.repeat(2), '{ a ? }'])
      expect(() => checkText(text, limits)).not.toThrow();
  });
});

describe('the cost of an operation', () => {
  it.each([
    ['one object', '{ theme(code: "EDU") { code } }', 1],
    ['a page without size', '{ themes { nodes { code } } }', 20],
    ['a page with a size', '{ themes(first: 7) { nodes { code } } }', 7],
    ['a page from the end', '{ themes(last: 7) { nodes { code } } }', 7],
    ['edges as nodes', '{ themes(first: 7) { edges { node { code } } } }', 7],
    ['edges and nodes', '{ themes(first: 7) { edges { node { code } } nodes { code } } }', 14],
    ['a count alone', '{ themes(first: 100) { totalCount pageInfo { hasNextPage } } }', 0],
    ['an object in each', '{ themes(first: 7) { nodes { parent { code } } } }', 14],
    ['a list of unknown length', '{ theme(code: "EDU") { ancestors { code } } }', 6],
    ['a list with a size', '{ suggest(first: 3) { code } }', 3],
    ['a list whose size has a default', '{ suggest { parent { code } } }', 20],
    ['groups with a size', '{ statistics(first: 1000) { groups { count theme { code } } } }', 2001],
    ['groups without a size', '{ statistics { groups { count } freshness { cursor } } }', 102],
    ['no groups', '{ statistics(first: 1000) { total freshness { cursor } } }', 2],
    ['groups beyond what there is', '{ statistics(first: 1000000) { groups { count } } }', 1001],
    ['a list by ids', '{ nodes(ids: ["a", "b", "c"]) { code } }', 3],
    [
      'a page in each of a page',
      '{ themes(first: 10) { nodes { themes(first: 10) { nodes { code } } } } }',
      110,
    ],
    ['sizes out of range, which the subgraph refuses', '{ themes(first: 1000000) { nodes { code } } }', 100],
    ['a negative size', '{ themes(first: -5) { nodes { code } } }', 20],
    [
      'a fragment, at each place',
      '{ themes(first: 10) { ...P } a: themes(first: 10) { ...P } } fragment P on ThemeConnection { nodes { code } }',
      20,
    ],
    [
      'a fragment on pages of other sizes',
      '{ themes(first: 10) { ...P } a: themes(first: 1) { ...P } } fragment P on ThemeConnection { nodes { code } }',
      11,
    ],
    [
      'a size in the default of a variable',
      'query ($n: Int = 50) { themes(first: $n) { nodes { code } } }',
      50,
    ],
  ])('counts %s', (_name, query, cost) => expect(costOf(query)).toBe(cost));

  it('reads sizes from variables', () => {
    expect(costOf('query ($n: Int = 50) { themes(first: $n) { nodes { code } } }', { n: 3 })).toBe(3);
    expect(costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { code } }', { ids: Array(40).fill('x') })).toBe(
      40,
    );
  });

  it('is that of the operation that is named', () => {
    const both = 'query A { themes(first: 100) { nodes { code } } } query B { theme(code: "EDU") { code } }';
    expect(weigh(both, {}, 'B').cost).toBe(1);
    expect(weigh(both).cost).toBe(101);
  });
});

describe('the depth', () => {
  it('does not depend on how a page is written', () => {
    expect(weigh('{ themes { nodes { code } } }').depth).toBe(2);
    expect(weigh('{ themes { edges { node { code } } } }').depth).toBe(2);
    expect(weigh('{ themes { nodes { parent { code } } } }').depth).toBe(3);
    expect(weigh('{ themes { totalCount } }').depth).toBe(2);
  });
});

describe('what an operation may ask for', () => {
  const check = (query: string) => limitOf(() => checkWeight(parse(query), schema, {}, undefined, limits));
  const bomb = (levels: number, twice = 'b: parent') =>
    `{ theme { ...F0 } } ${Array.from({ length: levels }, (_, i) => `fragment F${i} on Theme { parent { ...F${i + 1} } ${twice} { ...F${i + 1} } }`).join(' ')} fragment F${levels} on Theme { code }`;

  it.each([
    ['13 levels', `{ theme ${'{ parent '.repeat(11)} { code } ${'}'.repeat(11)} }`, 'depth'],
    [
      '61 aliases',
      `{ ${Array.from({ length: 61 }, (_, i) => `k${i}: theme { code }`).join(' ')} }`,
      'aliases',
    ],
    [
      '45 aliases in each of 45',
      `{ ${Array.from({ length: 45 }, (_, i) => `k${i}: theme { ...F }`).join(' ')} } fragment F on Theme { ${Array.from({ length: 45 }, (_, i) => `k${i}: parent { code }`).join(' ')} }`,
      'aliases',
    ],
    [
      'a page of 100 in each of 100 in each of 100',
      '{ themes(first: 100) { nodes { themes(first: 100) { nodes { themes(first: 100) { nodes { code } } } } } } }',
      'cost',
    ],
    ['a fragment bomb of 26 levels', bomb(26), 'depth'],
    [
      'a fragment bomb without aliases that is not deep',
      bomb(10)
        .replaceAll('b: parent', 'parent')
        .replaceAll(/parent \{ (...F\d+) \}/g, 'parent { $1 } parent { $1 } '),
      'cost',
    ],
    [
      'a schema that asks for its types again and again',
      `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`,
      'introspection',
    ],
  ])('is not %s', (_name, query, limit) => expect(check(query)).toBe(limit));

  it.each([
    ['12 levels', `{ theme ${'{ parent '.repeat(10)} { code } ${'}'.repeat(10)} }`],
    ['60 aliases', `{ ${Array.from({ length: 60 }, (_, i) => `k${i}: theme { code }`).join(' ')} }`],
    [
      'a page of 100 with two lists of 20 in each',
      '{ themes(first: 100) { nodes { themes(first: 20) { nodes { code } } b: themes(first: 20) { nodes { code } } } } }',
    ],
    [
      'the introspection of GraphiQL',
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true }),
    ],
    [
      'fragments that hold each other, which validation refuses',
      '{ theme { ...A } } fragment A on Theme { parent { ...B } } fragment B on Theme { parent { ...A } }',
    ],
    ['fields and fragments that do not exist, which validation refuses', '{ nope { nope { ...Nope } } }'],
  ])('may be %s', (_name, query) => expect(check(query)).toBeUndefined());

  it('is checked in time linear in the length of the text', () => {
    const started = performance.now();
    for (const levels of [26, 50, 100]) check(bomb(levels));
    expect(performance.now() - started).toBeLessThan(200 * slowness());
  });
});
