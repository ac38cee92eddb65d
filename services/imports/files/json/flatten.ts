import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import type { FileRecord } from '../record.js';
import { repairMojibake } from '../text/mojibake.js';

/** Separates the values of a list in a cell: no value of one line contains it. */
export const LIST_SEPARATOR = '\n';

const isScalar = (value: unknown) => typeof value !== 'object' || value === null;
const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/**
 * Cells of an object: a nested value has the path as header (`place.name`), a list of texts is a cell with a line each, and
 * objects of a list are numbered from 1 (`amounts[2].currency`).
 */
export function cellsOf(value: object): Record<string, string> {
  const cells: Record<string, string> = Object.create(null) as Record<string, string>;
  let count = 0;
  const add = (header: string, text: string) => {
    if (text.length > LIMITS.cellCharacters)
      throw FileError.of('CELL_TOO_LONG', { max: LIMITS.cellCharacters });
    if (!(header in cells)) count += 1;
    if (count > LIMITS.columns) throw FileError.of('COLUMNS_TOO_MANY', { max: LIMITS.columns });
    cells[header] = text;
  };
  const visit = (part: unknown, path: string, depth: number): void => {
    if (depth > LIMITS.depth) throw FileError.of('TOO_DEEP', { max: LIMITS.depth });
    if (isScalar(part)) add(path, textOf(part));
    else if (!Array.isArray(part))
      for (const [key, inner] of Object.entries(part as object))
        visit(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    else if (part.every(isScalar)) add(path, part.map(textOf).join(LIST_SEPARATOR));
    else for (const [index, inner] of part.entries()) visit(inner, `${path}[${index + 1}]`, depth + 1);
  };
  visit(value, '', 0);
  return cells;
}

/** Record of an object. Numbers of the file are texts here, digit by digit. */
export function recordOfObject(value: object, row: number): FileRecord {
  try {
    const cells = cellsOf(value);
    const repaired: string[] = [];
    for (const [header, cell] of Object.entries(cells)) {
      const right = repairMojibake(cell);
      if (right === cell) continue;
      cells[header] = right;
      repaired.push(header);
    }
    return { place: { row }, cells, repaired, surplus: 0 };
  } catch (error) {
    throw error instanceof FileError ? error.at({ row }) : error;
  }
}
