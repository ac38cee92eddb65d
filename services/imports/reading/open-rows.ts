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
import { PROFILES, detectProfile, guessMap, profileNamed } from '../profiles/index.js';

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

/** How a file is read. */
interface Layout {
  map: ImportMap;
  /** Sheet of a workbook. */
  sheet: string | undefined;
}
type Wanted = Pick<ImportEntity, 'sheet' | 'profile' | 'map'>;

const GUESS = 'guess';

/** The map that the importer wrote or named; null: it is recognised or guessed. @throws ImportFault */
function givenMap({ profile, map }: Wanted): ImportMap | null {
  if (map !== null) {
    const read = readMap(map);
    if (read.map) return read.map;
    throw new ImportFault(failureOf('MAP_INVALID', undefined, { message: Text.join(read.problems) }));
  }
  return profile === null || profile === GUESS ? null : (profileNamed(profile)?.map ?? null);
}

/** How the file is read: as the importer says, as a known layout, or by the words of its headers. @throws ImportFault */
function findLayout(
  { detected }: RecordFile,
  wanted: Wanted,
  given: ImportMap | null,
  lookups: Lookups,
): Layout {
  const sheet = wanted.sheet ?? given?.file?.sheet;
  const recognised = detectProfile(detected);
  if (given) {
    const own = recognised?.profile.name === given.name ? recognised.sheet : undefined;
    return { map: given, sheet: sheet ?? own ?? undefined };
  }
  if (wanted.profile === null && recognised && (sheet === undefined || recognised.sheet === sheet))
    return { map: recognised.profile.map, sheet: recognised.sheet ?? undefined };
  const isKnown = wanted.profile === null || wanted.profile === GUESS;
  for (const table of isKnown ? detected.tables : []) {
    if (sheet !== undefined && table.sheet !== sheet) continue;
    const { map } = guessMap(table, lookups);
    if (map) return { map, sheet: table.sheet ?? undefined };
  }
  throw new ImportFault(
    failureOf('LAYOUT_UNKNOWN', undefined, {
      headers: detected.tables
        .flatMap(({ headers }) => headers)
        .slice(0, 20)
        .join(', '),
      layouts: [...PROFILES.map(({ name }) => name), GUESS].join(', '),
    }),
  );
}

/** Opens an uploaded file. @throws ImportFault when it cannot be read, or no layout fits */
export async function openRows(content: Readable, wanted: Wanted, lookups: Lookups): Promise<OpenRows> {
  const given = givenMap(wanted);
  const sheet = wanted.sheet ?? given?.file?.sheet;
  const file = await readRecords(content, {
    ...(given?.file?.headerRow === undefined ? {} : { headerRow: given.file.headerRow }),
    ...(given?.file?.delimiter === undefined ? {} : { delimiter: given.file.delimiter }),
    ...(sheet === undefined ? {} : { sheet }),
  }).catch((error: unknown) => {
    throw faultOf(error);
  });
  try {
    const layout = findLayout(file, wanted, given, lookups);
    return {
      detected: file.detected,
      profile: wanted.map === null ? layout.map.name : null,
      rows: rowsOf(file, layout, lookups),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* rowsOf(file: RecordFile, { map, sheet }: Layout, lookups: Lookups): AsyncGenerator<FileRow> {
  try {
    for await (const record of file.records(sheet))
      yield { place: record.place, ...mapRow(map, record, lookups) };
  } catch (error) {
    throw faultOf(error);
  }
}
