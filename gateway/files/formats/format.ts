import type { Column } from '../tables/columns.js';

/** Row as its format gets it: one value for each column, null where it has none, an array for a column with several. */
export type Values = readonly unknown[];

/** Characters that may stand between the cells of a line. */
export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** How a table is written. */
export interface FormatOptions {
  columns: readonly Column[];
  /** Whether a text begins with a line of column names; formats without such a line ignore it. */
  hasHeader: boolean;
  /** Whether a text begins with a byte order mark, by which Excel recognises UTF-8. */
  hasMark: boolean;
  /** Between the cells of a line, where a format has such a character. */
  separator: Separator;
  /** Whether texts that a spreadsheet would execute are guarded. */
  guardsFormulas: boolean;
  /** Title of the sheet. */
  title: string;
}

/** Way to write a table. */
export interface Format {
  contentType(options: Pick<FormatOptions, 'hasHeader'>): string;
  /** Whether compression by HTTP makes it smaller. */
  isCompressible: boolean;
  /** Most rows of one file; undefined where there is no limit. */
  maxRows?: number;
  /** Writes pages of rows, one chunk or more for each. */
  write(pages: AsyncIterable<readonly Values[]>, options: FormatOptions): AsyncIterable<string | Buffer>;
}
