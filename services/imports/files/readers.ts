import { FileError } from './file-error.js';
import { findList, jsonRecords } from './json/json-records.js';
import { ndjsonRecords } from './json/ndjson-records.js';
import type { DetectedFile, DetectedTable, FileFormat, FileRecord, ReadOptions } from './record.js';
import type { SourceFile } from './source.js';
import { firstRows, headOf, recordsOf, tableOf, type TableHead } from './table.js';
import { detectDialect } from './text/dialect.js';
import { decodeHead, decodedText, encodingNamed, findEncoding } from './text/encoding.js';
import { delimitedRows } from './text/delimited-rows.js';
import { Archive } from './workbook/archive.js';
import { readSharedStrings } from './workbook/shared-strings.js';
import { sheetRows } from './workbook/sheet-rows.js';
import { openWorkbook, type Sheet } from './workbook/workbook.js';
import { activityRecords, repeatedIdentifiers } from './xml/activity-records.js';

/** File of a known format, ready to be read; records begin anew at each call. */
export interface Reader {
  readonly detected: DetectedFile;
  records(sheet?: string): AsyncGenerator<FileRecord, void, void>;
  close(): void;
}

const NO_DIALECT = { encoding: null, delimiter: null, quote: null };
const nothingOpen = () => {};

async function delimitedReader({ path, head, isWhole }: SourceFile, options: ReadOptions): Promise<Reader> {
  const encoding = options.encoding ?? (await findEncoding(path, head));
  const dialect = detectDialect(decodeHead(head, encoding), isWhole, options.delimiter);
  const rows = () => delimitedRows(decodedText(path, encoding), dialect);
  const found = headOf(await firstRows(rows()), options.headerRow);
  if (!found) throw FileError.of('FILE_EMPTY');
  const { delimiter, quote } = dialect;
  return {
    detected: { format: 'csv', encoding, delimiter, quote, tables: [tableOf(found, null)] },
    records: () => recordsOf(rows(), found, null),
    close: nothingOpen,
  };
}

async function workbookReader({ path }: SourceFile, options: ReadOptions): Promise<Reader> {
  const archive = await Archive.open(path);
  try {
    const workbook = await openWorkbook(archive);
    const strings = await readSharedStrings(archive, workbook.stringsPart);
    const rows = (sheet: Sheet) => sheetRows(archive, sheet, workbook, strings);
    const found: { sheet: Sheet; head: TableHead }[] = [];
    for (const sheet of workbook.sheets) {
      const head = headOf(await firstRows(rows(sheet)), options.headerRow);
      if (head) found.push({ sheet, head });
    }
    if (found.length === 0) throw FileError.of('SHEETS_EMPTY');
    const tables = found.map(({ sheet, head }) => tableOf(head, sheet.name, sheet.hidden));
    const chosen = (name: string | undefined) => {
      const one =
        name === undefined
          ? (found.find(({ sheet }) => !sheet.hidden) ?? found[0])
          : found.find(({ sheet }) => sheet.name === name);
      if (one) return one;
      const sheets = tables.map((table) => table.sheet).join(', ');
      throw FileError.of('SHEET_UNKNOWN', { sheet: name!, sheets });
    };
    chosen(options.sheet);
    return {
      detected: { ...NO_DIALECT, format: 'xlsx', tables },
      records(name = options.sheet) {
        const { sheet, head } = chosen(name);
        return recordsOf(rows(sheet), head, sheet.name);
      },
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** Headers of records that name their values themselves: those of the first records. */
async function tableOfRecords(records: AsyncIterable<FileRecord>): Promise<DetectedTable> {
  const first: FileRecord[] = [];
  for await (const record of records) {
    first.push(record);
    if (first.length >= 50) break;
  }
  const headers = [...new Set(first.flatMap(({ cells }) => Object.keys(cells)))];
  const sample = first.slice(0, 20).map(({ cells }) => headers.map((header) => cells[header] ?? ''));
  return { sheet: null, hidden: false, headers, headerRow: null, sample };
}

async function recordReader(
  format: FileFormat,
  encoding: DetectedFile['encoding'],
  records: () => AsyncGenerator<FileRecord, void, void>,
): Promise<Reader> {
  const table = await tableOfRecords(records());
  if (table.headers.length === 0) throw FileError.of('FILE_EMPTY');
  return { detected: { ...NO_DIALECT, format, encoding, tables: [table] }, records, close: nothingOpen };
}

async function jsonReader({ path, head }: SourceFile, options: ReadOptions): Promise<Reader> {
  const encoding = options.encoding ?? (await findEncoding(path, head));
  const list = await findList(decodedText(path, encoding));
  return recordReader('json', encoding, () => jsonRecords(decodedText(path, encoding), list));
}

async function ndjsonReader({ path, head }: SourceFile, options: ReadOptions): Promise<Reader> {
  const encoding = options.encoding ?? (await findEncoding(path, head));
  return recordReader('ndjson', encoding, () => ndjsonRecords(decodedText(path, encoding)));
}

async function activityReader({ path, head }: SourceFile, options: ReadOptions): Promise<Reader> {
  const declared = /^[^<]*<\?xml[^>]*\bencoding=["']([\w.-]+)["']/.exec(head.toString('latin1', 0, 200))?.[1];
  const encoding = options.encoding ?? (declared ? encodingNamed(declared) : await findEncoding(path, head));
  const repeated = await repeatedIdentifiers(decodedText(path, encoding));
  return recordReader('iati', encoding, () => activityRecords(decodedText(path, encoding), repeated));
}

export const READERS: Readonly<
  Record<FileFormat, (source: SourceFile, options: ReadOptions) => Promise<Reader>>
> = {
  csv: delimitedReader,
  xlsx: workbookReader,
  json: jsonReader,
  ndjson: ndjsonReader,
  iati: activityReader,
};
