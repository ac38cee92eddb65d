import type { RecordPlace } from '../mapping/import-row.js';

export type FileFormat = 'csv' | 'xlsx' | 'json' | 'ndjson' | 'iati';
export const FILE_FORMATS: readonly FileFormat[] = ['csv', 'xlsx', 'json', 'ndjson', 'iati'];

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A row, an object or an activity of a file: its values as text, by header. An empty value is an empty text. */
export interface FileRecord {
  readonly place: RecordPlace;
  readonly cells: Readonly<Record<string, string>>;
  /** Headers of cells whose text had been decoded wrongly once, and was put right. */
  readonly repaired: readonly string[];
  /** Number of filled cells beyond the last header: the row has probably shifted. */
  readonly surplus: number;
}

/** A table of a file: the file itself, or a sheet of a workbook. */
export interface DetectedTable {
  /** Name of the sheet; null in a file that is one table. */
  readonly sheet: string | null;
  readonly hidden: boolean;
  readonly headers: readonly string[];
  /** Row of the headers, counted from 1; null when the file has none and columns are numbered. */
  readonly headerRow: number | null;
  /** First values below the headers, for people and for recognising a profile. */
  readonly sample: readonly (readonly string[])[];
}

/** What was found out about a file. */
export interface DetectedFile {
  readonly format: FileFormat;
  /** Null in a workbook. */
  readonly encoding: FileEncoding | null;
  /** Separator of columns; null for one column, and in other formats. */
  readonly delimiter: string | null;
  /** Quotation mark around cells; null without any, and in other formats. */
  readonly quote: string | null;
  /** Tables in their order; empty ones are left out. */
  readonly tables: readonly DetectedTable[];
}

export interface ReadOptions {
  readonly format?: FileFormat;
  readonly encoding?: FileEncoding;
  readonly delimiter?: string;
  /** Sheet of a workbook: without it the first visible one that has rows. */
  readonly sheet?: string;
  /** Row of the headers, from 1; false: the file has none. Without it the row is found. */
  readonly headerRow?: number | false;
}
