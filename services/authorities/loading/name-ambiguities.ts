import type { Reading } from '#kernel/database';
import { makeId } from '#kernel/values';
import type { ReadonlyAuthorityBuilders } from './authority-builder.js';
import { factsOf, files, idOf, shapes } from './files.js';

/** Rows of ambiguous names. Rejects an unknown candidate, and a chosen authority that is no candidate. */
export function nameAmbiguityRows(reading: Reading, authorities: ReadonlyAuthorityBuilders): object[] {
  return reading
    .rows(files.ambiguities, shapes.ambiguity, (row) => row.key)
    .flatMap((row) => {
      const unknown = row.candidates.find((key) => !authorities.has(key));
      if (unknown) {
        reading.reject(files.ambiguities, row.key, `candidate ${unknown} is not known`);
        return [];
      }
      if (row.chosen !== null && !row.candidates.includes(row.chosen)) {
        reading.reject(files.ambiguities, row.key, `${row.chosen} was chosen but is no candidate`);
        return [];
      }
      return {
        ...factsOf(row),
        id: makeId('NameAmbiguity', row.key),
        mention: row.mention,
        candidateIds: row.candidates.map(idOf),
        chosenId: row.chosen === null ? null : idOf(row.chosen),
        why: row.why,
      };
    });
}
