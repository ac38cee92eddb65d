import { inLanguage } from '#kernel/errors';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema, parse, print, visit, type GraphQLError } from 'graphql';
import { Random } from '../../tests/support/random/random.js';
import { SEED } from '../../tests/support/random/depth.js';
import { DocumentReader } from './document-reader.js';
import { readExamples } from './examples.js';
import { inputErrors, publicSchemaOf } from './values/index.js';

const api = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');
const schema = buildSchema(api, { assumeValid: true });
const inputSchema = publicSchemaOf(parse(api));
const limits = { maxTokens: 2_000, maxDepth: 30, maxAliases: 60, maxCost: 1_000_000 };

/** The errors of an operation, for a graph whose schema can be read or not. */
function errorsOf(text: string, variables: Record<string, unknown> = {}, introspection = true) {
  const reader = new DocumentReader(schema, { limits, introspection });
  try {
    const document = reader.parse(text);
    reader.validate(document, text);
    return inputErrors(document, inputSchema, variables, undefined, introspection).map(plain);
  } catch (error) {
    return ((error as AggregateError).errors ?? [error]).map(plain);
  }
}

function plain(error: GraphQLError) {
  const { message, extensions } = inLanguage(error, 'EN');
  const { http: _, ...visible } = extensions;
  return { message, extensions: visible };
}

const authorities = (filter: string) => `{ authorities(filter: ${filter}) { totalCount } }`;
const WITH_FILTER = 'query ($f: AuthoritySearchFilter) { authorities(filter: $f) { totalCount } }';
const KINDS = schema.getType('AuthorityKind')!.toConfig() as unknown as { values: Record<string, object> };
const kinds = `one of ${Object.keys(KINDS.values).join(', ')}`;

describe('a wrong value', () => {
  it.each<[string, string, object, string?]>([
    [
      'an enum value that is misspelt',
      authorities('{ and: [{ kind: { in: [REGION, COMUNE] } }] }'),
      { argument: 'filter.and.0.kind.in.1', expected: kinds },
      'filter.and.0.kind.in.1: expected KINDS. Did you mean "COMMUNE"?',
    ],
    [
      'a field that is misspelt',
      authorities('{ or: [{ knid: { in: [REGION] } }] }'),
      { argument: 'filter.or.0.knid', expected: 'a field of AuthoritySearchFilter' },
      'filter.or.0.knid: expected a field of AuthoritySearchFilter. Did you mean "kind"?',
    ],
    [
      'a number that is text',
      authorities('{ population: { gte: "many" } }'),
      { argument: 'filter.population.gte', expected: 'a whole number of 32 bits' },
    ],
    [
      'an object that is a list',
      authorities('[{ text: "x" }]'),
      { argument: 'filter', expected: 'an object of type AuthoritySearchFilter' },
    ],
    [
      'an item that is null',
      authorities('{ kind: { in: [REGION, null] } }'),
      { argument: 'filter.kind.in.1', expected: 'a value of type AuthorityKind!, not null' },
    ],
    [
      'a field that is absent',
      'mutation { authorityMerge(input: {}) { problems { code } } }',
      { argument: 'input.closedId', expected: 'a value of type ID!' },
    ],
    [
      'the default of a variable',
      'query ($k: [AuthorityKind!] = [REGION, COMUNE]) { authorities(filter: { kind: { in: $k } }) { totalCount } }',
      { argument: 'k.1', variable: 'k', expected: kinds },
    ],
  ])('in the document has its place, and what is expected there: %s', (_, text, extensions, ...[message]) => {
    const [error] = errorsOf(text);
    expect(error).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...extensions } });
    if (message) expect(error!.message).toBe(message.replace('KINDS', kinds));
  });

  it.each([
    [
      { and: [{ kind: { in: ['REGION', 'COMUNE'] } }] },
      'f.and.0.kind.in.1',
      kinds,
      / Did you mean "COMMUNE"\?$/,
    ],
    [{ or: [{ knid: 1 }] }, 'f.or.0.knid', 'a field of AuthoritySearchFilter', / Did you mean "kind"\?$/],
    [{ population: { gte: 'many' } }, 'f.population.gte', 'a whole number of 32 bits', /bits\.$/],
    [[{ text: 'x' }], 'f', 'an object of type AuthoritySearchFilter', /Filter\.$/],
    [
      { kind: { in: ['REGION', null] } },
      'f.kind.in.1',
      'a value of type AuthorityKind!, not null',
      /null\.$/,
    ],
    [{ text: 'a\0b' }, 'f.text', 'text without NUL characters', /characters\.$/],
  ])('in a variable has its place, and what is expected there: %j', (f, argument, expected, message) => {
    expect(errorsOf(WITH_FILTER, { f })).toEqual([
      {
        message: expect.stringMatching(message),
        extensions: { code: 'BAD_USER_INPUT', argument, variable: 'f', expected },
      },
    ]);
  });

  it('is one of several, each with its place; ten of a hundred are told', () => {
    const filter = '{ kind: { in: [REGIO, COMMUNE, DEPT] }, population: { gte: 1.5 } }';
    expect(errorsOf(authorities(filter)).map(({ extensions }) => extensions.argument)).toEqual([
      'filter.kind.in.0',
      'filter.kind.in.2',
      'filter.population.gte',
    ]);
    const hundred = `{ kind: { in: [${'REGIO, '.repeat(100)}] } }`;
    expect(errorsOf(authorities(hundred))).toHaveLength(10);
    expect(errorsOf(WITH_FILTER, { f: { kind: { in: Array(100).fill('REGIO') } } })).toHaveLength(10);
  });
});

