import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { readContent, rowsOf } from '../support/read-text.js';
import { inlineRows, workbookOf } from '../support/workbooks.js';
import { readRecords } from './index.js';
import { Readable } from 'node:stream';

const depth = Number(process.env['DEPTH'] ?? 1);
type Value = string | number | boolean | Date | null;

const written = (rows: Value[][]) =>
  writeXlsxFile(
    rows.map((row) => row.map((value) => (value instanceof Date ? { value, format: 'dd/mm/yyyy' } : value))),
  ).toBuffer();

/** The text that a value of another reader has here. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

describe('a workbook', () => {
  it('of another writer is read as another reader reads it', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'abcéÉœ€ <&>"\'\n;2'), minLength: 1, maxLength: 30 });
    const value = fc.oneof(
      text.filter((one) => /\p{L}/u.test(one)).map((one) => one.trim()),
      fc.integer({ min: -1_000_000, max: 999_999_999 }),
      fc.integer({ min: -99_999, max: 999_999 }).map((cents) => cents / 100),
      fc.boolean(),
      fc.integer({ min: 0, max: 60_000 }).map((day) => new Date(Date.UTC(1900, 2, 1) + day * 86_400_000)),
      fc.constant(null),
    );
    const row = fc.array(value, { minLength: 4, maxLength: 4 }).map((cells) => ['x', ...cells]);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const headers = ['Réf', 'Commune', 'Pays', 'Montant', 'Date'];
        const file = await written([headers, ...rows]);
        const [sheet] = await readXlsxFile(file, { trim: false });
        const judged = (sheet!.data as unknown[][])
          .slice(1)
          .map((cells) => headers.map((_, at) => textOf(cells[at])));
        const read = await rowsOf(file);
        expect(read).toEqual(judged);
        expect(read).toEqual(rows.map((cells) => cells.map(textOf)));
      }),
      { numRuns: 30 * depth },
    );
  });

  it('has sheets: hidden and empty ones are not the one that is read', async () => {
    const file = workbookOf([
      { name: 'PARAMETRES', state: 'hidden', rows: inlineRows([['TYPE', 'STATUT'], ['Jumelage', 'Actif']]) }, // prettier-ignore
      { name: 'Vide', rows: '' },
      { name: 'ACCORDS & co', rows: inlineRows([['Ref', 'Pays'], ['A-1', 'Bénin']]) }, // prettier-ignore
    ]);
    const { detected, records } = await readContent(file);
    expect(detected.tables.map(({ sheet, hidden }) => [sheet, hidden])).toEqual([
      ['PARAMETRES', true],
      ['ACCORDS & co', false],
    ]);
    expect(records).toMatchObject([
      { place: { sheet: 'ACCORDS & co', row: 2 }, cells: { Ref: 'A-1', Pays: 'Bénin' } },
    ]);
    expect(await rowsOf(file, { sheet: 'PARAMETRES' })).toEqual([['Jumelage', 'Actif']]);
    await expect(readContent(file, { sheet: 'Accords' })).rejects.toMatchObject({
      code: 'SHEET_UNKNOWN',
      message: 'The workbook has no sheet "Accords"; it has PARAMETRES, ACCORDS & co.',
    });
    const open = await readRecords(Readable.from([Buffer.from(file)]));
    const sheets = [];
    for await (const { place } of open.records('PARAMETRES')) sheets.push(place.sheet);
    await open.close();
    expect(sheets).toEqual(['PARAMETRES']);
  });

  it('has dates in its own calendar, values of formulas, shared and rich texts, codes with zeros', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/>' +
      '<numFmt numFmtId="166" formatCode="#,##0.00\\ &quot;day&quot;"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>';
    const strings =
      '<si><t>Titre</t></si><si><r><t>Eau </t></r><r><t>et vie_x000D_</t></r><rPh><t>no</t></rPh></si>';
    const header = Array.from(
      'BCDEFGHI',
      (letter) => `<c r="${letter}1" t="inlineStr"><is><t>${letter}</t></is></c>`,
    );
    const rows =
      `<row r="1"><c r="A1" t="s"><v>0</v></c>${header.join('')}</row>` +
      '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>41414</v></c><c r="C5" s="2"><v>41414.5</v></c>' +
      '<c r="D5" s="3"><v>1000</v></c><c r="E5" s="4"><v>0.30000000000000004</v></c><c r="F5" t="str"><f>A1&amp;"x"</f><v>x</v></c>' +
      '<c r="G5" t="e"><v>#REF!</v></c><c r="I5" s="5"><v>1.5</v></c></row>';
    const expected = [
      'Eau et vie\r',
      '2013-05-20',
      '2013-05-20T12:00:00',
      '01000',
      '0.3',
      'x',
      '#REF!',
      '',
      '1.5',
    ];
    const file = workbookOf([{ name: 'A', rows }], { styles, strings });
    const { records } = await readContent(file);
    expect(records[0]!.place.row).toBe(5);
    expect(Object.values(records[0]!.cells)).toEqual(expected);
    const [old] = await rowsOf(workbookOf([{ name: 'A', rows }], { styles, strings, is1904: true }));
    expect(old!.slice(1, 3)).toEqual(['2017-05-21', '2017-05-21T12:00:00']);
  });

  it('may use prefixes, and leave out references', async () => {
    const rows = inlineRows([['Nom', 'Pays'], ['Parakou', 'Bénin']]).replaceAll(/<(\/?)(row|c|is|t)\b/g, '<$1x:$2'); // prettier-ignore
    expect(await rowsOf(workbookOf([{ name: 'A', rows }]))).toEqual([['Parakou', 'Bénin']]);
  });
});
