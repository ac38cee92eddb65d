import { stringify } from 'csv-stringify/sync';
import type { Column } from '../tables/columns.js';
import type { Format, FormatOptions, Values } from './format.js';

/** Between the values of a cell that holds several. */
export const DELIMITER = '|';
/**
 * Beginnings that spreadsheets take for a formula or skip before one (OWASP, "CSV Injection"), with their full-width forms,
 * and the apostrophe that marks a guarded cell: thus removing one apostrophe always gives the text back.
 */
const EXECUTABLE = /^['=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180, in UTF-8, with lines that end in CR LF. */
export const CSV: Format = {
  contentType: ({ hasHeader }) => `text/csv; charset=utf-8; header=${hasHeader ? 'present' : 'absent'}`,
  isCompressible: true,
  async *write(pages, options) {
    const { separator } = options;
    const cells = cellsOf(options);
    const head = options.hasHeader ? lines([options.columns.map(({ name }) => name)], separator) : '';
    if (head || options.hasMark) yield `${options.hasMark ? '\uFEFF' : ''}${head}`;
    for await (const rows of pages) if (rows.length) yield lines(rows.map(cells), separator);
  },
};

const lines = (rows: string[][], delimiter: string): string =>
  stringify(rows, { delimiter, record_delimiter: 'windows' });

/** Returns how to make cells of a row. */
function cellsOf({ columns, guardsFormulas }: FormatOptions): (row: Values) => string[] {
  const guard = (text: string) => (guardsFormulas && EXECUTABLE.test(text) ? `'${text}` : text);
  const writers = columns.map(({ kind, isList }: Column) => {
    // Neither numbers nor dates nor JSON begin like a formula, but for the sign of a number.
    const isText = kind === 'TEXT' || isList;
    return (value: unknown) => (isText ? guard(textOf(value)) : textOf(value));
  });
  return (row) => writers.map((write, index) => write(row[index]));
}

/** Text of a value: several are joined, objects are JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (value.some((item) => typeof item === 'object' && item !== null)) return JSON.stringify(value);
  return value.map((item) => textOf(item).replaceAll(/[\\|]/g, '\\$&')).join(DELIMITER);
}
