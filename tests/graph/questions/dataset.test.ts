import { describe, expect, it } from '@jest/globals';
import { facts, frenchAuthorities, partnerships } from '../../support/search/facts.js';
import { dataOf } from '../../support/graph.js';

// The coverage of the data set, against plain counts over the rows of its files.

type Row = (typeof partnerships)[number] & { confidence: string; source: string; amountEur?: number | null };
const rows = partnerships as Row[];

const distinct = <Value>(values: readonly Value[]) => new Set(values).size;
const codeOf = (confidence: string) => confidence.toUpperCase().replaceAll('-', '_');
/** Numbers of rows by value, the largest first. */
function tally<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

describe('dataset', () => {
  it('has a version, a day of release, and one licence for the whole', async () => {
    const { dataset } = await dataOf(
      '{ dataset { version releasedOn licence licenceUrl fr: statement(lang: FR) en: statement(lang: EN) } }',
    );
    expect(dataset).toMatchObject({
      version: expect.stringMatching(/^\d{4}\.\d{2}$/),
      releasedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      licence: 'etalab-2.0',
      fr: expect.stringContaining('CC0 pour Wikidata'),
      en: expect.stringContaining('MIT for the code lists of IATI'),
    });
  });

  it('counts what is known beside what was published', async () => {
    const counted = 'known published share figure { name(lang: EN) provenance { source { title } } }';
    const { dataset } = await dataOf(`{ dataset { coverage {
      partnerships { ${counted} } frenchAuthorities { ${counted} } foreignAuthorities { ${counted} } countries { ${counted} }
      startYearKnown classified amountKnown byConfidence { confidence partnerships } } } }`);
    const { coverage } = dataset;
    const expected = {
      partnerships: [rows.length, 12_129],
      frenchAuthorities: [distinct(rows.flatMap((row) => row.frenchAuthorityKeys)), 4_756],
      foreignAuthorities: [distinct(rows.flatMap((row) => row.foreignAuthorityKeys)), 9_889],
      countries: [distinct(rows.map((row) => row.countryCode)), 140],
    } as const;
    for (const [name, [known, published]] of Object.entries(expected)) {
      expect(coverage[name]).toMatchObject({ known, published, figure: { name: 'Atlas at its launch' } });
      expect(coverage[name].share).toBeCloseTo(known / published);
    }
    expect(coverage).toMatchObject({
      startYearKnown: rows.filter((row) => row.startYear !== null).length,
      classified: rows.filter((row) => row.themeCodes.length).length,
      amountKnown: rows.filter((row) => row.amountEur != null).length,
    });
    expect(coverage.byConfidence).toEqual(
      tally(rows.map((row) => codeOf(row.confidence))).map(([confidence, count]) => ({
        confidence,
        partnerships: count,
      })),
    );
  });

  it('counts by country and by région', async () => {
    const { dataset } = await dataOf(`{ dataset { coverage {
      byCountry { country { code name } partnerships toConfirm frenchAuthorities foreignAuthorities }
      byRegion { region { code name } partnerships toConfirm frenchAuthorities countries } } } }`);
    const { byCountry, byRegion } = dataset.coverage;
    expect(byCountry).toHaveLength(distinct(rows.map((row) => row.countryCode)));
    for (const { country, ...counts } of byCountry) {
      const there = rows.filter((row) => row.countryCode === country.code);
      expect(country.name).toMatch(/\w/);
      expect(counts).toEqual({
        partnerships: there.length,
        toConfirm: there.filter((row) => row.confidence === 'to-confirm').length,
        frenchAuthorities: distinct(there.flatMap((row) => row.frenchAuthorityKeys)),
        foreignAuthorities: distinct(there.flatMap((row) => row.foreignAuthorityKeys)),
      });
    }
    const regionOf = (key: string) => frenchAuthorities.get(key)!.regionCode;
    for (const { region, ...counts } of byRegion) {
      const code = region?.code ?? null;
      const own = rows.filter((row) => row.frenchAuthorityKeys.some((key) => regionOf(key) === code));
      expect(counts).toEqual({
        partnerships: own.length,
        toConfirm: own.filter((row) => row.confidence === 'to-confirm').length,
        frenchAuthorities: distinct(
          own.flatMap((row) => row.frenchAuthorityKeys).filter((key) => regionOf(key) === code),
        ),
        countries: distinct(own.map((row) => row.countryCode)),
      });
    }
    expect(byRegion.map(({ partnerships: count }: any) => count)).toEqual(
      byRegion.map(({ partnerships: count }: any) => count).sort((a: number, b: number) => b - a),
    );
  });

  it('names the sources on which most rests, each with its licence', async () => {
    const { dataset } = await dataOf('{ dataset { sources { title licence partnerships } } }');
    const stating = (text: string) => rows.filter(({ source }) => source.includes(text)).length;
    expect(dataset.sources.slice(0, 2)).toEqual([
      {
        title: 'Wikidata, property P190 (twinned administrative body)',
        licence: 'CC0-1.0',
        partnerships: stating('Wikidata, property P190'),
      },
      {
        title: 'English Wikipedia, lists of twin towns and sister cities in France',
        licence: 'CC-BY-SA-4.0',
        partnerships: stating('English Wikipedia, lists'),
      },
    ]);
    for (const { licence } of dataset.sources) expect(licence).toMatch(/./);
  });
});

