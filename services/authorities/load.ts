import {
  isPartialDate,
  isSiren,
  makeId,
  parseConfidence,
  parseSources,
  searchText,
  type LoadDefinition,
  type Reading,
  type Source,
  type TableRows,
} from '#kernel';
import { z } from 'zod';
import {
  AUTHORITY_KINDS,
  AuthorityAliasEntity,
  AuthorityCodeEntity,
  AuthorityEntity,
  MembershipEntity,
  type AuthorityKindCode,
} from './authority.entity.js';
import { FOREIGN_AUTHORITY_KINDS, ForeignAuthorityEntity } from './foreign-authority.entity.js';
import { NameAmbiguityEntity } from './name-ambiguity.entity.js';
import { DepartmentEntity, RegionEntity } from './territory.entity.js';

const PACKAGE = 'node_modules/@etalab/decoupage-administratif/data';
const DATA = 'services/authorities/data';
const files = {
  communes: `${PACKAGE}/communes.json`,
  groups: `${PACKAGE}/epci.json`,
  establishments: `${PACKAGE}/ept.json`,
  departments: `${PACKAGE}/departements.json`,
  regions: `${PACKAGE}/regions.json`,
  corrections: `${DATA}/corrections.json`,
  sirens: `${DATA}/collectivity-sirens.json`,
  aliases: `${DATA}/aliases.json`,
  ambiguities: `${DATA}/ambiguities.json`,
  foreignAuthorities: `${DATA}/foreign-authorities.json`,
};

const PACKAGE_SOURCE: Source = {
  title:
    '@etalab/decoupage-administratif 6.0.0 (code officiel géographique and populations of INSEE, EPCI of the DGCL)',
  url: 'https://www.npmjs.com/package/@etalab/decoupage-administratif',
  licence: 'Licence Ouverte / Etalab 2.0',
};
/** The state of the package; see data/README.md. */
const AS_OF = '2026';
const COMMUNES_YEAR = 2023;
const MAYOTTE_YEAR = 2017;
const GROUPS_YEAR = 2022;
/** Wallis et Futuna, Polynésie française, Nouvelle-Calédonie: their last census, of which the package gives no year. */
const PACIFIC = ['986', '987', '988'];

const text = z.string().min(1);
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const confidence = z.enum(['confirmed', 'general-knowledge', 'derived']);
const fact = { source: text, confidence, asOf: partialDate.nullish() };
const communeCode = z.string().regex(/^(\d{2}|2[AB])\d{3}$/, 'expected the code of a commune');
const departmentCode = z.string().regex(/^(\d{2,3}|2[AB])$/, 'expected the code of a département');
const regionCode = z.string().regex(/^\d{2,3}$/, 'expected the code of a région');
const count = z.number().int().min(0);
const kind = z.enum(AUTHORITY_KINDS);

const GROUP_KINDS = {
  CC: 'COMMUNITY_OF_COMMUNES',
  CA: 'AGGLOMERATION_COMMUNITY',
  CU: 'URBAN_COMMUNITY',
  METRO: 'METROPOLIS',
  MET69: 'METROPOLIS_LYON',
  EPT: 'TERRITORIAL_PUBLIC_ESTABLISHMENT',
} as const;
/** Abbreviations that open the names of intermunicipal bodies. */
const ABBREVIATIONS: Record<string, string> = {
  CC: 'communauté de communes',
  CA: "communauté d'agglomération",
  CU: 'communauté urbaine',
};
const CODE_KINDS = {
  'commune-deleguee': 'DELEGATED_COMMUNE',
  'commune-associee': 'ASSOCIATED_COMMUNE',
  'arrondissement-municipal': 'MUNICIPAL_DISTRICT',
} as const;

