import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ValuesOfCorrectTypeRule,
  buildSchema,
  coerceInputValue,
  parse,
  parseType,
  parseValue,
  typeFromAST,
  validate,
  type GraphQLInputType,
} from 'graphql';
import { runs } from '../../../tests/support/random/depth.js';
import { literal, plain } from './given-value.js';
import { wrongValues } from './wrong-values.js';

// The judge is graphql-js, which finds wrong values by two other ways: while it coerces variables, and by a rule of
// validation over literals.

const schema = buildSchema(`
  scalar Anything
  enum Kind { REGION COMMUNE }
  input Range { gte: Int = 1  lte: Int! }
  input One @oneOf { kind: Kind  code: ID }
  input Filter {
    kind: [Kind!]  range: Range  ranges: [[Range]]  one: One  and: [Filter!]  text: String  share: Float  open: Boolean
    anything: Anything
  }
  type Query { ask(filter: Filter  required: Filter!  kinds: [Kind!]!  one: One  ids: [[ID!]!]): Int }
`);
const TYPES = ['Filter', 'Filter!', '[Kind!]!', 'One', '[[ID!]!]', '[Range]', 'Int', 'Float!', 'Boolean'];
const typeOf = (text: string) => typeFromAST(schema, parseType(text) as never) as unknown as GraphQLInputType;

/** Values that fit the types above, or nearly. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(null, 1, -1, 2 ** 31, 1.5, 'REGION', 'region', 'x', '', true),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('kind', 'range', 'ranges', 'one', 'and', 'gte', 'lte', 'code', 'text', 'share', 'kin'),
      tie('any'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
})).any;

/** A literal of a value, with texts that look like enum values written as such. */
function written(given: unknown): string {
  if (Array.isArray(given)) return `[${given.map(written).join(', ')}]`;
  if (typeof given === 'string') return /^[A-Z]+$/.test(given) ? given : JSON.stringify(given);
  if (typeof given !== 'object' || given === null) return JSON.stringify(given);
  return `{ ${Object.entries(given)
    .map(([name, inner]) => `${name}: ${written(inner)}`)
    .join(', ')} }`;
}

/** A value for each way to be wrong, which the draws must not miss. */
const WRONG: [text: 'Filter' | 'Filter!' | '[Kind!]!' | 'One' | '[[ID!]!]', given: unknown][] = [
  ['Filter!', null],
  ['Filter', 1],
  ['Filter', { kin: 1 }],
  ['Filter', { kind: ['region'] }],
  ['Filter', { range: { gte: 1 } }],
  ['Filter', { ranges: [[{ lte: 2 ** 31 }]] }],
  ['Filter', { and: [null, { share: 'x' }] }],
  ['[Kind!]!', [null]],
  ['One', {}],
  ['One', { kind: 'REGION', code: 'x' }],
  ['One', { code: null }],
  ['[[ID!]!]', [[1.5]]],
];

describe('values in variables', () => {
  it('are wrong where graphql-js finds them wrong', () => {
    let wrong = 0;
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), value, (text, given) => {
        const type = typeOf(text);
        const theirs: string[] = [];
        coerceInputValue(given, type, (path, _, { message }) => {
          // Of a @oneOf object with several fields graphql-js names the first one, too, when that is null.
          const isSecond =
            message.includes('must be non-null') && theirs.includes(path.slice(0, -1).join('.'));
          if (!isSecond) theirs.push(path.join('.'));
        });
        const ours = [...wrongValues(plain(given), type, [])];
        // graphql-js names the object around a field that is unknown or absent; ours is the field's own place.
        const places = ours.map(({ path, fault }) =>
          (fault.kind === 'UNKNOWN_FIELD' || fault.kind === 'MISSING_FIELD' ? path.slice(0, -1) : path).join(
            '.',
          ),
        );
        expect(new Set(places)).toEqual(new Set(theirs));
        wrong += theirs.length ? 1 : 0;
      }),
      { ...runs(5_000), examples: WRONG },
    );
    expect(wrong).toBeGreaterThanOrEqual(WRONG.length);
  });
});

describe('literals', () => {
  const argumentOf = {
    Filter: 'filter',
    'Filter!': 'required',
    '[Kind!]!': 'kinds',
    One: 'one',
    '[[ID!]!]': 'ids',
  };

  it('are wrong where graphql-js finds them wrong', () => {
    let wrong = 0;
    fc.assert(
      fc.property(fc.constantFrom(...Object.entries(argumentOf)), value, ([text, name], given) => {
        const node = written(given);
        const document = parse(`{ ask(${name}: ${node}) }`);
        const theirs = validate(schema, document, [ValuesOfCorrectTypeRule]);
        const ours = [...wrongValues(literal(parseValue(node)), typeOf(text), [name])];
        expect(ours).toHaveLength(theirs.length);
        wrong += theirs.length ? 1 : 0;
      }),
      { ...runs(5_000), examples: WRONG.map(([text, given]) => [[text, argumentOf[text]], given]) },
    );
    expect(wrong).toBeGreaterThanOrEqual(WRONG.length);
  });

  it('of valid values are right, and those beside variables are checked', () => {
    const filter = typeOf('Filter!');
    const right = '{ kind: [REGION], range: { lte: $most }, one: { code: 1 }, and: [{ open: $open }] }';
    expect([...wrongValues(literal(parseValue(right)), filter, ['f'])]).toEqual([]);
    const wrong = '{ range: { lte: $most, gte: "1" }, and: [$other, { kin: 1 }] }';
    const places = [...wrongValues(literal(parseValue(wrong)), filter, ['f'])].map(({ path }) =>
      path.join('.'),
    );
    expect(places).toEqual(['f.range.gte', 'f.and.1.kin']);
  });
});

it('follows a path to the value itself', () => {
  const given = { and: [{ ranges: [[{ lte: 1 }, { lte: 'x' }]] }] };
  const [wrong] = wrongValues(plain(given), typeOf('Filter'), ['filter']);
  expect(wrong!.path).toEqual(['filter', 'and', 0, 'ranges', 0, 1, 'lte']);
  const [, ...path] = wrong!.path;
  expect(path.reduce((at: any, key) => at[key], given)).toBe('x');
});
