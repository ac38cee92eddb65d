import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { validateThemes } from './theme-codes.js';
import { requirePast } from './day-in-paris.js';

const reading = (...rows: object[]) => ({ named: () => ({ rows: async () => rows as never }) });

describe('requirePast', () => {
  const onTheDay = reading({ day: '2026-03-29' });

  it.each([undefined, null, '2026-03-29', '2026-03', '2025'])('takes %s, and gives the day', async (date) =>
    expect(await requirePast(onTheDay, date, 'date')).toBe('2026-03-29'),
  );

  it.each(['2026-03-30', '2026-04', '2027'])('refuses %s', (date) =>
    expect(requirePast(onTheDay, date, 'date')).rejects.toThrow('DATE_INVALID'),
  );
});

describe('validateThemes', () => {
  const known = reading({ code: 'ENV' }, { code: 'CUL' });

  it('gives those that are known', async () => {
    expect(await validateThemes(known, ['CUL', 'ENV'])).toEqual(['CUL', 'ENV']);
    expect(await validateThemes(known, [])).toEqual([]);
  });

  it.each<[string, string[], object]>([
    ['THEME_UNKNOWN', ['ENV', 'NONE'], {}],
    ['THEMES_INVALID', ['ENV', 'ENV'], {}],
    ['THEMES_INVALID', [], { least: 1 }],
    ['THEMES_INVALID', ['ENV', 'CUL'], { most: 1 }],
  ])('refuses with %s: %j %j', (code, codes, limits) =>
    expect(validateThemes(known, codes, limits)).rejects.toThrow(code),
  );
});
