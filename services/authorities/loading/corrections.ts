import type { Reading } from '#kernel/database';
import type { Source } from '#kernel/graphql';
import { isSiren } from '#vocabulary';
import { buildAuthority, type AuthorityBuilder, type AuthorityBuilders } from './authority-builder.js';
import { AS_OF, factsOf, files, shapes, yearOf, type Correction } from './files.js';

/** Applies corrections.json to the authorities of the package: rows to add, change, close or leave out. */
export function applyCorrections(
  reading: Reading,
  authorities: AuthorityBuilders,
  corrections: readonly Correction[],
): void {
  const reject = (row: Correction, reason: string) => reading.reject(files.corrections, row.key, reason);
  for (const row of corrections) {
    const known = authorities.get(row.key);
    if ((row.action === 'ADD') === (known !== undefined)) {
      reject(row, row.action === 'ADD' ? 'the package has it already' : 'the package has no such row');
    } else if (row.action === 'OMIT') {
      authorities.delete(row.key);
    } else if (row.action === 'ADD') {
      if (row.name && row.kind) authorities.set(row.key, addedAuthority(row, row.name, row.kind));
      else reject(row, 'a row to add needs a name and a kind');
    } else if (known) {
      correctAuthority(known, row);
      if (row.action !== 'CLOSE') continue;
      if (row.validTo && row.successorKey) closeAuthority(known, row.validTo, row.successorKey);
      else reject(row, 'a row to close needs a last day and a successor');
    }
  }
  for (const row of corrections) {
    for (const key of [row.successorKey, row.sameAs]) {
      if (key !== null && !authorities.has(key)) reject(row, `${key} is not known`);
    }
    const closed = authorities.get(row.key);
    if (closed?.successorKey && !authorities.has(closed.successorKey)) closed.successorKey = null;
  }
}

function addedAuthority(row: Correction, name: string, kind: AuthorityBuilder['kind']): AuthorityBuilder {
  const [covered] = row.covers;
  return buildAuthority({
    ...row,
    file: files.corrections,
    name,
    kind,
    populationYear: row.population !== null && covered ? yearOf(covered) : null,
    note: row.why,
    facts: factsOf(row),
  });
}

function correctAuthority(authority: AuthorityBuilder, row: Correction): void {
  const facts = factsOf(row);
  Object.assign(authority, {
    kind: row.kind ?? authority.kind,
    name: row.name ?? authority.name,
    inseeCode: row.inseeCode ?? authority.inseeCode,
    siren: row.siren ?? authority.siren,
    departmentCode: row.departmentCode ?? authority.departmentCode,
    covers: row.covers,
    regionCode: row.regionCode ?? authority.regionCode,
    population: row.population ?? authority.population,
    validFrom: row.validFrom ?? authority.validFrom,
    note: row.why,
    facts: { ...facts, asOf: facts.asOf ?? AS_OF },
  } satisfies Partial<AuthorityBuilder>);
}

function closeAuthority(authority: AuthorityBuilder, validTo: string, successorKey: string): void {
  Object.assign(authority, {
    validTo,
    successorKey,
    population: null,
    populationYear: null,
  } satisfies Partial<AuthorityBuilder>);
}

/** Sets the SIREN of départements, régions and special collectivities, which the package lacks. */
export function assignSirens(reading: Reading, authorities: AuthorityBuilders): void {
  for (const row of reading.rows(files.sirens, shapes.siren, ({ key }) => key)) {
    const reject = (reason: string) => reading.reject(files.sirens, row.key, reason);
    const authority = authorities.get(row.key);
    if (!authority) reject('no such authority');
    else if (authority.siren !== null && authority.siren !== row.siren) {
      reject(`SIREN ${row.siren}, but ${authority.siren} elsewhere`);
    } else if (authority.siren === null && authority.validTo !== null) {
      reject('the authority is closed');
    } else if (authority.siren === null) {
      authority.siren = row.siren;
      authority.facts = {
        ...authority.facts,
        sources: uniqueSources([...authority.facts.sources, ...factsOf(row).sources]),
      };
    }
  }
}

const uniqueSources = (sources: readonly Source[]): Source[] => [
  ...new Map(sources.map((source) => [`${source.title} ${source.url}`, source])).values(),
];

/** Removes a SIREN that is invalid or belongs to an earlier authority; the authority stays, without one. */
export function removeInvalidSirens(reading: Reading, authorities: AuthorityBuilders): void {
  const holderBySiren = new Map<string, string>();
  for (const authority of authorities.values()) {
    const { siren, key, name } = authority;
    if (siren === null || authority.validTo !== null) continue;
    const holder = holderBySiren.get(siren);
    if (isSiren(siren) && !holder) {
      holderBySiren.set(siren, key);
      continue;
    }
    const reason = holder ? `it is that of ${holder}` : 'its check digit is wrong';
    reading.reject(authority.file, key, `${name}: SIREN ${siren} left out, ${reason}`);
    authority.siren = null;
  }
}
