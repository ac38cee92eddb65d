import type { Reading } from '#kernel/database';
import { isSiren } from '#vocabulary';
import { buildAuthority, type AuthorityBuilder, type AuthorityBuilders } from './authority-builder.js';
import {
  files,
  COMMUNES_YEAR,
  INTERMUNICIPAL_YEAR,
  MAYOTTE_YEAR,
  type Commune,
  type IntermunicipalBody,
  yearOf,
} from './files.js';
import { intermunicipalKey, type PackageRows } from './package.js';

const INTERMUNICIPAL_KINDS = {
  CC: 'COMMUNITY_OF_COMMUNES',
  CA: 'AGGLOMERATION_COMMUNITY',
  CU: 'URBAN_COMMUNITY',
  METRO: 'METROPOLIS',
  MET69: 'METROPOLIS_LYON',
  EPT: 'TERRITORIAL_PUBLIC_ESTABLISHMENT',
} as const;
/** Abbreviations with which names of intermunicipal bodies begin. */
const ABBREVIATIONS: Record<string, string> = {
  CC: 'communauté de communes',
  CA: "communauté d'agglomération",
  CU: 'communauté urbaine',
};

/** Builds the authorities of the package, by key. Rejects an intermunicipal body with an invalid SIREN. */
export function buildPackageAuthorities(reading: Reading, packageRows: PackageRows): AuthorityBuilders {
  const authorities = [
    ...buildCommunes(packageRows),
    ...buildIntermunicipalBodies(reading, packageRows),
    ...buildDepartments(packageRows),
    ...buildRegions(packageRows),
  ];
  return new Map(authorities.map((authority) => [authority.key, authority]));
}

/** Postal codes of a commune; Paris, Lyon and Marseille have those of their districts. */
function postalCodesOf(commune: Commune, districts: readonly Commune[]): string[] {
  const ofDistricts = districts.filter((district) => district.commune === commune.code);
  return [...new Set([commune, ...ofDistricts].flatMap(({ codesPostaux }) => codesPostaux ?? []))].sort();
}

function buildCommunes({ communes, communeSubdivisions }: PackageRows): AuthorityBuilder[] {
  const districts = communeSubdivisions.filter(({ type }) => type === 'arrondissement-municipal');
  return communes.map((commune) =>
    buildAuthority({
      key: `COM-${commune.code}`,
      file: files.communes,
      kind: 'COMMUNE',
      name: commune.nom,
      inseeCode: commune.code,
      siren: commune.siren ?? null,
      departmentCode: commune.departement,
      regionCode: commune.region,
      postalCodes: postalCodesOf(commune, districts),
      population: commune.population ?? null,
      populationYear: commune.population === undefined ? null : yearOf(commune.departement),
    }),
  );
}

function buildIntermunicipalBodies(
  reading: Reading,
  { communes, intermunicipalFiles }: PackageRows,
): AuthorityBuilder[] {
  const communeByCode = new Map(communes.map((commune) => [commune.code, commune]));
  return intermunicipalFiles.flatMap(({ file, rows }) =>
    rows.flatMap((body) => {
      if (!isSiren(body.code)) {
        reading.reject(file, body.code, `${body.nom}: the SIREN, which is its key, has a wrong check digit`);
        return [];
      }
      const located = mainCommuneOf(body, communeByCode);
      const [, abbreviation, shortName] =
        body.nom.match(/^(CC|CA|CU) (?:d'|de la |de l'|des |du |de )?(.+)$/) ?? [];
      return buildAuthority({
        key: intermunicipalKey(body),
        file,
        kind: INTERMUNICIPAL_KINDS[body.type],
        name: body.nom,
        shortName: shortName ? shortName.replace(/^./u, (letter) => letter.toUpperCase()) : null,
        words: abbreviation ? [ABBREVIATIONS[abbreviation]!] : [],
        siren: body.code,
        departmentCode: located?.departement ?? null,
        regionCode: located?.region ?? null,
        population: body.populationTotale,
        populationYear: INTERMUNICIPAL_YEAR,
      });
    }),
  );
}

function buildDepartments({ communes, departments }: PackageRows): AuthorityBuilder[] {
  const populations = populationsBy(communes, (commune) => commune.departement);
  return departments.map(({ code, nom, region }) =>
    buildAuthority({
      key: `DEP-${code}`,
      file: files.departments,
      kind: 'DEPARTMENT',
      name: nom,
      words: ['département'],
      inseeCode: code,
      departmentCode: code,
      regionCode: region,
      population: populations.get(code) ?? null,
      populationYear: populations.has(code) ? yearOf(code) : null,
    }),
  );
}

function buildRegions({ communes, regions }: PackageRows): AuthorityBuilder[] {
  const populations = populationsBy(communes, (commune) => commune.region);
  return regions.map(({ code, nom }) =>
    buildAuthority({
      key: `REG-${code}`,
      file: files.regions,
      kind: 'REGION',
      name: nom,
      words: ['région'],
      inseeCode: code,
      regionCode: code,
      population: populations.get(code) ?? null,
      populationYear: populations.has(code) ? (code === '06' ? MAYOTTE_YEAR : COMMUNES_YEAR) : null,
    }),
  );
}

/** Sums the known populations of communes by a code of theirs. */
function populationsBy(
  communes: readonly Commune[],
  codeOf: (commune: Commune) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const commune of communes)
    sums.set(codeOf(commune), (sums.get(codeOf(commune)) ?? 0) + (commune.population ?? 0));
  return sums;
}

/** A member commune in the département where most inhabitants of the body live. */
function mainCommuneOf(
  body: IntermunicipalBody,
  communeByCode: ReadonlyMap<string, Commune>,
): Commune | undefined {
  const members = body.membres.flatMap(({ code }) => communeByCode.get(code) ?? []);
  const sums = populationsBy(members, (commune) => commune.departement);
  const [largest] = [...sums].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return members.find((commune) => commune.departement === largest?.[0]);
}
