import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overlapCondition, searchText, textCondition, whereOf } from './filters.js';
import { sql } from '../database/sql.js';

interface Filter {
  value?: number;
  text?: string;
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
}
const leaf = (filter: Filter) => (filter.value === undefined ? [] : [sql`value = ${filter.value}`]);

describe('whereOf', () => {
  it('filters nothing without a filter and with an empty one', () => {
    expect(whereOf<Filter>(undefined, leaf)).toEqual([]);
    expect(whereOf<Filter>(null, leaf)).toEqual([]);
    expect(whereOf<Filter>({}, leaf)[0]!.text).toBe('TRUE');
  });

  it('never puts a value into the text of the statement', () => {
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.record(
        {
          value: fc.integer({ min: 10_000 }),
          and: fc.array(tie('filter'), { maxLength: 2 }),
          or: fc.array(tie('filter'), { maxLength: 2 }),
          not: tie('filter'),
        },
        { requiredKeys: [] },
      ),
    }));
    fc.assert(
      fc.property(filter, (generated) => {
        let where;
        try {
          where = whereOf(generated, leaf);
        } catch (error) {
          expect((error as Error).message).toMatch(/at most 5 levels/);
          return;
        }
        expect(where[0]!.text).not.toMatch(/\d{5}/);
        expect(where[0]!.text.match(/\$\d+/g) ?? []).toHaveLength(where[0]!.values.length);
      }),
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['null inside', { or: [{ value: null }] }, /^filter\.or\.0\.value: expected a value/],
    ['NUL characters', { text: 'a\0b' }, /^filter\.text: expected text without NUL characters/],
    ['long text', { text: 'x'.repeat(257) }, /^filter\.text: expected at most 256 characters/],
    ['six levels', { not: { not: { not: { not: { not: { value: 1 } } } } } }, /at most 5 levels/],
    [
      'long lists',
      { or: Array.from({ length: 101 }, () => ({})) },
      /^filter\.or: expected at most 100 values/,
    ],
  ])('refuses %s', (_, filter, message) => expect(() => whereOf(filter as Filter, leaf)).toThrow(message));
});

describe('search', () => {
  const column = sql`t.search_text`;
  /** True when PostgreSQL's LIKE would match: the patterns have no wildcards but the first and last characters. */
  const finds = (names: (string | null)[], text: string) =>
    textCondition(column, text).every(({ values }) =>
      searchText(names).includes(String(values[0]).slice(1, -1)),
    );

  it('contains each name once, folded, between spaces', () => {
    expect(searchText(['Évreux', null, '', 'EVREUX', 'St-Denis'])).toBe(' evreux saint denis ');
  });

  it.each([
    ['a word', ['Eau et assainissement'], 'assainissement', true],
    ['the beginning of a word', ['Eau et assainissement'], 'assain', true],
    ['words in any order', ['Eau et assainissement'], 'assainissement EAU', true],
    ['words of several names', ['Eau et assainissement', 'Water and sanitation'], 'water eau', true],
    ['other accents, hyphens and apostrophes', ["L'Haÿ-les-Roses"], 'l’hay les roses', true],
    ['a short word', ['Eu', 'Y'], 'y', true],
    ['not the middle of a word', ['Eau et assainissement'], 'sain', false],
    ['not a word too many', ['Eau et assainissement'], 'eau potable', false],
  ])('finds %s', (_, names, text, found) => expect(finds(names, text)).toBe(found));

  it('filters nothing without a text', () => expect(textCondition(column, undefined)).toEqual([]));

  it('searches a repeated word once, and treats wildcards as punctuation', () => {
    expect(textCondition(column, 'eau% eau_').map(({ values }) => values)).toEqual([['% eau%']]);
  });

  it('every name finds itself', () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter(
        (text) => searchText([text]).trim() !== '' && searchText([text]).trim().split(' ').length <= 10,
      );
    fc.assert(fc.property(name, fc.string(), (text, other) => finds([other, text], text)));
  });

  it.each([
    ['no letter or digit', ' %-_ ', 'filter.text', /^filter\.text: expected at least one letter or digit/],
    ['eleven words', 'a b c d e f g h i j k', 'filter.name', /^filter\.name: expected at most 10 words/],
  ])('refuses %s', (_, text, argument, message) =>
    expect(() => textCondition(column, text, argument)).toThrow(message),
  );
});

describe('overlapCondition', () => {
  it('is a condition for each of in and notIn', () => {
    const conditions = overlapCondition(sql`t.codes`, { in: ['A'], notIn: ['B', 'C'] });
    expect(conditions.map(({ text }) => text)).toEqual([
      't.codes && $1::text[]',
      '(t.codes IS NULL OR NOT t.codes && $1::text[])',
    ]);
    expect(conditions.map(({ values }) => values)).toEqual([[['A']], [['B', 'C']]]);
    expect(overlapCondition(sql`t.codes`, undefined)).toEqual([]);
  });
});
