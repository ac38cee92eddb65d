import { Readable } from 'node:stream';
import yazl from 'yazl';
import type { Column } from '../tables/columns.js';
import type { Format, FormatOptions, Values } from './format.js';
import {
  CONTENT_TYPES,
  ROOT_RELATIONS,
  SHEET_END,
  STYLES,
  STYLE,
  WORKBOOK_RELATIONS,
  sheetStart,
  workbook,
  xmlText,
} from './xlsx-parts.js';
import { textOf } from './csv.js';

/** Rows of a sheet of Excel, without the line of column names. */
const MAX_ROWS = 1_048_575;
/** Characters that a cell holds at most. */
const MAX_CHARACTERS = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of the calendar of Excel, which is right from 1 March 1900 on. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_DATE = '1900-03-01';

/** Office Open XML with one sheet. Its texts are texts: nothing in it is a formula. */
export const XLSX: Format = {
  contentType: () => 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isCompressible: false,
  maxRows: MAX_ROWS,
  write(pages, options) {
    const zip = new yazl.ZipFile();
    // Moments of an archive would make each file of the same data another one.
    const part = { mtime: new Date(Date.UTC(1980, 0, 1)), forceDosTimestamp: true };
    const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, part);
    add('[Content_Types].xml', CONTENT_TYPES);
    add('_rels/.rels', ROOT_RELATIONS);
    add('xl/workbook.xml', workbook(options.title));
    add('xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS);
    add('xl/styles.xml', STYLES);
    const sheet = Readable.from(sheetOf(pages, options), { objectMode: false });
    const output = zip.outputStream as Readable;
    sheet.on('error', (error) => output.destroy(error));
    output.on('close', () => sheet.destroy());
    zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', part);
    zip.end();
    return output as AsyncIterable<Buffer>;
  },
};

/** Cell, with its address: several programs do not read cells without. */
type Cell = (address: string) => string;

async function* sheetOf(
  pages: AsyncIterable<readonly Values[]>,
  { columns }: FormatOptions,
): AsyncGenerator<string> {
  const writers = columns.map((column, index) => ({ letters: lettersOf(index), write: cellWriter(column) }));
  yield sheetStart(
    writers.map(({ letters }, index) => textCell(columns[index]!.name, STYLE.HEAD)(`${letters}1`)),
  );
  let line = 1;
  const rowOf = (row: Values): string => {
    line += 1;
    let cells = '';
    for (const [index, { letters, write }] of writers.entries())
      cells += write(row[index])?.(`${letters}${line}`) ?? '';
    return `<row r="${line}">${cells}</row>`;
  };
  for await (const rows of pages) if (rows.length) yield rows.map(rowOf).join('');
  yield SHEET_END;
}

/** Letters of a column: A to Z, AA and so on. @param index from 0 */
const lettersOf = (index: number): string =>
  (index >= 26 ? lettersOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** Returns how to write the cells of a column; nothing for a row without a value. */
function cellWriter({ kind, isList }: Column): (value: unknown) => Cell | undefined {
  return (value) => {
    if (value === null || value === undefined) return undefined;
    if (isList || kind === 'JSON') return textCell(textOf(value));
    if (typeof value === 'number') return (at) => `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'boolean') return (at) => `<c r="${at}" t="b"><v>${Number(value)}</v></c>`;
    const text = textOf(value);
    if (kind === 'DATE' && text >= FIRST_DATE) return serialCell(Date.parse(text), STYLE.DATE);
    if (kind === 'DATE_TIME' && text >= FIRST_DATE) return serialCell(Date.parse(text), STYLE.DATE_TIME);
    return textCell(text);
  };
}

/** @param instant milliseconds since 1970; a moment is shown in UTC */
const serialCell =
  (instant: number, style: number): Cell =>
  (at) =>
    `<c r="${at}" s="${style}"><v>${(instant - DAY_ZERO) / DAY_MS}</v></c>`;

function textCell(text: string, style = 0): Cell {
  // Excel refuses the whole file for one text that is longer.
  const shown = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
  const styled = style ? ` s="${style}"` : '';
  return (at) =>
    `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlText(shown)}</t></is></c>`;
}
