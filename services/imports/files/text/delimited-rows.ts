import { CsvError, parse, type Options } from 'csv-parse';
import { Readable, pipeline } from 'node:stream';
import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import { csvReason } from '../parser-reason.js';
import type { TableRow } from '../table.js';
import { statedDelimiter, type Dialect } from './dialect.js';

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/** A character that no text has: a file of one column has no separator. */
const NO_DELIMITER = '\u{f8ff}\u{f8fe}';

const lineBreaks = (cells: readonly string[]) =>
  cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

/** A text without the line that states its separator. */
async function* withoutStatement(chunks: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (chunk === '') continue;
    yield isFirst && statedDelimiter(chunk) ? chunk.slice(chunk.indexOf('\n') + 1) : chunk;
    isFirst = false;
  }
}

/** The error of the parser as one for people. */
function fileErrorOf(error: CsvError, firstLine: number): FileError {
  const row = firstLine + (typeof error['lines'] === 'number' ? error['lines'] : 1);
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return FileError.of('RECORD_TOO_LONG', { max: LIMITS.recordCharacters }).at({ row });
  return FileError.of('CSV_BROKEN', { reason: csvReason(error.code) }).at({ row });
}

/**
 * Rows of a delimited text, with the number of the line on which each begins.
 * @throws FileError CSV_BROKEN, RECORD_TOO_LONG
 */
export async function* delimitedRows(
  chunks: AsyncIterable<string>,
  { delimiter, quote, escape, hasStatement }: Dialect,
): AsyncGenerator<TableRow, void, void> {
  const firstLine = hasStatement ? 1 : 0;
  const options: Options = {
    delimiter: delimiter ?? NO_DELIMITER,
    quote: quote ?? false,
    escape: escape ?? null,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    // A mark inside a cell that does not begin with one is text: `rue "A"`.
    relax_quotes: true,
    max_record_size: LIMITS.recordCharacters,
    info: true,
  };
  const parser = parse(options);
  // Errors of either end the other, and reach the loop below.
  pipeline(Readable.from(withoutStatement(chunks)), parser, () => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>)
      yield { row: Math.max(1, firstLine + info.lines - lineBreaks(record)), cells: record };
  } catch (error) {
    throw error instanceof CsvError ? fileErrorOf(error, firstLine) : error;
  }
}
