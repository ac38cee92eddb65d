import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareTies, fitOf, type Tie } from './match-rule.js';

const tie = (more: Partial<Tie> = {}): Tie => ({
  frenchAuthorityIds: ['a', 'b'],
  foreignAuthorityIds: ['x'],
  kind: 'COOPERATION',
  startYear: 2000,
  titles: [],
  ...more,
});
const anyTie: fc.Arbitrary<Tie> = fc.record({
  frenchAuthorityIds: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1 }),
  foreignAuthorityIds: fc.shuffledSubarray(['x', 'y']),
  kind: fc.constantFrom('TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT', 'CONTACT', 'UNKNOWN'),
  startYear: fc.option(fc.integer({ min: 1990, max: 2002 })),
  titles: fc.subarray(['eau', 'ecoles']),
});

describe('compareTies', () => {
  it.each<[string, Partial<Tie>, Partial<Tie>, string]>([
    ['the same in another order', {}, { frenchAuthorityIds: ['b', 'a'] }, 'SAME SAME_PARTNERS'],
    ['signed the year after', {}, { startYear: 2001 }, 'SAME SAME_PARTNERS'],
    ['an unknown start', {}, { startYear: null }, 'SAME SAME_PARTNERS'],
    ['an unknown kind', {}, { kind: 'UNKNOWN' }, 'SAME SAME_PARTNERS'],
    ['another kind', {}, { kind: 'TWINNING' }, 'NEAR KINDS_DIFFER'],
    ['another kind of other years', {}, { kind: 'TWINNING', startYear: 2010 }, 'APART'],
    ['a few years later', {}, { startYear: 2005 }, 'NEAR YEARS_DIFFER'],
    ['many years later', {}, { startYear: 2006 }, 'APART'],
    [
      'a twinning of another year',
      { kind: 'TWINNING' },
      { kind: 'TWINNING', startYear: 1950 },
      'NEAR YEARS_DIFFER',
    ],
    ['one partner less', {}, { frenchAuthorityIds: ['a'] }, 'NEAR PARTNERS_OVERLAP'],
    [
      'other partners on either side',
      {},
      { frenchAuthorityIds: ['a'], foreignAuthorityIds: ['x', 'y'] },
      'APART',
    ],
    ['no common partner abroad', {}, { foreignAuthorityIds: ['y'] }, 'APART'],
    [
      'two projects of other titles',
      { kind: 'PROJECT', titles: ['eau'] },
      { kind: 'PROJECT', titles: ['ecoles'] },
      'APART',
    ],
    [
      'two projects of one title',
      { kind: 'PROJECT', titles: ['eau'] },
      { kind: 'PROJECT', titles: ['eau'] },
      'SAME SAME_PARTNERS',
    ],
    [
      'a project and the twinning that it is part of',
      { kind: 'PROJECT', titles: ['eau'] },
      { kind: 'TWINNING' },
      'APART',
    ],
    [
      'a project of which only the country is known',
      { kind: 'PROJECT', foreignAuthorityIds: [] },
      { kind: 'PROJECT', foreignAuthorityIds: [] },
      'APART',
    ],
  ])('%s', (_, one, other, expected) => {
    const verdict = compareTies(tie(one), tie(other));
    expect(verdict.verdict === 'APART' ? 'APART' : `${verdict.verdict} ${verdict.reason}`).toBe(expected);
  });

  it('is the same whichever comes first and in whatever order the partners are', () =>
    fc.assert(
      fc.property(anyTie, anyTie, (one, other) => {
        expect(compareTies(other, one)).toEqual(compareTies(one, other));
        const turned = { ...one, frenchAuthorityIds: [...one.frenchAuthorityIds].reverse() };
        expect(compareTies(turned, other)).toEqual(compareTies(one, other));
        expect(fitOf(one, other)).toBe(fitOf(other, one));
      }),
    ));

  it('takes one with partners on either side for the same as itself', () =>
    fc.assert(
      fc.property(anyTie, (one) => {
        const { verdict } = compareTies(one, one);
        // A project without a title is any project of these partners.
        const isKnown = one.foreignAuthorityIds.length > 0;
        expect(verdict).toBe(isKnown ? 'SAME' : 'APART');
      }),
    ));

  it('takes none for the same that has a partner more or less', () =>
    fc.assert(
      fc.property(anyTie, anyTie, (one, other) => {
        const sets = [one, other].map(({ frenchAuthorityIds, foreignAuthorityIds }) =>
          JSON.stringify([[...frenchAuthorityIds].sort(), [...foreignAuthorityIds].sort()]),
        );
        if (compareTies(one, other).verdict === 'SAME') expect(sets[0]).toBe(sets[1]);
      }),
    ));
});
