import type { Column } from '../tables/columns.js';
import type { Format, FormatOptions, Values } from './format.js';

/** One JSON object per line. */
export const NDJSON: Format = {
  contentType: () => 'application/x-ndjson; charset=utf-8',
  isCompressible: true,
  async *write(pages, options) {
    const print = printerOf(options);
    for await (const rows of pages) if (rows.length) yield `${rows.map(print).join('\n')}\n`;
  },
};

/** One JSON array of objects. */
export const JSON_ARRAY: Format = {
  contentType: () => 'application/json; charset=utf-8',
  isCompressible: true,
  async *write(pages, options) {
    const print = printerOf(options);
    let before = '[\n';
    for await (const rows of pages) {
      if (!rows.length) continue;
      yield before + rows.map(print).join(',\n');
      before = ',\n';
    }
    yield before === '[\n' ? '[]\n' : '\n]\n';
  },
};

function printerOf({ columns }: FormatOptions): (row: Values) => string {
  const names = columns.map(({ name }: Column) => `${JSON.stringify(name)}:`);
  return (row) => `{${names.map((name, index) => name + JSON.stringify(row[index] ?? null)).join(',')}}`;
}
