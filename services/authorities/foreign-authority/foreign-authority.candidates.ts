import { sql, type Reader } from '#kernel/database';
import {
  KnownAuthorities,
  type Candidate,
  type KnownAuthority,
  type WantedAuthority,
} from '../likeness/candidates.js';
import { plainName } from '../likeness/names.js';
import type { Stores } from '../stores.js';

/** Candidates that an answer names. */
export const MAX_CANDIDATES = 10;

const allNames = sql`ARRAY(SELECT DISTINCT name FROM unnest(ARRAY[f.name, f.local_name] || f.aliases
  || ARRAY(SELECT one->>'name' FROM jsonb_array_elements(f.translations || f.stated_names) one)) AS name WHERE name IS NOT NULL)`;

/** Search text in plain letters, as {@link plainName} writes them. */
const plainSearchText = sql`translate(replace(f.search_text, 'ß', 'ss'), 'øłđðı', 'olddi')`;

/**
 * Reads the authorities that may be one of those wanted: all of their countries, those with their Wikidata items, and
 * those of other countries with one of their names.
 */
export async function knownFor(
  reader: Reader,
  wanted: readonly WantedAuthority[],
): Promise<KnownAuthorities> {
  const countries = [...new Set(wanted.map(({ countryCode }) => countryCode))];
  const items = [...new Set(wanted.flatMap(({ wikidataId }) => wikidataId ?? []))];
  const folded = [...new Set(wanted.flatMap(({ names }) => names.map(plainName)))].filter(Boolean);
  const rows = await reader.named('ForeignAuthority.known')
    .rows<KnownAuthority>(sql`SELECT f.id, f.kind, f.country_code AS "countryCode", f.latitude, f.longitude,
      array_remove(ARRAY(SELECT e.wikidata_id FROM foreign_authority e WHERE e.merged_into_id = f.id) || f.wikidata_id, NULL) AS "wikidataIds",
      ${allNames} AS names
    FROM foreign_authority f WHERE f.merged_into_id IS NULL AND f.withdrawn_at IS NULL AND (f.country_code = ANY(${countries}::text[])
      OR f.id IN (SELECT coalesce(e.merged_into_id, e.id) FROM foreign_authority e WHERE e.wikidata_id = ANY(${items}::text[])) OR ${plainSearchText} LIKE ANY(${folded.map((name) => `% ${name} %`)}::text[]))`);
  return new KnownAuthorities(rows);
}

export async function candidatesFor(reader: Reader, wanted: WantedAuthority): Promise<Candidate[]> {
  const known = await knownFor(reader, [wanted]);
  return known.candidatesFor(wanted).slice(0, MAX_CANDIDATES);
}

/** Candidates as the graph answers them, with their authorities. */
export async function shownCandidates({ foreignAuthorities }: Stores, candidates: readonly Candidate[]) {
  const rows = await Promise.all(candidates.map(({ id }) => foreignAuthorities.byId.load(id)));
  return candidates.flatMap(({ reasons, name, distanceKm }, at) => {
    const foreignAuthority = rows[at];
    return foreignAuthority ? [{ foreignAuthority, reasons, name, distanceKm }] : [];
  });
}
