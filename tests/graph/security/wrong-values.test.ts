import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  type GraphQLEnumType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { doorsOf } from '../../support/doors.js';
import { GRAPH } from '../../support/graph.js';
import { addressOf, startProgram, type Program } from '../../support/program.js';
import { deep } from '../../support/random/depth.js';

// Wrong values and misspelt names: the same error through every door, with the place of the value and what is expected
// there; nothing of the schema where it cannot be read.

const IN_DOCUMENT = '{ authorities(filter: { and: [{ kind: { in: [REGION, COMUNE] } }] }) { totalCount } }';
const IN_VARIABLE = 'query ($f: AuthoritySearchFilter) { authorities(filter: $f) { totalCount } }';
const MISSPELT = { f: { and: [{ kind: { in: ['REGION', 'COMUNE'] } }] } };
const EXPECTED = /^l’une des valeurs (\w+, )*COMMUNE(, \w+)*$/;

describe.each(doorsOf(() => GRAPH))('through %s', (_, through) => {
  it('an enum value in the document has its place, and those that the enum has', async () => {
    const { data, errors } = await through(IN_DOCUMENT, {});
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^filter\.and\.0\.kind\.in\.1 : attendu : .* Vouliez-vous dire « COMMUNE » \?$/,
        ),
        locations: [{ line: 1, column: IN_DOCUMENT.indexOf('COMUNE') + 1 }],
        extensions: {
          code: 'GRAPHQL_VALIDATION_FAILED',
          argument: 'filter.and.0.kind.in.1',
          expected: expect.stringMatching(EXPECTED),
        },
      },
    ]);
  });

  it('an enum value in a variable has its place, and those that the enum has', async () => {
    const { data, errors } = await through(IN_VARIABLE, MISSPELT);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^f\.and\.0\.kind\.in\.1 : attendu : .* Vouliez-vous dire « COMMUNE » \?$/,
        ),
        locations: [{ line: 1, column: 8 }],
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'f.and.0.kind.in.1',
          variable: 'f',
          expected: expect.stringMatching(EXPECTED),
        },
      },
    ]);
  });

  it.each([
    ['field', '{ authority(siren: "x") { nmae } }', /Did you mean "name"/],
    ['argument', '{ authority(sirn: "x") { name } }', /Did you mean "siren"/],
    [
      'type',
      'query ($f: AuthoritySerchFilter) { authorities(filter: $f) { totalCount } }',
      /"AuthoritySearchFilter"/,
    ],
  ])('a misspelt %s is answered with what was meant', async (_kind, query, message) => {
    const { errors } = await through(query, {});
    expect(errors![0]!.message).toMatch(message);
  });
});

const schema = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));

/** Enum values, and names of types, fields and arguments that are no words of a language. */
const NAMES = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)];
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const names = fields.flatMap((field) => [
      field.name,
      ...('args' in field ? field.args.map(({ name }: { name: string }) => name) : []),
    ]);
    return [type.name, ...names].filter((name) => /[a-z][A-Z]/.test(name));
  }),
);
const namesToldBy = (text: string) => (text.match(/\w+/g) ?? []).filter((name) => NAMES.has(name));

interface Question {
  query: string;
  variables: Record<string, unknown>;
}

/** Each argument of a root field with a wrong value at each place where it takes an enum, in the document and in a variable. */
function* wrongEnums(of: GraphQLSchema): Generator<Question> {
  for (const { name, args, type } of Object.values(of.getQueryType()!.getFields())) {
    const fields = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
    for (const argument of args)
      for (const value of wrongValuesOf(argument.type, 0)) {
        const literal = JSON.stringify(value).replaceAll(/"(\w+)"/g, '$1');
        yield { query: `{ ${name}(${argument.name}: ${literal}) ${fields} }`, variables: {} };
        yield {
          query: `query ($v: ${String(argument.type)}) { ${name}(${argument.name}: $v) ${fields} }`,
          variables: { v: value },
        };
      }
  }
}

