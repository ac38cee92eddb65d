import type { Readable } from 'node:stream';
import { Text } from '#kernel/errors';
import { FileError, readRecords, type DetectedFile, type RecordFile } from '../files/index.js';
import { ImportFault, failureOf } from '../import/import-failure.js';
import type { ImportEntity } from '../import/import.entity.js';
import {
  mapRow,
  readMap,
  type ImportMap,
  type Lookups,
  type MappedRow,
  type RecordPlace,
} from '../mapping/index.js';
import { LAYOUT_NAMES, layoutOf } from './layouts.js';

/** A record of a file, as it was understood. */
export interface FileRow extends MappedRow {
  place: RecordPlace;
}

export interface OpenRows {
  detected: DetectedFile;
  /** Name of the layout by which it is read; null for one that the importer wrote. */
  profile: string | null;
  rows: AsyncIterable<FileRow>;
  close(): Promise<void>;
}

/** A fault of the file that no repetition removes. */
function faultOf(error: unknown): unknown {
  if (!(error instanceof FileError)) return error;
  return new ImportFault(failureOf('UNREADABLE', undefined, { message: error.text }), { cause: error });
}

/** The table with a layout that fits: the sheet that is asked for, or the first one. @throws ImportFault */
function findTable(
  { detected }: RecordFile,
  { sheet, profile, map }: Pick<ImportEntity, 'sheet' | 'profile' | 'map'>,
): { layout: ImportMap; sheet: string | undefined } {
  const written = map === null ? null : readMap(map);
  if (written?.problems.length)
    throw new ImportFault(failureOf('MAP_INVALID', undefined, { message: Text.join(written.problems) }));
  for (const table of detected.tables) {
    if (sheet !== null && table.sheet !== sheet) continue;
    const layout = written?.map ?? layoutOf(table.headers, profile);
    if (layout) return { layout, sheet: table.sheet ?? undefined };
  }
  throw new ImportFault(
    failureOf('LAYOUT_UNKNOWN', undefined, {
      headers: detected.tables
        .flatMap(({ headers }) => headers)
        .slice(0, 20)
        .join(', '),
      layouts: LAYOUT_NAMES.join(', '),
    }),
  );
}

/** Opens an uploaded file. @throws ImportFault when it cannot be read, or no layout fits */
export async function openRows(
  content: Readable,
  found: Pick<ImportEntity, 'sheet' | 'profile' | 'map'>,
  lookups: Lookups,
): Promise<OpenRows> {
  const file = await readRecords(content, found.sheet === null ? {} : { sheet: found.sheet }).catch(
    (error: unknown) => {
      throw faultOf(error);
    },
  );
  try {
    const { layout, sheet } = findTable(file, found);
    return {
      detected: file.detected,
      profile: found.map === null ? layout.name : null,
      rows: rowsOf(file, layout, sheet, lookups),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* rowsOf(
  file: RecordFile,
  layout: ImportMap,
  sheet: string | undefined,
  lookups: Lookups,
): AsyncGenerator<FileRow> {
  try {
    for await (const record of file.records(sheet))
      yield { place: record.place, ...mapRow(layout, record, lookups) };
  } catch (error) {
    throw faultOf(error);
  }
}
