import { describe, expect, it } from '@jest/globals';
import {
  OverlappingFieldsCanBeMergedRule,
  buildSchema,
  parse,
  validate,
  type DocumentNode,
  type ValidationRule,
} from 'graphql';
import { chain } from '../../../tests/support/oracle/hostile-texts.js';
import { MERGING_SCHEMA, MergeableDocuments } from '../../../tests/support/oracle/mergeable-documents.js';
import { SEED, deep } from '../../../tests/support/random/depth.js';
import { Random } from '../../../tests/support/random/random.js';
import { FieldMergingRule } from './field-merging-rule.js';

// The judge is the rule of graphql-js, which compares each pair of fields.

const schema = buildSchema(MERGING_SCHEMA);
const check = (rule: ValidationRule, document: DocumentNode) => validate(schema, document, [rule]);
const messages = (rule: ValidationRule, text: string) =>
  check(rule, parse(text)).map(({ message, locations }) => ({ message, lines: locations!.length }));
const repeat = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ');

it('agrees with graphql-js on generated documents', () => {
  const documents = new MergeableDocuments(new Random(SEED));
  const counts = { valid: 0, invalid: 0 };
  const total = deep(50_000);
  for (let number = total; number > 0; number -= 1) {
    const text = documents.next();
    const document = parse(text);
    const isValid = !check(OverlappingFieldsCanBeMergedRule, document).length;
    counts[isValid ? 'valid' : 'invalid'] += 1;
    if (isValid !== !check(FieldMergingRule, document).length)
      throw new Error(`graphql-js has this document ${isValid ? 'valid' : 'invalid'}:\n${text}`);
  }
  // The test is none if nearly all are of one kind.
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(total / 10);
});

describe('fields of one response name', () => {
  it.each([
    ['other fields', '{ dog { a: name a: same } }'],
    ['other arguments', '{ dog { size(unit: M) size(unit: CM) } }'],
    ['an argument or none', '{ dog { size(unit: M) size } }'],
    ['a text and a block string', '{ dog { size(unit: "a") size(unit: """a""") } }'],
    ['other fields below one field', '{ dog { owner { a: name } owner { a: same } } }'],
    [
      'other fields two levels below',
      '{ dog { owner { being { a: name } } owner { being { a: friend { name } } } } }',
    ],
    ['other fields below one of many', '{ dog { friend { name } owner { a: name a: same } } }'],
    ['a list and an item of two members', '{ pet { ... on Dog { list } ... on Cat { list } } }'],
    ['nullable and not of two members', '{ pet { ... on Dog { must } ... on Cat { must } } }'],
    ['two leaves of two members', '{ pet { ... on Dog { same } ... on Cat { same } } }'],
    [
      'two leaves below fields of two members',
      '{ pet { ... on Dog { both { x: same } } ... on Cat { both { x: left { ... on Dog { same } } } } } }',
    ],
    ['an interface and its member', '{ being { a: name ... on Dog { a: size } } }'],
    ['a fragment and its place', '{ dog { a: name ...F } } fragment F on Dog { a: same }'],
    ['two fragments', '{ dog { ...F ...G } } fragment F on Dog { a: same } fragment G on Dog { a: list }'],
  ])('that differ are refused in the words of graphql-js: %s', (_, text) => {
    const found = messages(FieldMergingRule, text);
    expect(found).toHaveLength(1);
    // Where fields are below others, graphql-js has the locations of these, too.
    expect(found[0]!.lines).toBe(2);
    expect(found[0]!.message).toBe(messages(OverlappingFieldsCanBeMergedRule, text)[0]!.message);
  });

  it.each([
    ['arguments in another order', '{ dog { size(unit: M, of: {}) size(of: {}, unit: M) } }'],
    [
      'fields of values in another order',
      '{ dog { size(of: { head: 1, tail: [2] }) size(of: { tail: [2], head: 1 }) } }',
    ],
    ['other fields of two members', '{ pet { ... on Dog { a: same } ... on Cat { a: size } } }'],
    [
      'composite types of two members',
      '{ pet { ... on Dog { a: owner { name } } ... on Cat { a: both { name: same } } } }'.replace(
        'name: ',
        'x: ',
      ),
    ],
    ['a cycle of fragments', '{ dog { ...F } } fragment F on Dog { friend { ...F } }'],
    ['unknown fields', '{ dog { nothing { a } nothing { a } } }'],
  ])('that can be merged are accepted: %s', (_, text) => {
    expect(messages(OverlappingFieldsCanBeMergedRule, text)).toEqual([]);
    expect(messages(FieldMergingRule, text)).toEqual([]);
  });

  it('are reported once for each two that differ, however often their fragment is spread', () => {
    const text = `{ ${repeat(40, 'dog { ...F }')} } fragment F on Dog { a: name a: same }`;
    expect(check(FieldMergingRule, parse(text))).toHaveLength(1);
  });

  it('in a fragment that no operation spreads are compared, too', () => {
    expect(
      check(FieldMergingRule, parse('{ dog { name } } fragment F on Dog { a: name a: same }')),
    ).toHaveLength(1);
  });
});

describe('the work', () => {
  const stepsOf = (text: string): number => {
    let steps = 0;
    const counting: ValidationRule = (context) => FieldMergingRule(context, (count) => (steps += count));
    expect(check(counting, parse(text))).toEqual([]);
    return steps;
  };

  it.each<[string, (size: number) => string]>([
    ['the same field', (size) => `{ dog { ${repeat(size, 'name')} } }`],
    ['the same object', (size) => `{ dog { ${repeat(size, 'owner { name }')} } }`],
    ['the same inline fragment', (size) => `{ pet { ${repeat(size, '... on Dog { owner { name } }')} } }`],
    ['two members', (size) => `{ pet { ${repeat(size, '... on Dog { name } ... on Cat { name }')} } }`],
    ['a chain of fragments', (size) => chain(size, 3, 'dog { name }')],
    [
      'a chain through fields',
      (size) =>
        `{ dog { ...F0 } } ${Array.from({ length: size }, (__, at) => `fragment F${at} on Dog { a: kennel { ...F${at + 1} } b: kennel { ...F${at + 1} } }`).join(' ')} fragment F${size} on Dog { name }`,
    ],
  ])('grows with the text, not with its square: %s', (_, text) => {
    // Twice the text, twice the steps: four times for a square, and far more for a power.
    expect(stepsOf(text(60)) / stepsOf(text(30))).toBeLessThan(2.5);
  });

  it('ends with a typed refusal where fragments make it grow beyond its limit', () => {
    // Which fragments meet below a path depends on all of its keys: each path has others.
    const below = (at: number, more: string) =>
      `a: kennel { ...F${at + 1} ${more} } b: kennel { ...F${at + 1} }`;
    const levels = Array.from({ length: 16 }, (_, at) => at);
    const text = `{ dog { ...F0 } } ${levels
      .map((at) => `fragment F${at} on Dog { ${below(at, '...G0')} } `)
      .concat(levels.map((at) => `fragment G${at} on Dog { ${below(at, '').replaceAll('F', 'G')} }`))
      .join(' ')} fragment F16 on Dog { name } fragment G16 on Dog { name }`;
    let thrown: any;
    try {
      check(FieldMergingRule, parse(text));
    } catch (error) {
      thrown = error;
    }
    expect(thrown?.extensions).toMatchObject({ code: 'OPERATION_LIMIT_EXCEEDED', limit: 'repetitions' });
  });
});
