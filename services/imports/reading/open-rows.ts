import type { Readable } from 'node:stream';
import { readRecords, type DetectedFile } from '../files/index.js';
import type { ImportEntity } from '../import/import.entity.js';
import type { MappedRow, RecordPlace } from '../mapping/import-row.js';
import type { Lookups } from './lookups.js';

/** A record of a file, as it was understood. */
export interface FileRow extends MappedRow {
  place: RecordPlace;
}

export interface OpenRows {
  detected: DetectedFile;
  profile: string | null;
  rows: AsyncIterable<FileRow>;
  close(): Promise<void>;
}

/** Opens an uploaded file. @throws ImportFault when it cannot be read, or no layout fits */
export async function openRows(
  content: Readable,
  { sheet }: Pick<ImportEntity, 'sheet' | 'profile' | 'map'>,
  _lookups: Lookups,
): Promise<OpenRows> {
  const file = await readRecords(content, sheet === null ? {} : { sheet });
  async function* rows(): AsyncGenerator<FileRow> {
    for await (const { place, cells } of file.records()) {
      yield {
        place,
        cells,
        problems: [],
        row: {
          place,
          externalId: cells.key || null,
          french: [
            cells.ville_A_nom
              ? glued(cells.ville_A_nom)
              : { name: cells.french!, ...(cells.postal ? { postalCode: cells.postal } : {}) },
          ],
          foreign: [
            {
              name: cells.foreign ?? cells.ville_B_nom!,
              country: cells.country ?? cells.ville_B_pays!,
              ...(cells.ville_B_id ? { wikidataId: cells.ville_B_id } : {}),
            },
          ],
          kind: 'TWINNING',
          titleFr: null,
          titleEn: null,
          themes: [],
          dacSectorCode: null,
          start: cells.start || null,
          signedOn: null,
          end: null,
          status: null,
          amounts: [],
          documents: [],
          asOf: null,
          note: null,
        },
      };
    }
  }
  return { detected: file.detected, profile: null, rows: rows(), close: () => file.close() };
}

const glued = (text: string) => {
  const [, name = text, postalCode] = /^(.*?)(\d{5})?$/.exec(text)!;
  return { name, ...(postalCode ? { postalCode } : {}) };
};
