import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { populationCondition, roundedDown, roundedUp } from './population-condition.js';

it('rounds to 1, 2 or 5 and zeros', () => {
  expect([1, 2, 4, 9, 10, 19, 20, 49_999, 50_000, 2_147_483_647].map(roundedDown)).toEqual([
    1, 2, 2, 5, 10, 10, 20, 20_000, 50_000, 2_000_000_000,
  ]);
  expect([0, 1, 2, 3, 6, 10, 11, 50_001].map(roundedUp)).toEqual([1, 1, 2, 5, 10, 10, 20, 100_000]);
  expect(roundedDown(0)).toBeNull();
});

it('never leaves out what the bound itself lets in', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }), (bound) => {
      expect(roundedDown(bound) ?? bound).toBeLessThanOrEqual(bound);
      expect(roundedUp(bound)).toBeGreaterThanOrEqual(bound);
    }),
  );
});

it('makes few statements of many bounds', () => {
  const texts = new Set<string>();
  for (let bound = 1; bound < 3_000_000; bound += 1_009)
    texts.add(
      populationCondition({ gte: bound })
        .map(({ text }) => text)
        .join(' AND '),
    );
  expect(texts.size).toBeLessThan(25);
});
