import type { DetectedFile, DetectedTable, FileFormat } from '../files/index.js';
import type { ImportMap } from '../mapping/index.js';
import { headerKey } from '../mapping/row-cells.js';

/** Layout of a file that is known, and how it is read. */
export interface Profile {
  readonly name: string;
  readonly title: { readonly en: string; readonly fr: string };
  /** What of its rows becomes a partnership, and what does not. */
  readonly description: { readonly en: string; readonly fr: string };
  readonly map: ImportMap;
  readonly recognition: {
    readonly format?: FileFormat;
    /** Headers that a table has when it is of this layout, each with its aliases. */
    readonly headers: readonly (readonly string[])[];
    /** Whether values look right too, where headers alone prove nothing. */
    readonly isSample?: (table: DetectedTable) => boolean;
  };
}

export interface Recognition {
  readonly profile: Profile;
  /** Sheet of the workbook; null in a file that is one table. */
  readonly sheet: string | null;
}

function isOf({ recognition }: Profile, file: DetectedFile, table: DetectedTable): boolean {
  if (recognition.format !== undefined && recognition.format !== file.format) return false;
  const keys = new Set(table.headers.map(headerKey));
  return (
    recognition.headers.every((aliases) => aliases.some((name) => keys.has(headerKey(name)))) &&
    (recognition.isSample?.(table) ?? true)
  );
}

/** Profile whose headers a file has, in any of its sheets; of several the one that asks for more. Null for an unknown layout. */
export function recogniseProfile(profiles: readonly Profile[], file: DetectedFile): Recognition | null {
  const found = profiles.flatMap((profile) =>
    file.tables.filter((table) => isOf(profile, file, table)).map(({ sheet }) => ({ profile, sheet })),
  );
  const weight = ({ profile }: Recognition) => profile.recognition.headers.length;
  return found.sort((one, other) => weight(other) - weight(one))[0] ?? null;
}
