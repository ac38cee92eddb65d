import { Confidence } from '#kernel/graphql';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consolidated } from './consolidate.js';
import { factsOf, type Facts, type Stated, type Statement } from './stated.js';

const NOTHING: Stated = {
  frenchAuthorityIds: ['f'],
  foreignAuthorityIds: ['x'],
  kind: null,
  titleFr: null,
  titleEn: null,
  themeCodes: [],
  dacSectorCode: null,
  start: null,
  signed: null,
  end: null,
  status: null,
  amounts: [],
  documents: [],
  note: null,
};
const stating = (stated: Partial<Stated>, key = 'a', asOf: string | null = '2020'): Statement => ({
  sourceKey: key,
  externalId: key,
  source: { title: `Source ${key}`, url: null, licence: 'etalab-2.0' },
  asOf,
  stated: { ...NOTHING, ...stated },
});
const NAMES = ['Lyon', 'Ouagadougou'];
const show = (own: Facts | null, ...statements: Statement[]) => consolidated(own, statements, NAMES);
/** What a partnership is known for that a source of the data set states. */
const ownOf = (stated: Partial<Stated>): Facts => show(null, stating(stated, 'own'));

const partialDate = fc.option(
  fc.oneof(
    fc.integer({ min: 1990, max: 1993 }).map(String),
    fc
      .tuple(fc.integer({ min: 1990, max: 1993 }), fc.integer({ min: 1, max: 3 }))
      .map(([year, month]) => `${year}-0${month}`),
    fc.constant('1991-02-03'),
  ),
);
const text = fc.option(fc.constantFrom('Eau', 'Jumelage', 'Écoles'));
const amount = fc.record({
  amount: fc.constantFrom(10, 20),
  currency: fc.constantFrom('EUR', 'XOF'),
  year: fc.option(fc.constantFrom(2010, 2011)),
  funder: fc.option(fc.constantFrom('AFD', 'Région')),
});
const anyStated: fc.Arbitrary<Stated> = fc.record({
  frenchAuthorityIds: fc.constant<string[]>(['f']),
  foreignAuthorityIds: fc.constant<string[]>(['x']),
  kind: fc.option(fc.constantFrom('TWINNING' as const, 'COOPERATION' as const, 'UNKNOWN' as const)),
  titleFr: text,
  titleEn: text,
  themeCodes: fc.subarray(['ENV', 'ECO']),
  dacSectorCode: fc.option(fc.constantFrom('14030', '11110')),
  start: partialDate,
  signed: partialDate,
  end: partialDate,
  status: fc.option(fc.constantFrom('ONGOING' as const, 'ENDED' as const, 'UNKNOWN' as const)),
  amounts: fc.array(amount, { maxLength: 3 }),
  documents: fc.array(
    fc.record({ title: text, url: fc.constantFrom('https://a.example/', 'https://b.example/') }),
    { maxLength: 3 },
  ),
  note: text,
});
const statements = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      asOf: fc.option(fc.constantFrom('2019', '2020', '2020-05')),
      stated: anyStated,
    }),
    { selector: ({ key }) => key, minLength: 1, maxLength: 4 },
  )
  .map((all) => all.map(({ key, asOf, stated }) => stating(stated, key, asOf)));
const own = fc.option(anyStated.map(ownOf));

