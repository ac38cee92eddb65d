import { parseConfidence, parseSources, type FactColumns, type Source } from '#kernel/graphql';
import { z } from 'zod';

/** Day on which the sources of rows without a date were read for the data set. */
const READ_ON = '2026-11-25';

/** Licence of a page that states none: the data set has facts from it, and none of its wording. */
const FACTS_ONLY = 'LicenseRef-facts-only';

/** Licences by the beginning of an address or title, as the publishers state them; SPDX identifiers. */
const LICENCES: readonly (readonly [beginning: string, licence: string])[] = [
  ['https://www.npmjs.com/package/@etalab/decoupage-administratif', 'etalab-2.0'],
  ['https://www.npmjs.com/package/i18n-iso-countries', 'MIT'],
  ['https://www.npmjs.com/package/iso-3166', 'MIT'],
  ['IATI/IATI-Codelists', 'MIT'],
  ['https://www.wikidata.org/', 'CC0-1.0'],
  ['English Wikipedia', 'CC-BY-SA-4.0'],
  ['https://opendata.afd.fr/', 'etalab-2.0'],
];

function withLicence(source: Source): Source {
  const stated = LICENCES.find(([beginning]) => (source.url ?? source.title).startsWith(beginning));
  return { ...source, licence: source.licence ?? stated?.[1] ?? FACTS_ONLY };
}

/** Confidence in a row of a data file, as `parseConfidence` reads it. */
export const statedConfidence = z.enum([
  'confirmed',
  'corroborated',
  'stated',
  'to-confirm',
  'general-knowledge',
  'derived',
]);

/** A row of a data file with its sources in one line, as `parseSources` reads them. */
export interface StatedRow {
  source: string;
  confidence: string;
  /** Date of the statement, to the year, month or day; absent when its sources give none. */
  asOf?: string | null | undefined;
}

/**
 * Provenance columns of a row of a data file: each source with its licence, the date of the statement, the confidence.
 * A row without a date gets the day on which its sources were read, which the sources then say.
 */
export function statedFact(row: StatedRow): Pick<FactColumns, 'sources' | 'asOf' | 'confidence'> {
  const dated = row.asOf != null;
  return {
    sources: parseSources(row.source).map((source) => ({
      ...withLicence(source),
      ...(dated || source.asOf != null ? {} : { readOn: READ_ON }),
    })),
    asOf: row.asOf ?? READ_ON,
    confidence: parseConfidence(row.confidence),
  };
}

/** Sources of one line of a data file, each with its licence. */
export const statedSources = (line: string): Source[] => parseSources(line).map(withLicence);
