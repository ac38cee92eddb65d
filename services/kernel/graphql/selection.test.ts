import { describe, expect, it } from '@jest/globals';
import { GraphQLObjectType, GraphQLSchema, GraphQLString, execute, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { selectedPaths } from './selection.js';

let seen: string[] = [];
const thing: GraphQLObjectType = new GraphQLObjectType({
  name: 'Thing',
  fields: () => ({ name: { type: GraphQLString }, inner: { type: thing } }),
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      thing: {
        type: thing,
        resolve(_root, _args, _context, info) {
          seen = [...selectedPaths(info)].sort();
          return {};
        },
      },
    },
  }),
});

const CASES: [query: string, paths: string[]][] = [
  ['{ thing { name inner { name } } }', ['inner', 'inner.name', 'name']],
  ['{ thing { other: inner { name: __typename } } }', ['inner', 'inner.__typename']],
  [
    '{ thing { ...T } } fragment T on Thing { ... { inner { ...U } } } fragment U on Thing { name }',
    ['inner', 'inner.name'],
  ],
  [
    'query ($yes: Boolean!) { thing { name @skip(if: $yes) inner @include(if: $yes) { name } } }',
    ['inner', 'inner.name'],
  ],
  ['query ($no: Boolean = false) { thing { name ... @include(if: $no) { inner { name } } } }', ['name']],
  ['{ thing { name @include(if: false) } more: thing { name @skip(if: false) } }', ['name']],
  ['{ thing { name } thing { inner { name } } }', ['inner', 'inner.name', 'name']],
];

describe('selectedPaths', () => {
  it.each(CASES)('%s', async (query, paths) => {
    const document = parse(query);
    const variableValues = { yes: true, no: false };
    await execute({ schema, document, variableValues });
    expect(seen).toEqual(paths);
    const compiled = compileQuery(schema, document, undefined, {});
    if (!isCompiledQuery(compiled)) throw new Error('not compiled');
    await compiled.query({}, {}, variableValues);
    expect(seen).toEqual(paths);
  });
});
