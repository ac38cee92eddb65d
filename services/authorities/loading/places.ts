import type { Reading } from '#kernel/database';
import type { AuthorityBuilders } from './authority-builder.js';
import { files, shapes } from './files.js';

/** Sets the coordinates and the Wikidata items of communes; rejects those of communes that are not known. */
export function setPlaces(reading: Reading, authorities: AuthorityBuilders): void {
  for (const { inseeCode, ...place } of reading.rows(files.places, shapes.place, (row) => row.inseeCode)) {
    const commune = authorities.get(`COM-${inseeCode}`);
    if (commune) Object.assign(commune, place);
    else reading.reject(files.places, inseeCode, 'no commune of today has this code');
  }
}
