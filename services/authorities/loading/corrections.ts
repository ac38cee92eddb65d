import type { Reading } from '#kernel/database';
import { isSiren } from '#vocabulary';
import { files, AS_OF, shapes, type Correction, factsOf, yearOf, sourcesOf } from './files.js';
import { type Draft, draft } from './package-authorities.js';
import { sourcesOnce } from './aliases-and-codes.js';

/** What corrections.json says of single rows of the package. */
export function correct(
  reading: Reading,
  drafts: Map<string, Draft>,
  corrections: readonly Correction[],
): void {
  const refuse = (row: Correction, reason: string) => reading.reject(files.corrections, row.key, reason);
  for (const row of corrections) {
    const known = drafts.get(row.key);
    if ((row.action === 'ADD') === (known !== undefined)) {
      refuse(row, row.action === 'ADD' ? 'the package has it already' : 'the package has no such row');
    } else if (row.action === 'OMIT') {
      drafts.delete(row.key);
    } else if (row.action === 'ADD') {
      if (!row.name || !row.kind) {
        refuse(row, 'a row to add needs a name and a kind');
        continue;
      }
      const [covered] = row.covers;
      drafts.set(
        row.key,
        draft({
          ...row,
          file: files.corrections,
          name: row.name,
          kind: row.kind,
          populationYear: row.population !== null && covered ? yearOf(covered) : null,
          note: row.why,
          facts: factsOf(row),
        }),
      );
    } else if (known) {
      const facts = factsOf(row);
      Object.assign(known, {
        kind: row.kind ?? known.kind,
        name: row.name ?? known.name,
        inseeCode: row.inseeCode ?? known.inseeCode,
        siren: row.siren ?? known.siren,
        departmentCode: row.departmentCode ?? known.departmentCode,
        covers: row.covers,
        regionCode: row.regionCode ?? known.regionCode,
        population: row.population ?? known.population,
        validFrom: row.validFrom ?? known.validFrom,
        note: row.why,
        facts: { ...facts, asOf: facts.asOf ?? AS_OF },
      });
      if (row.action === 'CLOSE') {
        if (!row.validTo || !row.successorKey) refuse(row, 'a row to close needs a last day and a successor');
        else
          Object.assign(known, {
            validTo: row.validTo,
            successorKey: row.successorKey,
            population: null,
            populationYear: null,
          });
      }
    }
  }
  for (const row of corrections) {
    for (const other of [row.successorKey, row.sameAs]) {
      if (other !== null && !drafts.has(other)) refuse(row, `${other} is not known`);
    }
    const closed = drafts.get(row.key);
    if (closed?.successorKey && !drafts.has(closed.successorKey)) closed.successorKey = null;
  }
}

/** SIRENs of départements and régions; then, an invalid or repeated SIREN is refused and its authority stays without. */
export function giveSirens(reading: Reading, drafts: Map<string, Draft>): void {
  for (const row of reading.rows(files.sirens, shapes.siren, ({ key }) => key)) {
    const authority = drafts.get(row.key);
    if (!authority) reading.reject(files.sirens, row.key, 'no such authority');
    else if (authority.siren !== null && authority.siren !== row.siren) {
      reading.reject(files.sirens, row.key, `SIREN ${row.siren}, but ${authority.siren} elsewhere`);
    } else if (authority.siren === null && authority.validTo !== null) {
      reading.reject(files.sirens, row.key, 'the authority is closed');
    } else if (authority.siren === null) {
      authority.siren = row.siren;
      authority.facts = {
        ...authority.facts,
        sources: sourcesOnce([...authority.facts.sources, ...sourcesOf(row.source)]),
      };
    }
  }
  const holders = new Map<string, string>();
  for (const authority of drafts.values()) {
    const { siren, key, name } = authority;
    if (siren === null || authority.validTo !== null) continue;
    const holder = holders.get(siren);
    if (isSiren(siren) && !holder) {
      holders.set(siren, key);
      continue;
    }
    reading.reject(
      authority.file,
      key,
      `${name}: SIREN ${siren} left out, ${holder ? `it is that of ${holder}` : 'its check digit is wrong'}`,
    );
    authority.siren = null;
  }
}
