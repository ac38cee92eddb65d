import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import type { Column, Kind } from '../tables/columns.js';
import { FORMATS, type Format, type FormatOptions, type Values } from './index.js';

const column = (name: string, kind: Kind = 'TEXT', isList = false): Column => ({
  name,
  words: [name],
  path: [name],
  isList,
  kind,
  isRequired: false,
  description: '',
});

const COLUMNS = [
  column('text'),
  column('number', 'NUMBER'),
  column('flag', 'BOOLEAN'),
  column('day', 'DATE'),
  column('moment', 'DATE_TIME'),
  column('several', 'TEXT', true),
  column('objects', 'JSON', true),
];

const OPTIONS: FormatOptions = {
  columns: COLUMNS,
  hasHeader: true,
  hasMark: false,
  guardsFormulas: true,
  separator: ',',
  title: 'lists',
};

async function* pagesOf(rows: readonly Values[]): AsyncGenerator<readonly Values[]> {
  for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3);
}

const written = (format: Format, rows: readonly Values[], options: Partial<FormatOptions> = {}) =>
  Readable.from(format.write(pagesOf(rows), { ...OPTIONS, ...options }), { objectMode: false });

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '=1+1',
    "'quoted",
    '-3',
    '@SUM(A1)',
    '\ttab',
    'a"b',
    'a\r\nb',
    'a|b\\c',
    '＝1',
    '',
    '_x000B_',
    '\u0001',
  ),
);
const rowsOf = fc.array(
  fc.tuple(
    fc.option(texts),
    fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0)),
    fc.option(fc.boolean()),
    fc.option(
      fc
        .date({ min: new Date('1900-03-01'), max: new Date('2999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
    fc.option(
      fc
        .date({ min: new Date('1900-03-01'), max: new Date('2999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().replace(/\.\d+/, '')),
    ),
    fc.option(fc.array(texts.filter(Boolean), { minLength: 1, maxLength: 3 })),
    fc.option(fc.array(fc.record({ title: texts }), { minLength: 1, maxLength: 2 })),
  ),
  { maxLength: 8 },
);
const EXAMPLE: Values = [
  '=HYPERLINK("http://example.org")',
  -1.5,
  true,
  '2026-02-28',
  '2026-02-28T23:30:00Z',
  ['a|b', 'c\\d'],
  [{ title: 'x' }],
];

/** Text of a cell that the writer has guarded, as the documentation says to read it. */
const unguarded = (cell: string) => cell.replace(/^'/, '');
const valuesIn = (cell: string) =>
  [...cell.matchAll(/((?:\\.|[^\\|])*)(?:\||$)/gs)]
    .map(([, item]) => item!.replaceAll(/\\(.)/gs, '$1'))
    .slice(0, -1);

describe('CSV', () => {
  it('is read back by another library as it was', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        const { data, errors } = Papa.parse<string[]>(await text(written(FORMATS.csv!, rows)), {
          delimiter: ',',
          newline: '\r\n',
        });
        expect(errors.filter(({ code }) => code !== 'UndetectableDelimiter')).toEqual([]);
        const [head, ...read] = data.filter((row) => row.length > 1);
        expect(head).toEqual(COLUMNS.map(({ name }) => name));
        expect(read).toHaveLength(rows.length);
        for (const [index, row] of rows.entries()) {
          const cells = read[index]!;
          expect(unguarded(cells[0]!)).toBe(row[0] ?? '');
          expect(cells[1] === '' ? null : Number(cells[1])).toBe(row[1]);
          expect(cells[2]).toBe(row[2] === null ? '' : String(row[2]));
          expect(cells[3]).toBe(row[3] ?? '');
          if (row[5]) expect(valuesIn(unguarded(cells[5]!))).toEqual(row[5]);
          expect(cells[6] === '' ? null : JSON.parse(unguarded(cells[6]!))).toEqual(row[6]);
        }
      }),
      { examples: [[[EXAMPLE as never]]] },
    );
  });

  it('holds no cell that a spreadsheet would execute', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (one) => {
        const { data } = Papa.parse<string[]>(
          await text(written(FORMATS.csv!, [[one]], { columns: [COLUMNS[0]!, COLUMNS[1]!] })),
        );
        expect(data[1]![0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { examples: [['=1+1'], ['-3'], ['＝1'], ['\ttab']] },
    );
  });

  it('leaves texts as they are for machines, and numbers for everybody', async () => {
    expect(
      await text(
        written(FORMATS.csv!, [['=1', -2]], { columns: COLUMNS.slice(0, 2), guardsFormulas: false }),
      ),
    ).toBe('text,number\r\n=1,-2\r\n');
    expect(await text(written(FORMATS.csv!, [['=1', -2]], { columns: COLUMNS.slice(0, 2) }))).toBe(
      "text,number\r\n'=1,-2\r\n",
    );
  });

  it('begins with a byte order mark where that is wanted, and continues without column names', async () => {
    const bytes = await buffer(
      written(FORMATS.csv!, [['é', 1]], { columns: COLUMNS.slice(0, 2), hasMark: true }),
    );
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(
      await text(written(FORMATS.csv!, [['é', 1]], { columns: COLUMNS.slice(0, 2), hasHeader: false })),
    ).toBe('é,1\r\n');
  });
});

describe('JSON', () => {
  const objectOf = (row: Values) =>
    Object.fromEntries(COLUMNS.map(({ name }, index) => [name, row[index] ?? null]));

  it('has the values themselves, as one array and as lines', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        expect(JSON.parse(await text(written(FORMATS.json!, rows)))).toEqual(rows.map(objectOf));
        const lines = (await text(written(FORMATS.ndjson!, rows))).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows.map(objectOf));
      }),
      { examples: [[[]], [[EXAMPLE as never]]] },
    );
  });
});

describe('XLSX', () => {
  const sheetOf = async (rows: readonly Values[]) => {
    const [sheet] = await readXlsxFile(await buffer(written(FORMATS.xlsx!, rows)), { trim: false });
    return sheet!;
  };

  it('is opened by another library, with texts, numbers, flags and dates', async () => {
    const { sheet, data } = await sheetOf([EXAMPLE, ['b', null, false, '1899-12-31', null, null, null]]);
    expect(sheet).toBe('lists');
    // A day is a number with 15 digits, and this reader cuts what is behind its milliseconds.
    expect(Math.abs(Number(data[1]![4]) - Date.parse('2026-02-28T23:30:00Z'))).toBeLessThan(2);
    expect(data).toEqual([
      COLUMNS.map(({ name }) => name),
      [EXAMPLE[0], -1.5, true, new Date('2026-02-28'), expect.any(Date), 'a\\|b|c\\\\d', '[{"title":"x"}]'],
      ['b', null, false, '1899-12-31', null, null, null],
    ]);
  });

  it('gives any text back that a sheet can hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          texts.filter((one) => /[^\s]/.test(one)),
          { minLength: 1, maxLength: 5 },
        ),
        async (all) => {
          const { data } = await sheetOf(all.map((one) => [one, 1, true, null, null, null, null]));
          expect(data.slice(1).map(([value]) => value)).toEqual(all);
        },
      ),
      { numRuns: 40, examples: [[['_x000B_', '\u0001', '<a&b>', 'a\r\nb']]] },
    );
  });
});
