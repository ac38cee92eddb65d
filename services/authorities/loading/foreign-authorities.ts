import type { Reading } from '#kernel/database';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import type { DataSetName } from '../foreign-authority/foreign-authority.entity.js';
import { factsOf, files, shapes } from './files.js';

/** Names of data sets of names, by the key of the foreign authority. Rejects those of an authority that there is not. */
function translationsOf(reading: Reading, known: ReadonlySet<string>): Map<string, DataSetName[]> {
  const found = new Map<string, DataSetName[]>();
  const add = (file: string, key: string, names: readonly DataSetName[]) => {
    if (known.has(key)) found.set(key, [...(found.get(key) ?? []), ...names]);
    else reading.reject(file, key, 'no such foreign authority');
  };
  for (const { key, names } of reading.rows(files.namesAbroad, shapes.namesAbroad, (row) => row.key))
    add(
      files.namesAbroad,
      key,
      Object.entries(names).map(([language, name]) => ({ language, name })),
    );
  for (const { key, name } of reading.rows(files.placeNames, shapes.placeName, (row) => row.key))
    add(files.placeNames, key, [{ language: null, name }]);
  return found;
}

/** Rows of foreign authorities. Rejects a duplicate by country, kind, name and place, and a subdivision of another country. */
export function foreignAuthorityRows(reading: Reading): object[] {
  const seen = new Set<string>();
  const rows = reading.rows(files.foreignAuthorities, shapes.foreignAuthority, (row) => row.key);
  const translations = translationsOf(reading, new Set(rows.map(({ key }) => key)));
  return rows.flatMap((row) => {
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
      translations: translations.get(row.key) ?? [],
      statedNames: [],
      searchText: searchText([
        row.name,
        row.localName,
        ...row.aliases,
        ...(translations.get(row.key) ?? []).map(({ name }) => name),
      ]),
    };
  });
}
