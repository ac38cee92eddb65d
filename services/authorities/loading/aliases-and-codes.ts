import type { Reading } from '#kernel/database';
import type { Source } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import {
  files,
  CODE_KINDS,
  shapes,
  type Correction,
  type Facts,
  type Alias,
  idOf,
  factsOf,
  packageFacts,
} from './files.js';
import type { Draft } from './package-authorities.js';
import type { PackageParts } from './package.js';

export function sourcesOnce(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [`${source.title} ${source.url}`, source])).values()];
}

export function aliasesOf(
  reading: Reading,
  drafts: ReadonlyMap<string, Draft>,
  corrections: readonly Correction[],
): Alias[] {
  const given: Alias[] = reading
    .rows(files.aliases, shapes.alias, (row) => `${row.authorityKey} ${row.alias}`)
    .flatMap((row) => {
      if (drafts.has(row.authorityKey))
        return [{ ...factsOf(row), authorityKey: row.authorityKey, kind: row.kind, name: row.alias }];
      reading.reject(files.aliases, row.alias, `${row.authorityKey} is not known`);
      return [];
    });
  const known = new Set(given.map(({ authorityKey, name }) => `${authorityKey} ${name}`));
  const corrected = corrections
    .filter(({ key }) => drafts.has(key))
    .flatMap((row) =>
      row.aliases.flatMap((name) => {
        if (!known.has(`${row.key} ${name}`))
          return [{ ...factsOf(row), authorityKey: row.key, kind: 'OTHER_NAME', name }];
        reading.reject(files.corrections, row.key, `alias "${name}" is in ${files.aliases} too`);
        return [];
      }),
    );
  return [...given, ...corrected];
}

/** Codes that lead to an authority of today without being its own. */
export function codesOf(
  reading: Reading,
  parts: PackageParts,
  drafts: ReadonlyMap<string, Draft>,
  corrections: readonly Correction[],
): object[] {
  const codes = new Map<string, Facts & { code: string; kind: string; name: string | null; key: string }>();
  for (const part of parts.partsOfCommunes) {
    const key = `COM-${part.chefLieu ?? part.commune}`;
    if (!drafts.has(key))
      reading.reject(files.communes, `${part.type} ${part.code}`, `its commune ${key} is not known`);
    else
      codes.set(part.code, {
        ...packageFacts,
        code: part.code,
        kind: CODE_KINDS[part.type as keyof typeof CODE_KINDS],
        name: part.nom,
        key,
      });
  }
  for (const commune of parts.communes) {
    const key = `COM-${commune.code}`;
    for (const code of commune.anciensCodes ?? []) {
      const known = codes.get(code);
      if (!known) codes.set(code, { ...packageFacts, code, kind: 'FORMER_COMMUNE', name: null, key });
      else if (known.key !== key) {
        reading.reject(
          files.communes,
          `${commune.code} anciensCodes ${code}`,
          `${known.name ?? code} is a part of ${known.key} today`,
        );
      }
    }
  }
  const names = new Map(parts.departments.map(({ code, nom }) => [code, nom]));
  for (const row of corrections) {
    for (const code of row.covers) {
      if (drafts.has(row.key) && drafts.get(row.key)!.inseeCode !== code) {
        codes.set(code, {
          ...factsOf(row),
          code,
          kind: 'DEPARTMENT',
          name: names.get(code) ?? null,
          key: row.key,
        });
      }
    }
  }
  return [...codes.values()].map(({ key, ...row }) => ({ ...row, authorityId: idOf(key) }));
}

export function membershipsOf(
  reading: Reading,
  parts: PackageParts,
  drafts: ReadonlyMap<string, Draft>,
): object[] {
  return parts.groups.flatMap(({ file, rows }) =>
    rows.flatMap((group) => {
      const groupKey = `${group.type === 'EPT' ? 'EPT' : 'EPCI'}-${group.code}`;
      if (!drafts.has(groupKey)) return [];
      return [...new Set(group.membres.map(({ code }) => code))].flatMap((code) => {
        if (drafts.has(`COM-${code}`)) return [{ memberId: idOf(`COM-${code}`), groupId: idOf(groupKey) }];
        reading.reject(file, group.code, `its member ${code} is not known`);
        return [];
      });
    }),
  );
}

/** The real départements and régions; overseas collectivities, which the package lists among them, are neither. */
export function territoriesOf(
  parts: PackageParts,
  drafts: ReadonlyMap<string, Draft>,
  corrections: readonly Correction[],
  aliasNames: ReadonlyMap<string, string[]>,
) {
  const holders = new Map(
    corrections.flatMap(({ key, covers }) =>
      drafts.has(key) ? covers.map((code) => [code, key] as const) : [],
    ),
  );
  const regions = parts.regions.filter(({ code }) => drafts.has(`REG-${code}`));
  const real = new Set(regions.map(({ code }) => code));
  return {
    regions: regions.map(({ code, nom }) => ({
      ...packageFacts,
      id: makeId('Region', code),
      code,
      name: nom,
      authorityId: idOf(`REG-${code}`),
      searchText: searchText([nom, code, ...(aliasNames.get(`REG-${code}`) ?? [])]),
    })),
    departments: parts.departments
      .filter(({ region }) => real.has(region))
      .map(({ code, nom, region }) => {
        const holder = holders.get(code) ?? (drafts.has(`DEP-${code}`) ? `DEP-${code}` : undefined);
        return {
          ...packageFacts,
          id: makeId('Department', code),
          code,
          name: nom,
          regionCode: region,
          authorityId: holder ? idOf(holder) : null,
          searchText: searchText([nom, code]),
        };
      }),
    real,
  };
}

export function ambiguitiesOf(reading: Reading, drafts: ReadonlyMap<string, Draft>): object[] {
  return reading
    .rows(files.ambiguities, shapes.ambiguity, (row) => row.key)
    .flatMap((row) => {
      const unknown = row.candidates.find((key) => !drafts.has(key));
      if (unknown) reading.reject(files.ambiguities, row.key, `candidate ${unknown} is not known`);
      else if (row.chosen !== null && !row.candidates.includes(row.chosen)) {
        reading.reject(files.ambiguities, row.key, `${row.chosen} was chosen but is no candidate`);
      } else {
        return [
          {
            ...factsOf(row),
            id: makeId('NameAmbiguity', row.key),
            mention: row.mention,
            candidateIds: row.candidates.map(idOf),
            chosenId: row.chosen === null ? null : idOf(row.chosen),
            why: row.why,
          },
        ];
      }
      return [];
    });
}

export function foreignAuthoritiesOf(reading: Reading): object[] {
  const seen = new Set<string>();
  return reading
    .rows(files.foreignAuthorities, shapes.foreignAuthority, (row) => row.key)
    .flatMap((row) => {
      const same = `${row.countryCode} ${row.kind} ${row.name}`;
      if (seen.has(same))
        reading.reject(
          files.foreignAuthorities,
          row.key,
          'the same country, kind and name as an earlier row',
        );
      else if (row.subdivisionCode !== null && !row.subdivisionCode.startsWith(`${row.countryCode}-`)) {
        reading.reject(
          files.foreignAuthorities,
          row.key,
          `subdivision ${row.subdivisionCode} is not in ${row.countryCode}`,
        );
      } else {
        seen.add(same);
        const searched = searchText([row.name, row.localName, ...row.aliases]);
        return [{ ...row, ...factsOf(row), id: makeId('ForeignAuthority', row.key), searchText: searched }];
      }
      return [];
    });
}
