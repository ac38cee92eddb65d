import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isObjectType, isRequiredArgument, parse } from 'graphql';
import { costsIn } from './costs.js';
import { readExamples } from './examples.js';
import { weightOf } from './weight.js';

const read = (file: string) => readFileSync(new URL(`../../../schema/${file}`, import.meta.url), 'utf8');
const schema = buildSchema(read('api.graphql'));
const costs = costsIn(parse(read('supergraph.graphql')));
const costOf = (query: string, variables = {}) =>
  weightOf(parse(query), schema, variables, undefined, costs).cost;

/** Pages of a type, with the number of items that their description names for a page without a size. */
const PAGES = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap(({ name, args, type: page }) => {
      const description = args.find((argument) => argument.name === 'first')?.description ?? '';
      const size = /(\d+) when absent|; (\d+) when `first` and `last` are absent/.exec(description);
      return size && getNamedType(page).name.endsWith('Connection')
        ? [{ type, name, args, size: Number(size[1] ?? size[2]) }]
        : [];
    }),
  );

describe('the cost of a page', () => {
  it('is, without a size, that of the items which its description promises', () => {
    const stated = PAGES.map(({ type, name, size }) => [
      `${type.name}.${name}`,
      size,
      costs.get(`${type.name}.${name}`)?.list?.assumedSize,
    ]);
    expect(stated.length).toBeGreaterThan(30);
    expect(stated.filter(([, size, assumed]) => size !== assumed)).toEqual([]);
  });

  it('grows with its size', () => {
    const roots = PAGES.filter(({ type, args }) => type.name === 'Query' && !args.some(isRequiredArgument));
    for (const { name, size } of roots) {
      const whole = costOf(`{ ${name} { nodes { __typename } } }`);
      expect(whole - costOf(`{ ${name}(first: 1) { nodes { __typename } } }`)).toBe(size - 1);
      expect(costOf(`query ($n: Int) { ${name}(last: $n) { nodes { __typename } } }`, { n: 7 })).toBe(
        whole - size + 7,
      );
    }
  });
});

describe('what a field costs beside its objects', () => {
  it.each([
    ['statistics', '{ statistics(of: AUTHORITIES, by: [DEPARTMENT], first: 1) { total } }', 1_001],
    ['a facet', '{ authorities(first: 1) { facets { region { count } } } }', 221],
    ['a count', '{ authorities(first: 1) { totalCount } }', 5],
    ['counts of a page', '{ regions(first: 10) { nodes { authorities(first: 1) { totalCount } } } }', 60],
    ['changes', '{ changes { nodes { id } } }', 200],
  ])('counts: %s', (_, query, cost) => expect(costOf(query)).toBe(cost));

  it('counts in a fragment, and under each alias', () => {
    expect(
      costOf(
        '{ a: authorities(first: 1) { ...F } b: authorities(first: 1) { ...F } } fragment F on AuthoritySearchConnection { totalCount }',
      ),
    ).toBe(10);
  });

  it('leaves each example far below the limit', () => {
    for (const { query, variables } of readExamples()) expect(costOf(query, variables)).toBeLessThan(10_000);
  });
});
