import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { encodeWindows1252 } from '../files/text/windows-1252.js';
import { loadedLookups } from '../support/lookups.js';
import { readContent } from '../support/read-text.js';
import { mapRow, missingColumns, readMap, type ImportMap } from './index.js';

const lookups = loadedLookups();
const depth = Number(process.env['DEPTH'] ?? 1);

const MAP = `
name: accords
where:
  - column: Pays
    is: [Bénin, Viet Nam, "Côte d'Ivoire"]
row:
  externalId: Réf
  french: [{ name: Collectivité, postalCode: Code postal }]
  foreign: [{ name: [Partenaire], country: Pays }]
  kind: { column: Type, words: { Jum.: TWINNING } }
  start: Début
  end: Fin
  status: Statut
  themes: [{ from: { column: Thèmes, separator: ';' }, by: label }]
  amounts: [{ amount: Montant, currency: { value: EUR }, unit: 1000, decimal: ',' }]
`.replace('[Partenaire]', '{ column: [Commune étrangère, Partenaire] }');

describe('a map', () => {
  it('is read from YAML', () => {
    expect(readMap(MAP).problems).toEqual([]);
  });

  it('that is wrong says everything at once, in both languages', () => {
    const { map, problems } = readMap(
      'name: ""\nsheets: A\nrow:\n  french: [{ nom: X }]\n  foreign: [{ name: Y, country: { colonne: Z } }]\n  serials: 1905\n  amounts: [{ amount: M }]\n',
    );
    expect(map).toBeNull();
    const english = problems.map(({ en }) => en);
    expect(english).toHaveLength(6);
    expect(english).toContain('map: there is no field "sheets"; there are name, file, where, row');
    expect(english.join('\n')).toMatch(
      /row\.french\[1\]: there is no field "nom"; there are name, siren, inseeCode/,
    );
    expect(english.join('\n')).toMatch(
      /row\.foreign\[1\]\.country: there is no field "colonne"; there are column, value/,
    );
    expect(english.join('\n')).toMatch(/row\.serials: Invalid option/);
    expect(english.join('\n')).toMatch(/row\.amounts\[1\]\.currency: /);
    for (const { en, fr } of problems) expect(fr).not.toBe(en);
  });

  it.each([
    ['no YAML', 'name: [', /line \d+: the text is no YAML/],
    ['no partners', 'name: x\nrow: { kind: Type }', /`french` and `foreign` must say where the partners are/],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((letter, index) => `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${'abcdefg'[index]}`).join(',')}]`).join('\n')}\n`,
      /alias/i,
    ],
  ])('with %s is refused in words', (_, text, expected) => {
    expect(
      readMap(text)
        .problems.map(({ en }) => en)
        .join('\n'),
    ).toMatch(expected);
  });

  it('says which columns of partners a file lacks', () => {
    const map = readMap(MAP).map!;
    const headers = ['Réf', 'Partenaire', 'Pays'];
    const missing = missingColumns(
      map,
      headers,
      (names) => names.find((name) => headers.includes(name)) ?? null,
    );
    expect(missing.map(({ en }) => en)).toEqual([
      'the file has no column "Collectivité"; it has Réf, Partenaire, Pays',
    ]);
  });
});