/** Deepest input object that gets wrong values. */
const MAX_DEPTH = deep(2, 0);

function* wrongValuesOf(type: GraphQLInputType, depth: number): Generator<unknown> {
  const named = getNamedType(type);
  if (isEnumType(named)) yield 'NOTHING';
  // Filters contain themselves.
  if (!isInputObjectType(named) || depth > MAX_DEPTH) return;
  yield {};
  for (const field of Object.values(named.getFields()))
    for (const value of wrongValuesOf(field.type, depth + 1)) yield { [field.name]: value };
}

/** Statistics of each subject by each dimension, with a condition on each kind and status: most have errors of their own. */
const valuesOf = (name: string) =>
  (schema.getType(name) as GraphQLEnumType).getValues().map((value) => value.name);
const STATISTICS: Question[] = valuesOf('StatisticsSubject').flatMap((of) => [
  ...valuesOf('StatisticsDimension').map((by) => ({
    query: `{ statistics(of: ${of}, by: [${by}], includeEmpty: true, first: 1) { total } }`,
    variables: {},
  })),
  ...['kind: { in: ["X"] }', 'status: { in: ["X"] }', 'isStale: true', 'language: ["fr"]'].map(
    (condition) => ({
      query: `{ statistics(of: ${of}, by: [THEME], filter: { ${condition} }, first: 1) { total } }`,
      variables: {},
    }),
  ),
]);

describe('without introspection', () => {
  let program: Program;
  let hidden: string;
  beforeAll(async () => {
    // The passwords of the database roles are derived from the secret: another one would lock out the shared graph.
    const database = { DATABASE_URL: process.env.TEST_DATABASE!, SECRET: process.env.TEST_SECRET! };
    program = startProgram({ PORT: '0', INTROSPECTION: 'false', LOG_LEVEL: 'warn', ...database });
    hidden = await addressOf(program);
  });
  afterAll(() => program?.stop());

  it.each(doorsOf(() => hidden))('%s tells no name that the client has not written', async (_, through) => {
    const messages = async (query: string, variables = {}) =>
      (await through(query, variables)).errors!.map(({ message, extensions }) => [
        message,
        extensions.expected,
      ]);
    expect(await messages(IN_DOCUMENT)).toEqual([
      ['filter.and.0.kind.in.1 : attendu : une autre valeur.', 'une autre valeur'],
    ]);
    expect(await messages(IN_VARIABLE, MISSPELT)).toEqual([
      ['f.and.0.kind.in.1 : attendu : une autre valeur.', 'une autre valeur'],
    ]);
    expect(await messages('{ authority(siren: "x") { nmae } }')).toEqual([
      ['Cannot query field "nmae" on type "…".', undefined],
    ]);
    expect(await messages('{ authority(sirn: "x") { name } }')).toEqual([
      ['Unknown argument "sirn" on field "…".', undefined],
    ]);
    expect(await messages('{ authority }')).toEqual([
      ['Field "authority" of type "…" must have a selection of subfields.', undefined],
    ]);
    const { errors } = await through('{ region { id } }', {});
    expect(errors).toMatchObject([
      { extensions: { argument: '…', expected: 'exactement un des arguments …, id' } },
    ]);
  });

  it('no argument that takes an enum tells a name that the client has not written', async () => {
    const [, through] = doorsOf(() => hidden)[0]!;
    const told: object[] = [];
    const questions = [...wrongEnums(schema), ...STATISTICS];
    for (const { query, variables } of questions) {
      const { errors = [] } = await through(query, variables);
      for (const { message, extensions } of errors) {
        const names = namesToldBy(`${message} ${String(extensions.expected)} ${String(extensions.argument)}`);
        const written = `${query} ${JSON.stringify(variables)}`;
        const unwritten = names.filter((name) => !new RegExp(`\\b${name}\\b`, 'i').test(written));
        if (unwritten.length) told.push({ query, message, unwritten });
      }
    }
    expect(questions.length).toBeGreaterThan(100);
    expect(told).toEqual([]);
  });
});
