import type { Reading } from '#kernel/database';
import { isSiren } from '#vocabulary';
import type { AuthorityKindCode } from '../authority/authority.entity.js';
import {
  files,
  COMMUNES_YEAR,
  MAYOTTE_YEAR,
  GROUPS_YEAR,
  GROUP_KINDS,
  ABBREVIATIONS,
  type Commune,
  type Group,
  type Facts,
  packageFacts,
  yearOf,
} from './files.js';
import type { PackageParts } from './package.js';

/** An authority while corrections are applied to it. */
export interface Draft {
  key: string;
  /** Where a refusal of it belongs. */
  file: string;
  kind: AuthorityKindCode;
  name: string;
  shortName: string | null;
  /** Words by which it is looked for, besides its names. */
  words: string[];
  inseeCode: string | null;
  siren: string | null;
  departmentCode: string | null;
  /** Départements whose powers it holds. */
  covers: string[];
  regionCode: string | null;
  population: number | null;
  populationYear: number | null;
  validFrom: string | null;
  validTo: string | null;
  successorKey: string | null;
  note: string | null;
  facts: Facts;
}
export function draft(given: Pick<Draft, 'key' | 'file' | 'kind' | 'name'> & Partial<Draft>): Draft {
  return {
    shortName: null,
    words: [],
    inseeCode: null,
    siren: null,
    departmentCode: null,
    covers: [],
    regionCode: null,
    population: null,
    populationYear: null,
    validFrom: null,
    validTo: null,
    successorKey: null,
    note: null,
    facts: packageFacts,
    ...given,
  };
}

/** Sums of known populations by some code of the communes. */
export function populations(
  communes: readonly Commune[],
  codeOf: (commune: Commune) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const commune of communes)
    sums.set(codeOf(commune), (sums.get(codeOf(commune)) ?? 0) + (commune.population ?? 0));
  return sums;
}

/** The département in which most inhabitants of a group live. */
export function departmentOf(group: Group, communes: ReadonlyMap<string, Commune>): Commune | undefined {
  const members = group.membres.flatMap(({ code }) => communes.get(code) ?? []);
  const sums = populations(members, (commune) => commune.departement);
  const [largest] = [...sums].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return members.find((commune) => commune.departement === largest?.[0]);
}

export function packageDrafts(reading: Reading, parts: PackageParts): Map<string, Draft> {
  const { communes, groups, departments, regions } = parts;
  const drafts: Draft[] = communes.map((commune) =>
    draft({
      key: `COM-${commune.code}`,
      file: files.communes,
      kind: 'COMMUNE',
      name: commune.nom,
      inseeCode: commune.code,
      siren: commune.siren ?? null,
      departmentCode: commune.departement,
      regionCode: commune.region,
      population: commune.population ?? null,
      populationYear: commune.population === undefined ? null : yearOf(commune.departement),
    }),
  );
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  for (const { file, rows } of groups) {
    for (const group of rows) {
      if (!isSiren(group.code)) {
        reading.reject(
          file,
          group.code,
          `${group.nom}: the SIREN, which is its key, has a wrong check digit`,
        );
        continue;
      }
      const seat = departmentOf(group, byCode);
      const [, abbreviation, shortName] =
        group.nom.match(/^(CC|CA|CU) (?:d'|de la |de l'|des |du |de )?(.+)$/) ?? [];
      drafts.push(
        draft({
          key: `${group.type === 'EPT' ? 'EPT' : 'EPCI'}-${group.code}`,
          file,
          kind: GROUP_KINDS[group.type],
          name: group.nom,
          shortName: shortName ? shortName.replace(/^./u, (letter) => letter.toUpperCase()) : null,
          words: abbreviation ? [ABBREVIATIONS[abbreviation]!] : [],
          siren: group.code,
          departmentCode: seat?.departement ?? null,
          regionCode: seat?.region ?? null,
          population: group.populationTotale,
          populationYear: GROUPS_YEAR,
        }),
      );
    }
  }
  const inDepartment = populations(communes, (commune) => commune.departement);
  for (const { code, nom, region } of departments) {
    drafts.push(
      draft({
        key: `DEP-${code}`,
        file: files.departments,
        kind: 'DEPARTMENT',
        name: nom,
        words: ['département'],
        inseeCode: code,
        departmentCode: code,
        regionCode: region,
        population: inDepartment.get(code) ?? null,
        populationYear: inDepartment.has(code) ? yearOf(code) : null,
      }),
    );
  }
  const inRegion = populations(communes, (commune) => commune.region);
  for (const { code, nom } of regions) {
    drafts.push(
      draft({
        key: `REG-${code}`,
        file: files.regions,
        kind: 'REGION',
        name: nom,
        words: ['région'],
        inseeCode: code,
        regionCode: code,
        population: inRegion.get(code) ?? null,
        populationYear: inRegion.has(code) ? (code === '06' ? MAYOTTE_YEAR : COMMUNES_YEAR) : null,
      }),
    );
  }
  return new Map(drafts.map((authority) => [authority.key, authority]));
}
