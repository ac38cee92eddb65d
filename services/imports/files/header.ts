import { FileError } from './file-error.js';
import { LIMITS } from './limits.js';

/** Rows among which the headers are looked for: titles and notes may stand above them. */
export const HEADER_ROWS = 30;

const isFilled = (cell: string) => cell.trim() !== '';
const isNumeric = (cell: string) => /^[\s\d.,/:€$%+()-]+$/.test(cell);

/** One column without header: its first value is no name of a column, such as `NAME (COUNTRY) - YEAR`. */
const looksLikeValue = (cell: string) => /\(.+\)|\d{4}/.test(cell) || isNumeric(cell);

/** Number of cells up to the last filled one. */
export function widthOf(row: readonly string[]): number {
  let width = row.length;
  while (width > 0 && !isFilled(row[width - 1]!)) width -= 1;
  return width;
}

/**
 * Finds the row of headers: the first one that is about as wide as the rows below, with texts that differ.
 * @param rows first rows of the table
 * @returns index in rows; null when the table has no headers, as a single column of values
 */
export function findHeaderRow(rows: readonly (readonly string[])[]): number | null {
  const filled = rows.map((row) => row.filter(isFilled));
  const widest = Math.max(0, ...filled.map((row) => row.length));
  // Three quarters of the rows have no more: a few that shifted are wider.
  const usual =
    filled.map((row) => row.length).sort((one, other) => one - other)[
      Math.floor((filled.length - 1) * 0.75)
    ] ?? 0;
  if (widest <= 1) {
    const first = filled.findIndex((row) => row.length === 1);
    return first >= 0 && !looksLikeValue(filled[first]![0]!) ? first : null;
  }
  const found = filled.findIndex((row) => {
    const names = new Set(row.map((cell) => cell.trim().toLowerCase()));
    // A header may name a column twice; a row of values repeats more, and has numbers.
    return (
      row.length >= Math.max(2, usual * 0.6) &&
      names.size >= row.length * 0.6 &&
      row.filter(isNumeric).length <= row.length * 0.2
    );
  });
  if (found >= 0) return found;
  return rows.findIndex((row) => row.some(isFilled));
}

/**
 * Headers by which cells are known: an empty one is numbered, one that occurs again has its number of occurrence.
 * @throws FileError COLUMNS_TOO_MANY
 */
export function uniqueHeaders(row: readonly string[]): string[] {
  const width = widthOf(row);
  if (width > LIMITS.columns) throw FileError.of('COLUMNS_TOO_MANY', { max: LIMITS.columns });
  const headers: string[] = [];
  const used = new Set<string>();
  for (const [index, cell] of row.slice(0, width).entries()) {
    const name = cell.replaceAll(/\s+/gu, ' ').trim() || numberedHeader(index);
    let unique = name;
    for (let occurrence = 2; used.has(unique); occurrence++) unique = `${name} (${occurrence})`;
    used.add(unique);
    headers.push(unique);
  }
  return headers;
}

export const numberedHeader = (index: number) => `column ${index + 1}`;