describe('consolidated', () => {
  it('does not depend on the order in which the statements came', () =>
    fc.assert(
      fc.property(own, statements, fc.integer({ min: 0, max: 23 }), (facts, all, turn) => {
        const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)];
        expect(consolidated(facts, turned, NAMES)).toEqual(consolidated(facts, all, NAMES));
        expect(consolidated(facts, [...all].reverse(), NAMES)).toEqual(consolidated(facts, all, NAMES));
      }),
    ));

  it('never changes what the partnership is known for, and shows it alone once all statements are withdrawn', () =>
    fc.assert(
      fc.property(anyStated.map(ownOf), statements, (facts, all) => {
        const shown = consolidated(facts, all, NAMES);
        if (facts.kind !== 'UNKNOWN') expect(shown.kind).toBe(facts.kind);
        if (facts.startYear !== null) expect(shown.startYear).toBe(facts.startYear);
        if (facts.endDate !== null) expect(shown.endDate).toBe(facts.endDate);
        if (facts.titleFr !== null) expect(shown.titleFr).toBe(facts.titleFr);
        expect(shown.sources.slice(0, facts.sources.length)).toEqual(facts.sources);
        expect(consolidated(facts, [], NAMES)).toEqual(facts);
      }),
    ));

  it('is the same when a source says a second time what it has said', () =>
    fc.assert(
      fc.property(own, statements, (facts, all) => {
        const [first] = all;
        const { sources, confidence, conflicts, ...once } = consolidated(facts, all, NAMES);
        const {
          sources: _s,
          confidence: _c,
          conflicts: twiceIn,
          ...twice
        } = consolidated(facts, [...all, { ...first!, externalId: 'again' }], NAMES);
        expect(twice).toEqual(once);
        expect(twiceIn.map(({ field }) => field)).toEqual(conflicts.map(({ field }) => field));
        expect(_s).toEqual(sources);
        expect(_c).toBe(confidence);
      }),
    ));

  it('has a conflict exactly where two say what cannot both be true', () =>
    fc.assert(
      fc.property(statements, (all) => {
        const starts = all.flatMap(({ stated }) => stated.start ?? []);
        // A plain judge: two dates differ when their common length does.
        const differ = starts.some((one) =>
          starts.some((other) => {
            const length = Math.min(one.length, other.length);
            return one.slice(0, length) !== other.slice(0, length);
          }),
        );
        const fields = show(null, ...all).conflicts.map(({ field }) => field);
        expect(fields.includes('startYear')).toBe(differ);
      }),
    ));

  it('fills what nobody said, from the latest that says it', () => {
    const facts = ownOf({ kind: 'TWINNING', start: '1999' });
    const shown = show(
      facts,
      stating({ start: '1999-04', titleFr: 'Ancien' }, 'a', '2010'),
      stating({ titleFr: 'Nouveau', end: '2021' }, 'b', '2021'),
    );
    expect(shown).toMatchObject({
      kind: 'TWINNING',
      startYear: 1999,
      startPartial: '1999-04',
      titleFr: 'Nouveau',
      endPartial: '2021',
      endDate: null,
      asOf: '2021',
      conflicts: [],
      confidence: Confidence.CORROBORATED,
    });
    expect(shown.searchText).toContain('nouveau');
  });

  it('keeps the confidence of what is confirmed, and never takes an example for corroborated', () => {
    for (const confidence of [Confidence.CONFIRMED, Confidence.ILLUSTRATIVE]) {
      const facts = { ...ownOf({ start: '1999' }), confidence };
      expect(show(facts, stating({ start: '1999' }, 'b')).confidence).toBe(confidence);
    }
  });

  it('holds the euros of one funder as its grant, and none where two pay', () => {
    const euros = (...funders: string[]) =>
      stating({
        amounts: funders.map((funder, at) => ({ amount: 10 + at, currency: 'EUR', year: null, funder })),
      });
    expect(show(null, euros('AFD', 'AFD'))).toMatchObject({ amountEur: 21, funder: 'AFD' });
    expect(show(null, euros('AFD', 'Région'))).toMatchObject({ amountEur: null, funder: null });
    const granted = { ...ownOf({}), amountEur: 10, funder: 'AFD', grantedOn: '2010-03-01' };
    const same = show(
      granted,
      stating({ amounts: [{ amount: 10, currency: 'EUR', year: 2010, funder: 'A.F.D' }] }),
    );
    expect(same.amountEur).toBe(10);
    expect(
      factsOf(
        show(granted, stating({ amounts: [{ amount: 10, currency: 'EUR', year: 2010, funder: 'AFD' }] })),
      ).amounts,
    ).toEqual([]);
  });
});
