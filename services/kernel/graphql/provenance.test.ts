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

  it('accepts several sources separated by semicolons', () => {
    expect(parseSources('https://a.org ; B (2020)', 'MIT')).toEqual([
      { title: 'a.org', url: 'https://a.org', licence: 'MIT' },
      { title: 'B (2020)', url: null, licence: 'MIT' },
    ]);
  });
});