describe('what a partnership rests on', () => {
  it('every statement has a date and a licence, and says when the date is the day of reading', async () => {
    const walked: any[] = [];
    let after: string | null = null;
    do {
      const { partnerships: page }: any = await dataOf(
        `query ($after: String) { partnerships(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
          nodes { id provenance { asOf asOfIsReadDay confidence sources { title licence asOf readOn } } } } }`,
        { after },
      );
      walked.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(walked).toHaveLength(rows.length);
    for (const { provenance } of walked) {
      expect(provenance.asOf).toMatch(/^\d{4}/);
      for (const source of provenance.sources) expect(source.licence).toMatch(/./);
      expect(provenance.asOfIsReadDay).toBe(
        provenance.sources.some(({ readOn }: any) => readOn === provenance.asOf),
      );
    }
    const undated = rows.filter((row) => row.asOf === null).length;
    expect(walked.filter(({ provenance }) => provenance.asOfIsReadDay)).toHaveLength(undated);
  });

  it.each([
    ['CORROBORATED', 'corroborated'],
    ['STATED', 'stated'],
    ['TO_CONFIRM', 'to-confirm'],
    ['CONFIRMED', 'confirmed'],
  ])('lists are filtered by %s', async (confidence, stated) => {
    const { partnerships: page } = await dataOf(
      'query ($in: [Confidence!]) { partnerships(filter: { confidence: { in: $in } }) { totalCount } }',
      { in: [confidence] },
    );
    expect(page.totalCount).toBe(rows.filter((row) => row.confidence === stated).length);
  });

  it('lists are filtered by the date of the statement; a year counts until its end', async () => {
    for (const since of ['2017', '2018', '2022-01-10', '2024-05-15', '2026', '2026-12-31']) {
      const { partnerships: page } = await dataOf(
        'query ($since: PartialDate!) { partnerships(filter: { statedSince: $since }) { totalCount } }',
        { since },
      );
      const end = (date: string) => date + '-12-31'.slice(date.length - 4);
      expect(page.totalCount).toBe(rows.filter(({ asOf }) => end(asOf ?? '2026-11-25') >= since).length);
    }
  });

  it('partners abroad are one thing with places, names and Wikidata items', async () => {
    const { foreignAuthorities } = await dataOf(
      `{ foreignAuthorities(filter: { text: "Varsovie" }, first: 5) { nodes { name nameLanguage aliases wikidataId
        coordinates { latitude longitude } country { code } } } }`,
    );
    expect(foreignAuthorities.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Warsaw', nameLanguage: 'en', country: { code: 'PL' } }),
      ]),
    );
    const ids = facts<{ wikidataId?: string | null }>('authorities', 'foreign-authorities').flatMap(
      ({ wikidataId }) => wikidataId ?? [],
    );
    expect(distinct(ids)).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(2_000);
  });

  it('paid projects have their amount, funder and purpose code', async () => {
    const { partnerships: page } = await dataOf(
      '{ partnerships(filter: { kind: { in: [PROJECT] }, text: "Kendari" }) { nodes { amountEur funder grantedOn dacSector { code name(lang: EN) } frenchAuthorities { name } } } }',
    );
    expect(page.nodes).toEqual([
      {
        amountEur: 570_100,
        funder: 'Agence française de développement',
        grantedOn: expect.stringMatching(/^20\d\d-/),
        dacSector: expect.objectContaining({ name: expect.stringMatching(/\w/) }),
        frenchAuthorities: [{ name: 'CA de La Rochelle' }],
      },
    ]);
  });
});