describe('a record', () => {
  const mapped = async (text: string, map: ImportMap = readMap(MAP).map!) =>
    (await readContent(text)).records.map((record) => mapRow(map, record, lookups));
  const HEADER = 'Réf;Collectivité;Code postal;Partenaire;Pays;Type;Début;Fin;Statut;Thèmes;Montant\n';

  it('notes all of its problems, with the cell and what would be right', async () => {
    const [one] = await mapped(`${HEADER}A;;1004;;BENIN;Bizarre;vers 1990;2010;?;Inconnu;douze\n`);
    expect(one!.row).toBeNull();
    expect(one!.problems.map(({ column, code, fatal }) => [column, code, fatal])).toEqual([
      ['Collectivité', 'FRENCH_AUTHORITY_MISSING', true],
      ['Partenaire', 'FOREIGN_AUTHORITY_MISSING', true],
      ['Type', 'KIND_UNKNOWN', false],
      ['Thèmes', 'THEME_UNKNOWN', false],
      ['Début', 'DATE_INVALID', true],
      ['Montant', 'NUMBER_INVALID', true],
    ]);
    for (const { expected, expectedFr } of one!.problems) expect(expectedFr).not.toBe(expected);
    expect(one!.cells['Partenaire']).toBe('');
  });

  it('that the map leaves out is no refusal, and a shifted one is', async () => {
    const rows = await mapped(`${HEADER}A;X;;Y;Mali;;;;;;\nB;X;;Y;Bénin;;;;;;1;2\n`);
    expect(rows.map(({ row, problems }) => [row, problems.map(({ code, fatal }) => [code, fatal])])).toEqual([
      [null, [['NOT_CONCERNED', false]]],
      [null, [['ROW_SHIFTED', true]]],
    ]);
  });

  it('is the same row in five dialects and three encodings', async () => {
    const pick = <Value>(...values: Value[]) => fc.constantFrom(...values);
    const name = fc
      .tuple(
        pick('Saint-Étienne', 'Bœuf-sur-Mer', "L'Île", 'Château; "Vieux"', 'Nuits, Rouges', 'ÉPINAL'),
        fc.nat(9999),
      )
      .map(([word, number]) => `${word} x${number}x`);
    const year = fc.integer({ min: 1950, max: 2024 });
    const generated = fc.record({
      id: fc.nat(99999),
      french: name,
      postalCode: fc.integer({ min: 1000, max: 95999 }).map((code) => String(code).padStart(5, '0')),
      foreign: name,
      country: pick<[string, string]>(['BENIN', 'BJ'], ['Viet Nam', 'VN'], ["COTE D'IVOIRE", 'CI']),
      kind: pick<[string, string]>(
        ['Jum.', 'TWINNING'],
        ['Accord d’amitié', 'FRIENDSHIP'],
        ['Projet', 'PROJECT'],
      ),
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      year,
      length: pick(null, 0, 3, 20),
      status: pick<[string, string | null]>(['En cours', 'ONGOING'], ['Terminé', 'ENDED'], ['', null]),
      themes: pick<[string, string[]]>(
        ['', []],
        ['Santé', ['EDU-HEALTH']],
        ['Eau & assainissement ; Sport', ['ENV-WATER', 'EDU-SPORT']],
      ),
      cents: fc.integer({ min: 1, max: 9_999_999 }),
    });
    const two = (number: number) => String(number).padStart(2, '0');
    const dialects: Papa.UnparseConfig[] = [
      { delimiter: ',' },
      { delimiter: ';' },
      { delimiter: '\t' },
      { delimiter: '|', newline: '\n' },
      { delimiter: ',', quotes: true },
    ];
    const encodings = [
      (text: string) => Buffer.from(`\ufeff${text}`),
      (text: string) => encodeWindows1252(text)!,
      (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(generated, { minLength: 2, maxLength: 6 }), async (list) => {
        const table = list.map((one) => [
          `R-${one.id}`, one.french, one.postalCode, one.foreign, one.country[0], one.kind[0], `${two(one.day)}/${two(one.month)}/${one.year}`,
          one.length === null ? '' : String(one.year + one.length), one.status[0], one.themes[0],
          (one.cents / 100).toLocaleString('fr-FR', { minimumFractionDigits: 2 }).replaceAll('\u202f', '\u00a0'),
        ]); // prettier-ignore
        const expected = list.map((one) => ({
          externalId: `R-${one.id}`,
          french: [{ name: one.french, postalCode: one.postalCode }],
          foreign: [{ name: one.foreign, country: one.country[1], countryText: one.country[0] }],
          kind: one.kind[1],
          start: `${one.year}-${two(one.month)}-${two(one.day)}`,
          end: one.length === null ? null : String(one.year + one.length),
          status: one.status[1],
          themes: one.themes[1],
          amounts: [{ amount: one.cents * 10, currency: 'EUR', year: null, funder: null }],
        }));
        for (const dialect of dialects)
          for (const encode of encodings) {
            const content = encode(Papa.unparse([HEADER.trim().split(';'), ...table], dialect));
            const rows = (await readContent(content)).records.map((record) =>
              mapRow(readMap(MAP).map!, record, lookups),
            );
            expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
            expect(rows.map(({ row }) => row)).toMatchObject(expected);
          }
      }),
      { numRuns: 15 * depth },
    );
  });
});
