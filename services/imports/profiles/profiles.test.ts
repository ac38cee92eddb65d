import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { readRecords } from '../files/index.js';
import { checkMap, mapRow, type MappedRow } from '../mapping/index.js';
import { agreementsWorkbook } from '../support/agreements.js';
import { fixture, loadedLookups } from '../support/lookups.js';
import { inlineRows, workbookOf } from '../support/workbooks.js';
import { PROFILES, detectProfile, profileNamed } from './index.js';

const lookups = loadedLookups();
const template = () =>
  workbookOf([
    {
      name: 'Fiches',
      rows: inlineRows([
        [
          'Champs',
          'Project code',
          'Reporting Organisation',
          'Activity Title',
          'Activity Status',
          'Activity Dates (Start Date)',
          'Country / Region',
          'Participating Organisation (Implementing)',
          'Sector (DAC CRS)',
          'Sub-national Geographic Location',
        ],
        [
          '',
          'M-1',
          'SCAC',
          'Eau',
          'En cours',
          '01/02/2013',
          'Bénin',
          'Ville d’Aubeville',
          '14030',
          'Parafou',
        ],
        ['', 'M-2', 'SCAC', 'Eau', 'En cours', '', 'Région Afrique', 'Ville d’Aubeville', '14030', 'Parafou'],
      ]),
    },
  ]);
/** A file of each profile. */
const FILES: Readonly<Record<string, () => string | Readable>> = {
  'wikidata-p190': () => fixture('wikidata-p190.csv'),
  'french-oda': () => fixture('french-oda.csv'),
  afd: () => fixture('afd.csv'),
  'oecd-crs-bulk': () => fixture('crs-bulk.csv'),
  'oecd-crs-full': () => fixture('crs-full.csv'),
  'oecd-crs-sdmx': () => fixture('crs-sdmx.csv'),
  iati: () => fixture('iati.xml'),
  'ministry-iati-template': () => Readable.from([template()]),
  afccre: () => fixture('afccre.csv'),
  'afccre-column': () => fixture('afccre-column.csv'),
  'benin-agreements': () => Readable.from([agreementsWorkbook()]),
};

/** Rows of a file by the profile that it was recognised as. */
async function mapped(name: string): Promise<MappedRow[]> {
  const file = await readRecords(FILES[name]!());
  try {
    const found = detectProfile(file.detected)!;
    const rows: MappedRow[] = [];
    for await (const record of file.records(found.sheet ?? undefined))
      rows.push(mapRow(found.profile.map, record, lookups));
    return rows;
  } finally {
    await file.close();
  }
}

/** Fate of a row: its problems, with an exclamation mark for those that refuse it, or "read". */
const fate = ({ row, problems }: MappedRow) =>
  [...(row ? ['read'] : []), ...problems.map(({ code, fatal }) => (fatal ? `${code}!` : code))].join(' ');

