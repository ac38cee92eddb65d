import { FileError } from './file-error.js';
import { HEADER_ROWS, findHeaderRow, numberedHeader, uniqueHeaders, widthOf } from './header.js';
import { LIMITS } from './limits.js';
import type { DetectedTable, FileRecord, ReadOptions } from './record.js';
import { repairMojibake } from './text/mojibake.js';

/** Row of a table before its headers are known. */
export interface TableRow {
  /** Line or row number, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

const SAMPLE_ROWS = 20;

/** Headers of a table. */
export interface TableHead {
  readonly headers: readonly string[];
  readonly headerRow: number | null;
  readonly sample: readonly (readonly string[])[];
}

/** Finds the headers of a table among its first rows; null when it has none that are filled. */
export function headOf(rows: readonly TableRow[], given: ReadOptions['headerRow']): TableHead | null {
  const filled = rows.filter(({ cells }) => widthOf(cells) > 0);
  if (filled.length === 0) return null;
  const texts = filled.map(({ cells }) => cells.map(repairMojibake));
  const index =
    given === undefined
      ? findHeaderRow(texts.slice(0, HEADER_ROWS))
      : given === false
        ? null
        : filled.findIndex(({ row }) => row >= given);
  if (index === null || index < 0) {
    const width = Math.max(...texts.map(widthOf));
    if (width > LIMITS.columns) throw FileError.of('COLUMNS_TOO_MANY', { max: LIMITS.columns });
    const headers = Array.from({ length: width }, (_, column) => numberedHeader(column));
    return { headers, headerRow: null, sample: texts.slice(0, SAMPLE_ROWS) };
  }
  const { row } = filled[index]!;
  return {
    headers: uniqueHeaders(texts[index]!),
    headerRow: row,
    sample: texts.slice(index + 1, index + 1 + SAMPLE_ROWS),
  };
}

export const tableOf = (head: TableHead, sheet: string | null, hidden = false): DetectedTable => ({
  sheet,
  hidden,
  ...head,
});

/** The first rows of a table, as many as its headers are looked for in. */
export async function firstRows(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const found: TableRow[] = [];
  for await (const row of rows) {
    found.push(row);
    if (found.length >= HEADER_ROWS + SAMPLE_ROWS) break;
  }
  return found;
}

/** Records below the headers; rows without any value are left out. */
export async function* recordsOf(
  rows: AsyncIterable<TableRow>,
  { headers, headerRow }: TableHead,
  sheet: string | null,
): AsyncGenerator<FileRecord, void, void> {
  for await (const { row, cells } of rows) {
    if (headerRow !== null && row <= headerRow) continue;
    const place = sheet === null ? { row } : { sheet, row };
    const width = widthOf(cells);
    if (width === 0) continue;
    if (width > LIMITS.columns) throw FileError.of('COLUMNS_TOO_MANY', { max: LIMITS.columns }).at(place);
    const values: Record<string, string> = Object.create(null) as Record<string, string>;
    const repaired: string[] = [];
    for (const [index, header] of headers.entries()) {
      const cell = cells[index] ?? '';
      if (cell.length > LIMITS.cellCharacters)
        throw FileError.of('CELL_TOO_LONG', { max: LIMITS.cellCharacters }).at(place);
      const right = repairMojibake(cell);
      if (right !== cell) repaired.push(header);
      values[header] = right;
    }
    let surplus = 0;
    for (let index = headers.length; index < width; index++) {
      if (cells[index]!.trim() === '') continue;
      surplus += 1;
      values[numberedHeader(index)] = repairMojibake(cells[index]!);
    }
    yield { place, cells: values, repaired, surplus };
  }
}
