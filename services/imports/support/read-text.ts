import { Readable } from 'node:stream';
import { readRecords, type DetectedFile, type FileRecord, type ReadOptions } from '../files/index.js';

/** What a content is read as, for tests. */
export async function readContent(
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<{ detected: DetectedFile; records: FileRecord[] }> {
  const file = await readRecords(Readable.from([Buffer.from(content as Uint8Array)]), options);
  try {
    const records: FileRecord[] = [];
    for await (const record of file) records.push(record);
    return { detected: file.detected, records };
  } finally {
    await file.close();
  }
}

/** Cells of the records of a content, in the order of its headers. */
export async function rowsOf(content: string | Uint8Array, options?: ReadOptions): Promise<string[][]> {
  const { detected, records } = await readContent(content, options);
  return records.map(({ cells }) => detected.tables[0]!.headers.map((header) => cells[header]!));
}