const shapes = {
  commune: z.object({
    code: communeCode,
    nom: text,
    type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
    departement: departmentCode,
    region: regionCode,
    siren: text.optional(),
    population: count.optional(),
    anciensCodes: z.array(communeCode).optional(),
    chefLieu: communeCode.optional(),
    commune: communeCode.optional(),
  }),
  group: z.object({
    code: text,
    nom: text,
    type: z.enum(['CC', 'CA', 'CU', 'METRO', 'MET69', 'EPT']),
    populationTotale: count,
    membres: z.array(z.object({ code: communeCode })).min(1),
  }),
  department: z.object({ code: departmentCode, nom: text, region: regionCode }),
  region: z.object({ code: regionCode, nom: text }),
  correction: z.object({
    ...fact,
    action: z.enum(['ADD', 'SET', 'CLOSE', 'OMIT']),
    key: text,
    name: text.nullable(),
    kind: kind.nullable(),
    inseeCode: text.nullable(),
    siren: text.nullable(),
    departmentCode: departmentCode.nullable(),
    regionCode: regionCode.nullable(),
    population: count.nullable(),
    covers: z.array(departmentCode),
    aliases: z.array(text),
    validFrom: partialDate.nullable(),
    validTo: partialDate.nullable(),
    successorKey: text.nullable(),
    sameAs: text.nullable(),
    why: text,
  }),
  siren: z.object({ ...fact, key: text, siren: text }),
  alias: z.object({
    ...fact,
    authorityKey: text,
    alias: text,
    kind: z.enum(['PREDECESSOR', 'FORMER_NAME', 'SHORT_NAME', 'SPELLING', 'OTHER_NAME']),
  }),
  ambiguity: z.object({
    ...fact,
    key: text,
    mention: text,
    candidates: z.array(text).min(2),
    chosen: text.nullable(),
    why: text,
  }),
  foreignAuthority: z.object({
    ...fact,
    key: text,
    name: text,
    localName: text.nullable(),
    aliases: z.array(text),
    kind: z.enum(FOREIGN_AUTHORITY_KINDS),
    countryCode: z.string().regex(/^(?!FR)[A-Z]{2}$/, 'expected the code of a country other than France'),
    subdivisionCode: z
      .string()
      .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'expected an ISO 3166-2 code')
      .nullable(),
    nationalAssociation: text.nullable(),
    note: text.nullish(),
  }),
};
type Commune = z.output<typeof shapes.commune>;
type Group = z.output<typeof shapes.group>;
type Correction = z.output<typeof shapes.correction>;