describe('a profile', () => {
  it('is there for each file, and each has a map that is right', () => {
    expect(PROFILES.map(({ name }) => name).sort()).toEqual(Object.keys(FILES).sort());
    for (const { map } of PROFILES) expect(checkMap(map).problems).toEqual([]);
  });

  it.each(Object.keys(FILES))('%s is recognised by its own file alone', async (name) => {
    const file = await readRecords(FILES[name]!());
    await file.close();
    expect(detectProfile(file.detected)?.profile.name).toBe(name);
    // None of the others would have taken it.
    for (const table of file.detected.tables) {
      const others = PROFILES.filter((profile) => profile.name !== name).filter(
        (profile) =>
          profile.recognition.headers.every((aliases) =>
            aliases.some((header) => table.headers.includes(header)),
          ) &&
          (profile.recognition.isSample?.(table) ?? true),
      );
      expect(others.map((profile) => profile.name)).toEqual([]);
    }
  });

  it('is none for a file that none knows', async () => {
    const file = await readRecords(Readable.from(['Commune;Thème\nX;Y\n']));
    await file.close();
    expect(detectProfile(file.detected)).toBeNull();
    expect(profileNamed('afd')?.title.en).toBe('AFD open data');
  });

  it.each<[string, string[]]>([
    [
      'wikidata-p190',
      [
        'read',
        'read',
        'read',
        'FOREIGN_AUTHORITY_MISSING!',
        'FRENCH_AUTHORITY_MISSING!',
        'COUNTRY_UNKNOWN!',
        'read WIKIDATA_INVALID COORDINATES_INVALID',
      ],
    ],
    [
      'french-oda',
      [
        'read',
        'FRENCH_AUTHORITY_MISSING!',
        'NOT_CONCERNED',
        'SECTOR_UNKNOWN DATE_INVALID!',
        'FOREIGN_AUTHORITY_MISSING!',
        'DATES_REVERSED!',
      ],
    ],
    ['afd', ['read', 'FRENCH_AUTHORITY_MISSING!', 'read']],
    [
      'oecd-crs-bulk',
      [
        'read',
        'FRENCH_AUTHORITY_MISSING! FOREIGN_AUTHORITY_MISSING!',
        'NOT_CONCERNED',
        'NOT_CONCERNED',
        'read',
      ],
    ],
    ['oecd-crs-full', ['read TEXT_REPAIRED TEXT_REPAIRED', 'read', 'NOT_CONCERNED']],
    ['oecd-crs-sdmx', ['read', 'NOT_CONCERNED', 'NOT_CONCERNED']],
    [
      'iati',
      [
        'read',
        'COUNTRY_UNKNOWN!',
        'IDENTIFIER_REPEATED!',
        'IDENTIFIER_REPEATED!',
        'FRENCH_AUTHORITY_MISSING! FOREIGN_AUTHORITY_MISSING!',
      ],
    ],
    ['ministry-iati-template', ['read', 'COUNTRY_UNKNOWN!']],
    ['afccre', ['read', 'read', 'read', 'read', 'COUNTRY_UNKNOWN!', 'FRENCH_AUTHORITY_MISSING!']],
    ['afccre-column', Array.from({ length: 5 }, () => 'FRENCH_AUTHORITY_MISSING!')],
    [
      'benin-agreements',
      [
        'read',
        'NOT_CONCERNED',
        'THEME_UNKNOWN CURRENCY_UNKNOWN!',
        'FOREIGN_AUTHORITY_MISSING! URL_INVALID',
        'read URL_INVALID',
      ],
    ],
  ])('%s gives each row its fate', async (name, fates) => {
    expect((await mapped(name)).map(fate)).toEqual(fates);
  });

  it('reads both directions of P190 as one tie', async () => {
    const [one, other] = await mapped('wikidata-p190');
    expect(other!.row!.externalId).toBe('Q9000001|Q9000002');
    expect(one!.row).toMatchObject({
      externalId: 'Q9000001|Q9000002',
      french: [{ name: 'Aubeville', wikidataId: 'Q9000001' }],
      foreign: [{ name: 'Parafou', country: 'BJ', wikidataId: 'Q9000002', latitude: 9.33, longitude: 2.63 }],
      kind: 'UNKNOWN',
      asOf: '2024-05-01',
    });
    expect(other!.row).toMatchObject({ french: one!.row!.french, foreign: one!.row!.foreign });
  });

  it('reads amounts in thousands and millions, and dates by the day first', async () => {
    const [row] = await mapped('french-oda');
    expect(row!.row).toMatchObject({
      externalId: '2022009001|2022|Bénin',
      french: [{ name: 'Ville d’Aubeville' }],
      foreign: [{ name: 'Parafou', country: 'BJ' }],
      signedOn: '2022-05-20',
      start: '2022-06-01',
      end: '2024-12-31',
      dacSectorCode: '14030',
      themes: ['ENV-WATER'],
      amounts: [
        { amount: 1234500, currency: 'EUR', year: 2022 },
        { amount: 500000, currency: 'EUR', year: 2022 },
      ],
    });
    const [crs] = await mapped('oecd-crs-bulk');
    expect(crs!.row!.amounts).toEqual([{ amount: 125000, currency: 'USD', year: 2016, funder: null }]);
  });

  it('reads glued names of the directory of twinnings', async () => {
    const [one, two, three] = await mapped('afccre');
    expect(one!.row).toMatchObject({
      french: [{ name: 'ST AUBIN', postalCode: '42007' }],
      foreign: [{ name: 'KREMENVILLE', country: 'UA', subdivision: 'POTLAVA' }],
      kind: 'TWINNING',
      start: '2023',
    });
    expect(two!.row).toMatchObject({
      french: [{ name: 'AUBEVILLE' }],
      foreign: [{ name: 'KADANOV', country: 'CZ' }],
      start: '1990',
    });
    expect(three!.row).toMatchObject({
      french: [{ department: '85' }],
      foreign: [{ name: 'NORTHHAM', country: 'GB' }],
      start: null,
    });
  });

  it('reads an agreement of the workbook, and no person', async () => {
    const [one, , , , five] = await mapped('benin-agreements');
    expect(one!.row).toEqual({
      place: { sheet: 'ACCORDS', row: 4 },
      externalId: 'ACC-001',
      french: [{ name: 'Aubeville', department: '75' }],
      foreign: [{ name: 'Parafou', country: 'BJ', kind: 'MUNICIPALITY', subdivision: 'Borgou' }],
      kind: 'TWINNING',
      titleFr: null,
      titleEn: null,
      themes: ['ENV-WATER', 'EDU-HEALTH'],
      dacSectorCode: null,
      start: '2013-05-20',
      signedOn: '2013-05-20',
      end: null,
      status: 'ONGOING',
      amounts: [{ amount: 1500000, currency: 'XOF', year: 2013, funder: null }],
      documents: [{ title: null, url: 'https://example.org/acc-001.pdf' }],
      asOf: null,
      note: 'Renouvelé',
    });
    expect(five!.row).toMatchObject({
      french: [{ name: 'Rochebelle', postalCode: '85000' }],
      amounts: [{ amount: 12500, currency: 'EUR' }],
      status: 'ENDED',
    });
  });

  it('reads the local governments of France among those of an activity', async () => {
    const [one] = await mapped('iati');
    expect(one!.row).toMatchObject({
      french: [{ name: 'Ville d’Aubeville' }],
      foreign: [{ name: 'Parafou', country: 'BJ' }],
      titleFr: 'Eau à Parafou',
      titleEn: 'Water in Parafou',
      status: 'ONGOING',
      start: '2022-05-01',
      end: '2024-12-31',
      amounts: [{ amount: 12500.5, currency: 'EUR', year: 2022, funder: null }],
      documents: [{ title: 'Convention', url: 'https://example.org/a.pdf' }],
    });
  });
});
