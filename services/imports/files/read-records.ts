import type { Readable } from 'node:stream';
import { detectFormat } from './detect-format.js';
import { READERS, type Reader } from './readers.js';
import type { DetectedFile, FileRecord, ReadOptions } from './record.js';
import { openSource, type SourceFile } from './source.js';

/** An open file. Iterating reads all records of its table, one at a time; close it when done. */
export class RecordFile implements AsyncIterable<FileRecord> {
  constructor(
    private readonly source: SourceFile,
    private readonly reader: Reader,
  ) {}

  /** Format, encoding, separator, tables and headers, as they were found. */
  get detected(): DetectedFile {
    return this.reader.detected;
  }

  /**
   * Records from the first one on, at each call.
   * @param sheet of a workbook; without it the one of the options, or the first visible one with rows
   * @throws FileError as reading goes on
   */
  records(sheet?: string): AsyncGenerator<FileRecord, void, void> {
    return this.reader.records(sheet);
  }

  [Symbol.asyncIterator](): AsyncIterator<FileRecord> {
    return this.records();
  }

  async close(): Promise<void> {
    this.reader.close();
    await this.source.release();
  }
}

/**
 * Opens a file of any known format, finds out what it is, and reads its records with flat memory.
 * @param source path of a file, or a stream, which is copied to a temporary file until `close`
 * @param options what the caller knows better than the file shows
 * @throws FileError with a code, a place and what would be right, in English and French
 */
export async function readRecords(source: string | Readable, options: ReadOptions = {}): Promise<RecordFile> {
  const file = await openSource(source);
  try {
    const format = options.format ?? detectFormat(file.head);
    return new RecordFile(file, await READERS[format](file, options));
  } catch (error) {
    await file.release();
    throw error;
  }
}