/** An authority while corrections are applied to it. */
interface Draft {
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
interface Facts {
  sources: Source[];
  asOf: string | null;
  confidence: ReturnType<typeof parseConfidence>;
}
interface Alias extends Facts {
  authorityKey: string;
  kind: string;
  name: string;
}

const packageFacts: Facts = {
  sources: [PACKAGE_SOURCE],
  asOf: AS_OF,
  confidence: parseConfidence('confirmed'),
};
const idOf = (key: string) => makeId('Authority', key);

/** Sources of a line; the package has one name and one licence, however the line calls it. */
function sourcesOf(line: string): Source[] {
  return parseSources(line).map((source) =>
    source.title.startsWith('@etalab/decoupage-administratif') ? PACKAGE_SOURCE : source,
  );
}

function factsOf(row: { source: string; confidence: string; asOf?: string | null | undefined }): Facts {
  return {
    sources: sourcesOf(row.source),
    asOf: row.asOf ?? null,
    confidence: parseConfidence(row.confidence),
  };
}

function yearOf(department: string): number | null {
  if (PACIFIC.includes(department)) return null;
  return department === '976' ? MAYOTTE_YEAR : COMMUNES_YEAR;
}

function draft(given: Pick<Draft, 'key' | 'file' | 'kind' | 'name'> & Partial<Draft>): Draft {
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
function populations(
  communes: readonly Commune[],
  codeOf: (commune: Commune) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const commune of communes)
    sums.set(codeOf(commune), (sums.get(codeOf(commune)) ?? 0) + (commune.population ?? 0));
  return sums;
}

/** The département in which most inhabitants of a group live. */
function departmentOf(group: Group, communes: ReadonlyMap<string, Commune>): Commune | undefined {
  const members = group.membres.flatMap(({ code }) => communes.get(code) ?? []);
  const sums = populations(members, (commune) => commune.departement);
  const [largest] = [...sums].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return members.find((commune) => commune.departement === largest?.[0]);
}

function packageDrafts(reading: Reading, parts: PackageParts): Map<string, Draft> {
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

/** What corrections.json says of single rows of the package. */
function correct(reading: Reading, drafts: Map<string, Draft>, corrections: readonly Correction[]): void {
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
function giveSirens(reading: Reading, drafts: Map<string, Draft>): void {
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

function sourcesOnce(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [`${source.title} ${source.url}`, source])).values()];
}

function aliasesOf(
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
function codesOf(
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

function membershipsOf(reading: Reading, parts: PackageParts, drafts: ReadonlyMap<string, Draft>): object[] {
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
function territoriesOf(
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

function ambiguitiesOf(reading: Reading, drafts: ReadonlyMap<string, Draft>): object[] {
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

function foreignAuthoritiesOf(reading: Reading): object[] {
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

interface PackageParts {
  communes: Commune[];
  /** Communes déléguées and associées, municipal arrondissements. */
  partsOfCommunes: Commune[];
  groups: { file: string; rows: Group[] }[];
  departments: z.output<typeof shapes.department>[];
  regions: z.output<typeof shapes.region>[];
}

function readPackage(reading: Reading): PackageParts {
  const communes = reading.rows(files.communes, shapes.commune, (row) => `${row.type} ${row.code}`);
  return {
    communes: communes.filter((row) => row.type === 'commune-actuelle'),
    partsOfCommunes: communes.filter((row) => row.type !== 'commune-actuelle'),
    groups: [files.groups, files.establishments].map((file) => ({
      file,
      rows: reading.rows(file, shapes.group, (row) => row.code),
    })),
    departments: reading.rows(files.departments, shapes.department, (row) => row.code),
    regions: reading.rows(files.regions, shapes.region, (row) => row.code),
  };
}

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 4,
  tables(reading): TableRows[] {
    const parts = readPackage(reading);
    const corrections = reading.rows(files.corrections, shapes.correction, (row) => row.key);
    const drafts = packageDrafts(reading, parts);
    correct(reading, drafts, corrections);
    giveSirens(reading, drafts);
    const aliases = aliasesOf(reading, drafts, corrections);
    const aliasNames = new Map<string, string[]>();
    for (const { authorityKey, name } of aliases)
      aliasNames.set(authorityKey, [...(aliasNames.get(authorityKey) ?? []), name]);
    const territories = territoriesOf(parts, drafts, corrections, aliasNames);
    return [
      {
        entity: AuthorityEntity,
        key: ['id'],
        rows: [...drafts.values()].map(({ facts, file: _, words, covers, successorKey, ...row }) => ({
          ...row,
          ...facts,
          id: idOf(row.key),
          departmentCodes: [
            ...new Set([...(row.departmentCode === null ? [] : [row.departmentCode]), ...covers]),
          ],
          regionCode: row.regionCode !== null && territories.real.has(row.regionCode) ? row.regionCode : null,
          successorId: successorKey === null ? null : idOf(successorKey),
          searchText: searchText([row.name, ...words, ...(aliasNames.get(row.key) ?? [])]),
        })),
      },
      {
        entity: AuthorityAliasEntity,
        key: ['authorityId', 'name'],
        rows: aliases.map(({ authorityKey, ...row }) => ({ ...row, authorityId: idOf(authorityKey) })),
      },
      { entity: AuthorityCodeEntity, key: ['code'], rows: codesOf(reading, parts, drafts, corrections) },
      { entity: MembershipEntity, key: ['memberId', 'groupId'], rows: membershipsOf(reading, parts, drafts) },
      { entity: RegionEntity, key: ['id'], rows: territories.regions },
      { entity: DepartmentEntity, key: ['id'], rows: territories.departments },
      { entity: ForeignAuthorityEntity, key: ['id'], rows: foreignAuthoritiesOf(reading) },
      { entity: NameAmbiguityEntity, key: ['id'], rows: ambiguitiesOf(reading, drafts) },
    ];
  },
};
