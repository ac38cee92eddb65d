import type { Reading } from '#kernel/database';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import { factsOf, files, shapes } from './files.js';

/** Rows of foreign authorities. Rejects a duplicate by country, kind, name and place, and a subdivision of another country. */
export function foreignAuthorityRows(reading: Reading): object[] {
  const seen = new Set<string>();
  return reading
    .rows(files.foreignAuthorities, shapes.foreignAuthority, (row) => row.key)
    .flatMap((row) => {
      const identity = JSON.stringify([row.countryCode, row.kind, row.name, row.latitude, row.longitude]);
      if (seen.has(identity)) {
        reading.reject(
          files.foreignAuthorities,
          row.key,
          'the same country, kind, name and place as an earlier row',
        );
        return [];
      }
      if (row.subdivisionCode !== null && !row.subdivisionCode.startsWith(`${row.countryCode}-`)) {
        reading.reject(
          files.foreignAuthorities,
          row.key,
          `subdivision ${row.subdivisionCode} is not in ${row.countryCode}`,
        );
        return [];
      }
      seen.add(identity);
      return {
        ...row,
        ...factsOf(row),
        latitude: row.latitude ?? null,
        longitude: row.longitude ?? null,
        wikidataId: row.wikidataId ?? null,
        id: makeId('ForeignAuthority', row.key),
        searchText: searchText([row.name, row.localName, ...row.aliases]),
      };
    });
}
