import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { whereOf } from './filters.js';
import { sql } from './sql.js';

interface Filter {
  value?: number;
  text?: string;
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
}
const leaf = (filter: Filter) => (filter.value === undefined ? [] : [sql`value = ${filter.value}`]);

describe('whereOf', () => {
  it('filters nothing without a filter, and everything is true of an empty one', () => {
    expect(whereOf<Filter>(undefined, leaf)).toEqual([]);
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
      fc.property(filter, (given) => {
        let where;
        try {
          where = whereOf(given, leaf);
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
    ['null', null, /^filter: expected a value, or leave it out/],
    ['null inside', { or: [{ value: null }] }, /^filter\.or\.0\.value: expected a value/],
    ['NUL characters', { text: 'a\0b' }, /^filter\.text: expected text without NUL characters/],
    ['long text', { text: 'x'.repeat(257) }, /^filter\.text: expected at most 256 characters/],
    ['six levels', { not: { not: { not: { not: { not: { value: 1 } } } } } }, /at most 5 levels/],
    ['long lists', { or: Array.from({ length: 101 }, () => ({})) }, /^filter\.or: expected at most 100 values/],
  ])('refuses %s', (_, filter, message) => expect(() => whereOf(filter as Filter, leaf)).toThrow(message));
});
