import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { parseSources } from './provenance.js';

describe('parseSources', () => {
  it.each([
    ['https://www.example.org/page', 'example.org', 'https://www.example.org/page'],
    [
      'https://example.org/page (agenda block of June 2024)',
      'example.org (agenda block of June 2024)',
      'https://example.org/page',
    ],
    ['example.org: communiqué of 8 December 2021', 'example.org: communiqué of 8 December 2021', null],
    ['Atlas record pages (prjId 6471)', 'Atlas record pages (prjId 6471)', null],
    ['Annual report, https://example.org/report.pdf', 'Annual report', 'https://example.org/report.pdf'],
  ])('%s', (line, title, url) => expect(parseSources(line)).toEqual([{ title, url, licence: null }]));

  it('reads the date that a source has of its own', () => {
    expect(parseSources('Wikidata, https://www.wikidata.org/wiki/Q90 [2022-01-09] ; A list [2026]')).toEqual([
      { title: 'Wikidata', url: 'https://www.wikidata.org/wiki/Q90', licence: null, asOf: '2022-01-09' },
      { title: 'A list', url: null, licence: null, asOf: '2026' },
    ]);
    expect(parseSources('A page [draft]')).toEqual([{ title: 'A page [draft]', url: null, licence: null }]);
  });

  it('accepts several sources separated by semicolons', () => {
    expect(parseSources('https://a.org ; B (2020)', 'MIT')).toEqual([
      { title: 'a.org', url: 'https://a.org', licence: 'MIT' },
      { title: 'B (2020)', url: null, licence: 'MIT' },
    ]);
  });
});
