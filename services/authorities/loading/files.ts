import { parseConfidence, parseSources, type Source } from '#kernel/graphql';
import { isPartialDate, makeId } from '#kernel/values';
import { z } from 'zod';
import { AUTHORITY_KINDS } from '../authority/authority.entity.js';
import { FOREIGN_AUTHORITY_KINDS } from '../foreign-authority/foreign-authority.entity.js';

export const PACKAGE = 'node_modules/@etalab/decoupage-administratif/data';
export const DATA = 'services/authorities/data';
export const files = {
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

export const PACKAGE_SOURCE: Source = {
  title:
    '@etalab/decoupage-administratif 6.0.0 (code officiel géographique and populations of INSEE, EPCI of the DGCL)',
  url: 'https://www.npmjs.com/package/@etalab/decoupage-administratif',
  licence: 'Licence Ouverte / Etalab 2.0',
};
/** The state of the package; see data/README.md. */
export const AS_OF = '2026';
export const COMMUNES_YEAR = 2023;
export const MAYOTTE_YEAR = 2017;
export const GROUPS_YEAR = 2022;
/** Wallis et Futuna, Polynésie française, Nouvelle-Calédonie: their last census, of which the package gives no year. */
export const PACIFIC = ['986', '987', '988'];

export const text = z.string().min(1);
export const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
export const confidence = z.enum(['confirmed', 'general-knowledge', 'derived']);
export const fact = { source: text, confidence, asOf: partialDate.nullish() };
export const communeCode = z.string().regex(/^(\d{2}|2[AB])\d{3}$/, 'expected the code of a commune');
export const departmentCode = z.string().regex(/^(\d{2,3}|2[AB])$/, 'expected the code of a département');
export const regionCode = z.string().regex(/^\d{2,3}$/, 'expected the code of a région');
export const count = z.number().int().min(0);
export const kind = z.enum(AUTHORITY_KINDS);

export const GROUP_KINDS = {
  CC: 'COMMUNITY_OF_COMMUNES',
  CA: 'AGGLOMERATION_COMMUNITY',
  CU: 'URBAN_COMMUNITY',
  METRO: 'METROPOLIS',
  MET69: 'METROPOLIS_LYON',
  EPT: 'TERRITORIAL_PUBLIC_ESTABLISHMENT',
} as const;
/** Abbreviations that open the names of intermunicipal bodies. */
export const ABBREVIATIONS: Record<string, string> = {
  CC: 'communauté de communes',
  CA: "communauté d'agglomération",
  CU: 'communauté urbaine',
};
export const CODE_KINDS = {
  'commune-deleguee': 'DELEGATED_COMMUNE',
  'commune-associee': 'ASSOCIATED_COMMUNE',
  'arrondissement-municipal': 'MUNICIPAL_DISTRICT',
} as const;

export const shapes = {
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
export type Commune = z.output<typeof shapes.commune>;
export type Group = z.output<typeof shapes.group>;
export type Correction = z.output<typeof shapes.correction>;
export interface Facts {
  sources: Source[];
  asOf: string | null;
  confidence: ReturnType<typeof parseConfidence>;
}
export interface Alias extends Facts {
  authorityKey: string;
  kind: string;
  name: string;
}

export const packageFacts: Facts = {
  sources: [PACKAGE_SOURCE],
  asOf: AS_OF,
  confidence: parseConfidence('confirmed'),
};
export const idOf = (key: string) => makeId('Authority', key);

/** Sources of a line; the package has one name and one licence, however the line calls it. */
export function sourcesOf(line: string): Source[] {
  return parseSources(line).map((source) =>
    source.title.startsWith('@etalab/decoupage-administratif') ? PACKAGE_SOURCE : source,
  );
}

export function factsOf(row: {
  source: string;
  confidence: string;
  asOf?: string | null | undefined;
}): Facts {
  return {
    sources: sourcesOf(row.source),
    asOf: row.asOf ?? null,
    confidence: parseConfidence(row.confidence),
  };
}

export function yearOf(department: string): number | null {
  if (PACIFIC.includes(department)) return null;
  return department === '976' ? MAYOTTE_YEAR : COMMUNES_YEAR;
}
