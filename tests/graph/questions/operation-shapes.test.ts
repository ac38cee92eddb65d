import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  introspectionFromSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { doorsOf } from '../../support/doors.js';
import { GRAPH, ask } from '../../support/graph.js';

// Shapes of operations that clients compose without noticing, and that an engine of federation is easily wrong about: each
// with its answer, through every door.

const BENIN = makeId('Country', 'BJ');
const WATER = makeId('Theme', 'ENV-WATER');

/** name, operation, variables, data */
const shapes: [string, string, Record<string, unknown>, unknown][] = [
  [
    'the same list twice',
    '{ regions(first: 2) { nodes { code } nodes { name } } }',
    {},
    {
      regions: {
        nodes: [
          { code: '01', name: 'Guadeloupe' },
          { code: '02', name: 'Martinique' },
        ],
      },
    },
  ],
  [
    'a list of scalars twice',
    '{ theme(code: "ENV-WATERWASTE") { subtreeCodes subtreeCodes } }',
    {},
    { theme: { subtreeCodes: ['ENV-WASTE', 'ENV-WATER', 'ENV-WATERWASTE'] } },
  ],
  [
    'an alias that equals a key, deep inside',
    '{ expertises(first: 1, filter: { theme: { code: "ENV-WATER" } }) { nodes { theme { id: code code: id parent { code } } } } }',
    {},
    {
      expertises: {
        nodes: [{ theme: { id: 'ENV-WATER', code: WATER, parent: { code: 'ENV-WATERWASTE' } } }],
      },
    },
  ],
  [
    'a condition on a fragment beside an equal selection',
    'query ($no: Boolean!) { theme(code: "EDU") { ...F @include(if: $no) code } } fragment F on Theme { code level }',
    { no: false },
    { theme: { code: 'EDU' } },
  ],
  [
    'a condition on a field beside an equal selection',
    'query ($yes: Boolean!) { theme(code: "EDU") { parent @skip(if: $yes) { code } code @skip(if: $yes) ... on Theme { code } } }',
    { yes: true },
    { theme: { code: 'EDU' } },
  ],
  ['all root fields left out by a literal', '{ themes(first: 1) @skip(if: true) { totalCount } }', {}, {}],
  [
    'all root fields left out by a default',
    'query ($no: Boolean = false) { themes(first: 1) @include(if: $no) { totalCount } }',
    {},
    {},
  ],
  [
    'a fragment on an interface inside one on the interface',
    '{ theme(code: "EDU") { ... on Node { ... on Theme { code } } } }',
    {},
    { theme: { code: 'EDU' } },
  ],
  [
    '__typename beside a fragment at the root',
    '{ __typename ...F } fragment F on Query { theme(code: "EDU") { __typename code } }',
    {},
    { __typename: 'Query', theme: { __typename: 'Theme', code: 'EDU' } },
  ],
  [
    'introspection beside fields, in a fragment',
    '{ theme(code: "EDU") { code } ...I } fragment I on Query { __type(name: "Theme") { name kind } __schema { queryType { name } } }',
    {},
    {
      theme: { code: 'EDU' },
      __type: { name: 'Theme', kind: 'OBJECT' },
      __schema: { queryType: { name: 'Query' } },
    },
  ],
  [
    'escapes of any code point',
    String.raw`{ a: theme(code: "\u{45}DU") { code } b: theme(code: "ED\u0055") { code } c: theme(code: "\uD83D\uDE00") { code } d: theme(code: """EDU""") { code } }`,
    {},
    { a: { code: 'EDU' }, b: { code: 'EDU' }, c: null, d: { code: 'EDU' } },
  ],
  ['an integer beyond 64 bits as an id', `{ theme(code: ${'9'.repeat(40)}) { code } }`, {}, { theme: null }],
  [
    'the alias __typename',
    '{ theme(code: "EDU") { __typename: name(lang: EN) } }',
    {},
    { theme: { __typename: 'Education, social affairs and research' } },
  ],
  [
    'aliases that are members of every object',
    '{ __proto__: theme(code: "EDU") { __proto__: code constructor: level toString: code } }',
    {},
    JSON.parse('{"__proto__":{"__proto__":"EDU","constructor":1,"toString":"EDU"}}'),
  ],
  [
    'variables that are named so',
    'query ($__proto__: ID, $constructor: ID = "EDU", $toString: Boolean = true) { a: theme(code: $__proto__) { code } b: theme(code: $constructor) { code @include(if: $toString) } }',
    JSON.parse('{"__proto__":"ENV"}') as Record<string, unknown>,
    { a: { code: 'ENV' }, b: { code: 'EDU' } },
  ],
  [
    'variables that are named as those of the engine',
    'query ($representations: ID, $v0: ID, $__batch_reps_0: Int, $toString: ID) { a: theme(code: $representations) { code } b: theme(code: $v0) { code } c: theme(code: $toString) { code parent { code } } themes(first: $__batch_reps_0) { nodes { code } } }',
    { representations: 'EDU', v0: 'ENV', __batch_reps_0: 1, toString: 'ENV-WATER' },
    {
      a: { code: 'EDU' },
      b: { code: 'ENV' },
      c: { code: 'ENV-WATER', parent: { code: 'ENV-WATERWASTE' } },
      themes: { nodes: [{ code: 'CUL' }] },
    },
  ],
  [
    'a guarded field that a default leaves out',
    'query ($x: Boolean = false) { __typename audit(of: "x") @include(if: $x) { nodes { id } } }',
    {},
    { __typename: 'Query' },
  ],
  [
    'one key with other arguments under two types of node',
    `{ nodes(ids: ["${BENIN}", "${WATER}"]) { __typename ... on Country { list: newsItems(first: 1) { pageInfo { hasPreviousPage } } } ... on Theme { list: newsItems(first: 2) { pageInfo { hasPreviousPage } } } } }`,
    {},
    {
      nodes: [
        { __typename: 'Country', list: { pageInfo: { hasPreviousPage: false } } },
        { __typename: 'Theme', list: { pageInfo: { hasPreviousPage: false } } },
      ],
    },
  ],
  [
    'a name at two depths in two fragments of one object',
    '{ theme(code: "ENV-WATER") { ...A ...B } } fragment A on Theme { parent { code } } fragment B on Theme { parent { parent { code } level } }',
    {},
    { theme: { parent: { code: 'ENV-WATERWASTE', parent: { code: 'ENV' }, level: 2 } } },
  ],
];

describe.each(doorsOf(() => GRAPH))('through %s', (_, through) => {
  it.each(shapes)('is answered: %s', async (_name, query, variables, data) => {
    const answer = await through(query, variables);
    expect(JSON.stringify(answer)).toBe(JSON.stringify({ data }));
  });

  it('counts by the key of the object, whatever its alias', async () => {
    const withAlias = await through('{ country(code: "BJ") { code: name partnerships { totalCount } } }', {});
    const without = await through('{ country(code: "BJ") { name partnerships { totalCount } } }', {});
    const count = (answer: any) => answer.data.country.partnerships.totalCount;
    expect(count(withAlias)).toBe(count(without));
    expect(count(withAlias)).toBeGreaterThan(0);
  });
});

it('introspection shows the published schema, and nothing of how it is composed', async () => {
  const { data } = await ask(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }));
  const published = buildSchema(
    readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'),
  );
  expect(printSchema(buildClientSchema(data))).toBe(printSchema(asIntrospected(published)));
});

/** The schema without what introspection does not show: the directives of its fields. */
const asIntrospected = (schema: GraphQLSchema): GraphQLSchema =>
  buildClientSchema(introspectionFromSchema(schema));
