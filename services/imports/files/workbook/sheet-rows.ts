import { dateOfSerial } from '../../values/excel-date.js';
import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import type { TableRow } from '../table.js';
import { xmlItems } from '../xml/xml-items.js';
import type { Archive } from './archive.js';
import { RichText, unescaped } from './shared-strings.js';
import type { Sheet, Workbook } from './workbook.js';

/** Number of a column from a reference such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** A number as people read it: without the last digits of floating point, and with the zeros of its format. */
function numberText(value: string, digits: number): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const text = String(Number(number.toPrecision(15)));
  return digits > 0 && /^\d+$/.test(text) ? text.padStart(digits, '0') : text;
}

/** Text of a cell: the value of a formula, never the formula. */
function cellText(
  type: string,
  style: string | undefined,
  value: string,
  { formats, is1904 }: Workbook,
  strings: readonly string[],
): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '');
    case 'str':
    case 'e':
      return unescaped(value);
    default: {
      const format = formats[Number(style ?? 0)];
      const date = format?.isDate && value !== '' ? dateOfSerial(Number(value), is1904) : null;
      return date ?? numberText(value, format?.digits ?? 0);
    }
  }
}

/** Rows of a sheet, from top to bottom; cells that the sheet leaves out are empty. */
export async function* sheetRows(
  archive: Archive,
  sheet: Sheet,
  workbook: Workbook,
  strings: readonly string[],
): AsyncGenerator<TableRow, void, void> {
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = 'n';
  let style: string | undefined;
  let value = '';
  let isValue = false;
  const rich = new RichText();
  const rows = xmlItems<TableRow>(
    archive.text(sheet.part),
    (emit) => ({
      open(name, attributes) {
        if (name === 'row') {
          row = Number(attributes['r']) || row + 1;
          cells = [];
          column = -1;
        } else if (name === 'c') {
          column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
          type = attributes['t'] ?? 'n';
          style = attributes['s'];
          value = '';
        } else if (name === 'v') isValue = true;
        else rich.open(name);
      },
      text(text) {
        if (!isValue) rich.text(text);
        else if ((value += text).length > LIMITS.cellCharacters)
          throw FileError.of('CELL_TOO_LONG', { max: LIMITS.cellCharacters }).at({ sheet: sheet.name, row });
      },
      close(name) {
        if (name === 'v') isValue = false;
        else if (name === 'c') {
          const text = type === 'inlineStr' ? rich.take() : cellText(type, style, value, workbook, strings);
          if (text === '') return;
          if (column >= LIMITS.columns)
            throw FileError.of('COLUMNS_TOO_MANY', { max: LIMITS.columns }).at({ sheet: sheet.name, row });
          while (cells.length < column) cells.push('');
          cells[column] = text;
        } else if (name === 'row') emit({ row, cells });
        else rich.close(name);
      },
    }),
    'WORKBOOK_BROKEN',
  );
  yield* rows;
}
