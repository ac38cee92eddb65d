import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { statedFact } from './stated-fact.js';

describe('statedFact', () => {
  it('keeps the date of the statement, and gives each source its licence', () => {
    expect(
      statedFact({
        source: 'Wikidata, https://www.wikidata.org/wiki/Q191475#P190 ; https://www.example.org/page',
        confidence: 'to-confirm',
        asOf: '2017-07-28',
      }),
    ).toEqual({
      sources: [
        { title: 'Wikidata', url: 'https://www.wikidata.org/wiki/Q191475#P190', licence: 'CC0-1.0' },
        { title: 'example.org', url: 'https://www.example.org/page', licence: 'LicenseRef-facts-only' },
      ],
      asOf: '2017-07-28',
      confidence: 'TO_CONFIRM',
    });
  });

  it('marks the day of reading when no source gives a date', () => {
    const { asOf, sources } = statedFact({ source: 'https://www.example.org/page', confidence: 'confirmed' });
    expect(sources).toEqual([expect.objectContaining({ readOn: asOf })]);
  });
});
