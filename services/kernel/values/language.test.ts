import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { labelIn, pickLanguage } from './language.js';

describe('pickLanguage', () => {
  it.each([
    [undefined, 'FR'],
    ['', 'FR'],
    ['fr', 'FR'],
    ['en', 'EN'],
    ['en-GB,en;q=0.9', 'EN'],
    ['fr-CA;q=0.5, en;q=0.9', 'EN'],
    ['de, en;q=0.1', 'EN'],
    ['de', 'FR'],
    ['*', 'FR'],
    ['en;q=0', 'FR'],
  ] as const)('reads %p as %s', (header, language) => expect(pickLanguage(header)).toBe(language));

  it('answers whatever the header', () => {
    fc.assert(fc.property(fc.string(), (header) => ['FR', 'EN'].includes(pickLanguage(header))));
  });
});

describe('labelIn', () => {
  const both = { nameFr: 'Eau', nameEn: 'Water' };
  it('returns the preferred language', () => {
    expect(labelIn(both, 'name', 'FR')).toEqual({ text: 'Eau', language: 'FR' });
    expect(labelIn(both, 'name', 'EN')).toEqual({ text: 'Water', language: 'EN' });
  });
  it('has no language where there is no text', () => {
    expect(labelIn({ nameFr: null, nameEn: null }, 'name', 'EN')).toEqual({ text: null, language: null });
  });
  it('falls back to the other language and reports it', () => {
    expect(labelIn({ nameFr: 'Eau', nameEn: null }, 'name', 'EN')).toEqual({ text: 'Eau', language: 'FR' });
    expect(labelIn({ nameFr: null, nameEn: 'Water' }, 'name', 'FR')).toEqual({
      text: 'Water',
      language: 'EN',
    });
  });
});
