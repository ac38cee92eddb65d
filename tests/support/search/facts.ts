import { readFileSync } from 'node:fs';

/** Rows of a data file of a service, with which responses are compared. */
export function facts<Row>(service: string, file: string): Row[] {
  return JSON.parse(
    readFileSync(new URL(`../../../../services/${service}/data/${file}.json`, import.meta.url), 'utf8'),
  ) as Row[];
}

export interface PartnershipFact {
  key: string;
  kind: string;
  frenchAuthorityKeys: string[];
  foreignAuthorityKeys: string[];
  countryCode: string;
  themeCodes: string[];
  titleFr: string | null;
  asOf: string | null;
  startYear: number | null;
  endDate: string | null;
  statusInSource: string;
}

export interface ExpertiseFact {
  key: string;
  authorityKey: string;
  themeCode: string;
  countryCodes: string[];
  authorityCountryCodes: string[];
  evidence: string[];
}

export interface ThemeFact {
  code: string;
  parentCode: string | null;
  nameFr: string;
  nameEn: string;
  dacCodes: string[];
  sdgs: number[];
}

export interface FrenchAuthorityFact {
  key: string;
  kind: string;
  name: string;
  siren: string;
  inseeCode: string | null;
  departmentCode: string | null;
  regionCode: string | null;
  population: number | null;
}

export const partnerships = facts<PartnershipFact>('cooperations', 'partnerships');
export const expertises = facts<ExpertiseFact>('expertises', 'expertises');
export const themes = facts<ThemeFact>('expertises', 'themes');
export const frenchAuthorities = new Map(
  facts<FrenchAuthorityFact>('cooperations', 'french-authorities').map((authority) => [
    authority.key,
    authority,
  ]),
);

/** Codes of a theme and all themes below it. */
export function subtreeOf(code: string): string[] {
  return [
    code,
    ...themes.filter((theme) => theme.parentCode === code).flatMap((theme) => subtreeOf(theme.code)),
  ];
}
