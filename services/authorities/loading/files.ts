import { parseConfidence, type Source } from '#kernel/graphql';
import { isCalendarDate, isLanguageCode, isPartialDate, makeId } from '#kernel/values';
import { statedConfidence, statedFact, type StatedRow } from '#vocabulary';
import { z } from 'zod';
import { AUTHORITY_KINDS } from '../authority/authority.entity.js';
import { FOREIGN_AUTHORITY_KINDS } from '../foreign-authority/foreign-authority.entity.js';
import { isRelease } from './releases.js';

const PACKAGE = 'node_modules/@etalab/decoupage-administratif/data';
const DATA = 'services/authorities/data';

/** Paths of the source files, relative to the project. */
export const files = {
  communes: `${PACKAGE}/communes.json`,
  intermunicipalBodies: `${PACKAGE}/epci.json`,
  territorialEstablishments: `${PACKAGE}/ept.json`,
  departments: `${PACKAGE}/departements.json`,
  regions: `${PACKAGE}/regions.json`,
  corrections: `${DATA}/corrections.json`,
  sirens: `${DATA}/collectivity-sirens.json`,
  aliases: `${DATA}/aliases.json`,
  officialCodes: `${DATA}/official-codes.json`,
  ambiguities: `${DATA}/ambiguities.json`,
  foreignAuthorities: `${DATA}/foreign-authorities.json`,
  places: `${DATA}/commune-places.json`,
  formerNames: `${DATA}/former-names.json`,
  creations: `${DATA}/commune-creations.json`,
  namesAbroad: `${DATA}/names-abroad.json`,
  placeNames: `${DATA}/place-names.json`,
};

const PACKAGE_SOURCE: Source = {
  title:
    '@etalab/decoupage-administratif 6.0.0 (code officiel géographique and populations of INSEE, EPCI of the DGCL)',
  url: 'https://www.npmjs.com/package/@etalab/decoupage-administratif',
  licence: 'etalab-2.0',
};
/** Date of the state that the package describes; see data/README.md. */
export const AS_OF = '2026';
/** Reference years of the populations. */
export const COMMUNES_YEAR = 2023;
export const MAYOTTE_YEAR = 2017;
export const INTERMUNICIPAL_YEAR = 2022;
/** Wallis et Futuna, Polynésie française, Nouvelle-Calédonie: the package gives no year for their last census. */
const PACIFIC = ['986', '987', '988'];

const text = z.string().min(1);
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const fact = { source: text, confidence: statedConfidence, asOf: partialDate.nullish() };
const communeCode = z.string().regex(/^(\d{2}|2[AB])\d{3}$/, 'expected the code of a commune');
const departmentCode = z.string().regex(/^(\d{2,3}|2[AB])$/, 'expected the code of a département');
const regionCode = z.string().regex(/^\d{2,3}$/, 'expected the code of a région');
const postalCode = z.string().regex(/^\d{5}$/, 'expected a postal code');
const day = z.string().refine(isCalendarDate, 'expected a day');
const year = z.string().regex(/^\d{4}$/, 'expected a year');
const release = z.string().refine(isRelease, 'expected a release that former names are drawn from');
const count = z.number().int().min(0);
const kind = z.enum(AUTHORITY_KINDS);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
const wikidataId = z.string().regex(/^Q[1-9]\d*$/, 'expected an item such as Q90');

/** Shape of a row of each file. */
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
    codesPostaux: z.array(postalCode).optional(),
    chefLieu: communeCode.optional(),
    commune: communeCode.optional(),
  }),
  intermunicipalBody: z.object({
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
  officialCode: z.object({
    ...fact,
    code: z.string().regex(/^(\d{5}|\d{2}[CDMR])$/, 'expected an official code'),
    authorityKey: text,
    kind: z.enum(['FORMER_COMMUNE', 'DEPARTMENT']),
    name: text.nullable(),
  }),
  ambiguity: z.object({
    ...fact,
    key: text,
    mention: text,
    candidates: z.array(text).min(2),
    chosen: text.nullable(),
    why: text,
  }),
  place: z.object({ inseeCode: communeCode, latitude, longitude, wikidataId: wikidataId.nullable() }),
  formerName: z.object({
    name: text,
    kind: z.enum(['FORMER_NAME', 'PREDECESSOR']),
    authorityKey: text,
    inseeCode: communeCode.optional(),
    siren: text.optional(),
    from: day.optional(),
    until: day.optional(),
    firstSeen: year.optional(),
    lastSeen: year.optional(),
    release,
    confidence: statedConfidence,
  }),
  creation: z.object({ inseeCode: communeCode, createdOn: day, release }),
  namesAbroad: z.object({
    key: text,
    zone: text,
    names: z.record(z.string().refine(isLanguageCode, 'expected a language code'), text),
  }),
  placeName: z.object({ key: text, geonameId: z.int().positive(), name: text }),
  foreignAuthority: z.object({
    ...fact,
    key: text,
    name: text,
    nameLanguage: z
      .string()
      .regex(/^[a-z]{2}$/, 'expected a language code')
      .default('fr'),
    localName: text.nullable(),
    aliases: z.array(text),
    latitude: latitude.nullish(),
    longitude: longitude.nullish(),
    wikidataId: wikidataId.nullish(),
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
export type IntermunicipalBody = z.output<typeof shapes.intermunicipalBody>;
export type Correction = z.output<typeof shapes.correction>;

/** Provenance columns of a row. */
export interface Facts {
  sources: Source[];
  asOf: string | null;
  confidence: ReturnType<typeof parseConfidence>;
}
/** Provenance of a row that comes from the package. */
export const packageFacts: Facts = {
  sources: [PACKAGE_SOURCE],
  asOf: AS_OF,
  confidence: parseConfidence('confirmed'),
};

/** Id of the authority with this key. */
export const idOf = (key: string) => makeId('Authority', key);

/** Provenance that a row of the data files states. The package gets its one title, however the line spells it. */
export function factsOf(row: StatedRow): Facts {
  const { sources, ...dated } = statedFact(row);
  return {
    ...dated,
    sources: sources.map((source) =>
      source.title.startsWith('@etalab/decoupage-administratif') ? PACKAGE_SOURCE : source,
    ),
  };
}

/** Reference year of the population of a département's communes; null where the package gives none. */
export function yearOf(department: string): number | null {
  if (PACIFIC.includes(department)) return null;
  return department === '976' ? MAYOTTE_YEAR : COMMUNES_YEAR;
}
