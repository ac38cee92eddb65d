import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { readContent, rowsOf } from '../support/read-text.js';
import { encodeWindows1252 } from './text/windows-1252.js';

const depth = Number(process.env['DEPTH'] ?? 1);

describe('a delimited file', () => {
  it.each([
    ['semicolons', 'Titre;Pays\n"Eau; et, vie";Bénin\n', ';', '"', [['Eau; et, vie', 'Bénin']]],
    ['commas', 'Titre,Pays\n"Eau;x",Bénin\n', ',', '"', [['Eau;x', 'Bénin']]],
    ['tabs', 'Titre\tPays\nEau, vie\tBénin\n', '\t', '"', [['Eau, vie', 'Bénin']]],
    ['bars', 'Titre|Pays\r\nEau|Bénin\r\n', '|', '"', [['Eau', 'Bénin']]],
    ['single marks', "a,b\n'x, y','it''s'\n'z','w'\n", ',', "'", [['x, y', "it's"], ['z', 'w']]], // prettier-ignore
    ['backslashes', 'a,b\n"x \\"y\\", z","w"\n', ',', '"', [['x "y", z', 'w']]],
    ['a stated separator', 'sep=,\r\na,b\r\n1,"2,3"\r\n', ',', '"', [['1', '2,3']]],
  ])('with %s is divided as it was written', async (_, text, delimiter, quote, rows) => {
    const { detected } = await readContent(text);
    expect(detected).toMatchObject({ format: 'csv', delimiter, quote });
    expect(await rowsOf(text)).toEqual(rows);
  });

  it.each([
    ['UTF-8', Buffer.from('Thème;Pays\nÉducation;Bénin\n'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffThème;Pays\nÉducation;Bénin\n'), 'utf-8'],
    ['Windows-1252', encodeWindows1252('Thème;Pays\nÉducation;Bénin\n')!, 'windows-1252'],
    ['UTF-16', Buffer.from('\ufeffThème;Pays\nÉducation;Bénin\n', 'utf16le'), 'utf-16le'],
    [
      'UTF-16, big end first',
      Buffer.from('\ufeffThème;Pays\nÉducation;Bénin\n', 'utf16le').swap16(),
      'utf-16be',
    ],
    ['UTF-16 without a mark', Buffer.from('Thème;Pays\nÉducation;Bénin\n', 'utf16le'), 'utf-16le'],
  ])('in %s is decoded', async (_, bytes, encoding) => {
    const { detected, records } = await readContent(bytes);
    expect(detected.encoding).toBe(encoding);
    expect(records.map(({ cells }) => ({ ...cells }))).toEqual([{ Thème: 'Éducation', Pays: 'Bénin' }]);
  });

  it('is Windows-1252 when one byte far down is', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `Commune ${index};Mali`).join('\n');
    const { detected, records } = await readContent(
      encodeWindows1252(`Nom;Pays\n${lines}\nOrléans;Bénin\n`)!,
    );
    expect(detected.encoding).toBe('windows-1252');
    expect(records.at(-1)!.cells).toMatchObject({ Nom: 'Orléans', Pays: 'Bénin' });
  });

  it('that was decoded wrongly once is put right, and says where', async () => {
    const { records } = await readContent('recipientname,title\nTÃ¼rkiye,Café\n');
    expect(records[0]).toMatchObject({
      cells: { recipientname: 'Türkiye', title: 'Café' },
      repaired: ['recipientname'],
    });
  });

  it('has its headers below titles, and its records have the line on which they begin', async () => {
    const { detected, records } = await readContent(
      'Accords 2024;;\n;;\nTitre;Pays;Année\n"a\nb";Mali;\n\nc;Togo;2012\n',
    );
    expect(detected.tables).toMatchObject([{ headers: ['Titre', 'Pays', 'Année'], headerRow: 3 }]);
    expect(records.map(({ place }) => place.row)).toEqual([4, 7]);
  });

  it('of one column without header has numbered columns', async () => {
    const { detected, records } = await readContent('BONN (ALLEMAGNE) - 1965\nX, Y (PAYS-BAS) - 2001\n');
    expect(detected).toMatchObject({ delimiter: null, tables: [{ headerRow: null, headers: ['column 1'] }] });
    expect(records.map(({ cells }) => cells['column 1'])).toEqual([
      'BONN (ALLEMAGNE) - 1965',
      'X, Y (PAYS-BAS) - 2001',
    ]);
  });

  it('numbers headers that occur twice or are empty, and counts cells beyond the last one', async () => {
    const { detected, records } = await readContent('Nom;Nom;;Pays\na;b;c;d\ne;;g;h\na;b;c;d;e;f\n');
    expect(detected.tables[0]!.headers).toEqual(['Nom', 'Nom (2)', 'column 3', 'Pays']);
    expect(records.map(({ surplus }) => surplus)).toEqual([0, 0, 2]);
  });

  it('survives any dialect and encoding', async () => {
    const headers = ['Collectivité', 'Pays partenaire', 'Début', 'Thématique', 'Note'];
    const word = fc.string({
      unit: fc.constantFrom(...'abcdeéèçàÉœ€’0123456789  ,;|\t"\n-()'),
      minLength: 0,
      maxLength: 25,
    });
    // A cell of white space alone is an empty one, and a file of nothing but separators has no dialect.
    const cell = word.filter((text) => text === '' || /[\p{L}\d]/u.test(text)).map((text) => text.trim());
    const row = fc.array(cell, { minLength: 5, maxLength: 5 }).filter((cells) => cells[0] !== '');
    const dialects: Papa.UnparseConfig[] = [
      { delimiter: ',', newline: '\n' },
      { delimiter: ';', newline: '\r\n' },
      { delimiter: '\t', newline: '\n' },
      { delimiter: '|', newline: '\r\n' },
      { delimiter: ';', newline: '\n', quotes: true },
    ];
    const encodings: ((text: string) => Uint8Array)[] = [
      (text) => Buffer.from(text),
      (text) => encodeWindows1252(text)!,
      (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 3, maxLength: 12 }), async (rows) => {
        for (const dialect of dialects)
          for (const encode of encodings) {
            const text = Papa.unparse([headers, ...rows], dialect);
            expect(await rowsOf(encode(text))).toEqual(rows);
          }
      }),
      { numRuns: 25 * depth },
    );
  });
});