describe('a name that is misspelt', () => {
  const typo = '{ authority(id: "x") { nmae } }';
  it('is answered with what was meant', () =>
    expect(errorsOf(typo)[0]!.message).toMatch(
      /^Cannot query field "nmae" on type "Authority"\. Did you mean "name"/,
    ));
  it('is answered without any name of a schema that cannot be read', () =>
    expect(errorsOf(typo, {}, false)[0]!.message).toBe('Cannot query field "nmae" on type "…".'));
});

describe('where the schema cannot be read', () => {
  const NAME = /[_A-Za-z]\w*/g;
  /** Names of the schema that are no words of English, by which errors could be told apart. */
  const telling = new Set(
    Object.values(schema.getTypeMap()).flatMap((type) => {
      const parts =
        'getFields' in type
          ? Object.values(type.getFields()).flatMap((field) => [
              field.name,
              ...('args' in field ? field.args.map(({ name }: { name: string }) => name) : []),
            ])
          : 'getValues' in type
            ? type.getValues().map(({ name }) => name)
            : [];
      return [type.name, ...parts].filter((name) => /[a-z][A-Z]|_|^[A-Z]{3,}$|^[A-Z][a-z]+$/.test(name));
    }),
  );
  for (const builtIn of ['Int', 'Float', 'String', 'Boolean', 'ID', 'A', 'Cannot']) telling.delete(builtIn);

  /** Every name of an operation is misspelt in turn, or its value replaced. */
  function* spoilt(): Generator<{ text: string; variables: Record<string, unknown> }> {
    for (const { query, variables } of readExamples()) {
      const document = parse(query, { noLocation: true });
      let count = 0;
      visit(document, { enter: () => void count++ });
      for (let at = 0; at < count; at += 1) {
        let index = 0;
        const text = print(
          visit(document, {
            enter(node) {
              if (index++ !== at) return undefined;
              if (node.kind === 'Name') return { ...node, value: `${node.value}x` };
              if (node.kind === 'Field') return { ...node, selectionSet: undefined };
              if (node.kind === 'Argument') return null;
              if (node.kind.endsWith('Value')) return { kind: 'IntValue', value: '99999999999' } as never;
              return undefined;
            },
          }),
        );
        yield { text, variables };
      }
      yield* spoiltVariables(query, variables);
    }
  }

  function* spoiltVariables(text: string, variables: Record<string, unknown>) {
    for (const spoil of [{ unknown: 1 }, ['UNKNOWN'], 'UNKNOWN', null])
      for (const name of Object.keys(variables)) {
        const value = variables[name];
        yield { text, variables: { ...variables, [name]: spoil } };
        for (const key of typeof value === 'object' && value ? Object.keys(value) : [])
          yield { text, variables: { ...variables, [name]: { ...(value as object), [key]: spoil } } };
      }
  }

  it('no error tells a name that the operation does not hold', () => {
    const random = new Random(SEED);
    const all = [...spoilt()].filter(() => random.chance(0.1));
    let told = 0;
    let refused = 0;
    for (const { text, variables } of all) {
      const known = new Set(text.match(NAME));
      const newNames = (errors: readonly object[]) =>
        (JSON.stringify(errors).match(NAME) ?? []).filter((name) => telling.has(name) && !known.has(name));
      const hidden = errorsOf(text, variables, false);
      refused += hidden.length ? 1 : 0;
      expect([text, newNames(hidden.map(withoutCode))]).toEqual([text, []]);
      told += newNames(errorsOf(text, variables).map(withoutCode)).length ? 1 : 0;
    }
    // The test is none if nothing is refused, or errors tell nothing where the schema can be read.
    expect(refused).toBeGreaterThan(50);
    expect(told).toBeGreaterThan(50);
  });

  const withoutCode = ({ message, extensions }: ReturnType<typeof errorsOf>[number]) => ({
    message,
    expected: extensions.expected,
  });
});

it('tells twenty errors of a document with hundreds, and that there are more', () => {
  const errors = errorsOf(`{ ${'... on Authorty { id } '.repeat(200)} }`);
  expect(errors).toHaveLength(21);
  expect(errors[0]!.message).toMatch(/^Unknown type "Authorty"\. Did you mean "Authority"/);
  expect(errors.at(-1)!.message).toMatch(/^Too many validation errors/);
});
