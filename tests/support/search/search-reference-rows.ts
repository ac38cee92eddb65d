import { foldText } from '#kernel/values';
import type pg from 'pg';

import type { Text } from './search-filter-types.js';

/** Rows of the tables of the services, for the reference implementation of search. */

export interface Partnership {
  authority: string;
  countries: string[];
  kind: string;
  status: string;
  confidence: string;
  themes: string[];
  startYear: number | null;
  /** Day on which it ends by the end date or, without one, the end of the period in the title. */
  statedEnd: string | null;
  asOf: string | null;
  hasTitle: boolean;
  hasAmount: boolean;
  foreign: { id: string; kind: string }[];
}
export interface Expertise {
  themes: string[];
  themeCode: string;
  countries: string[];
  experience: string[];
  languages: string[] | null;
  basis: string;
  /** Basis without regard to labels. */
  ownBasis: string;
  hasModes: boolean;
  labels: string[];
}
export interface Authority {
  id: string;
  kind: string;
  name: string;
  /** Folded. */
  names: string[];
  inseeCode: string | null;
  siren: string | null;
  shortName: string | null;
  aliasCount: number;
  formerCodes: number;
  formerNames: string[];
  postalCodes: string[];
  successor: string | null;
  department: string | null;
  departments: string[];
  region: string | null;
  population: number | null;
  website: string | null;
  isCurrent: boolean;
  groups: string[];
  partnerships: Partnership[];
  hasActiveLabel: boolean;
  expertises: Expertise[];
  /** Countries of its ties, those that are over left out. */
  countries: string[];
  /** Countries of all its ties. */
  allCountries: string[];
  /** Stems of each title of its expertises and partnerships, in order. */
  titles: string[][];
}
export interface Country {
  code: string;
  region: string | null;
  subRegion: string | null;
  isLeastDeveloped: boolean;
  groups: string[];
}

export interface Rows {
  authorities: Authority[];
  countries: Map<string, Country>;
  /** Codes from the head of each theme down to it. */
  themePaths: Map<string, string[]>;
  /** Stems of a word in French and in English; none for stop words. */
  stems: Map<string, { french: string[]; english: string[] }>;
  texts: Map<string, Text[]>;
}

/** All rows that search reads. */
export async function readRows(client: pg.Client): Promise<Omit<Rows, 'texts' | 'stems'>> {
  await client.query('SET search_path = search, extensions');
  const rows = async <Row extends object>(statement: string) => (await client.query<Row>(statement)).rows;
  const stemsOf = (title: string, language: string) =>
    `ARRAY(SELECT lexeme FROM unnest(to_tsvector('${language}_unaccented', ${title})) l, unnest(l.positions) p ORDER BY p)`;
  const countries =
    await rows<Country>(`SELECT c.code, c.region, c.sub_region AS "subRegion", c.least_developed AS "isLeastDeveloped",
      ARRAY(SELECT g.code FROM country_groups.country_group g WHERE c.code = ANY(g.country_codes)) AS groups FROM country_groups.country c`);
  const expertises = await rows<Expertise & { id: string; authority: string; fr: string[]; en: string[] }>(
    `SELECT e.id, e.authority_id AS authority, t.path_codes AS themes, e.theme_code AS "themeCode", e.authority_country_codes AS countries,
      e.country_codes AS experience, e.languages, e.basis, e.basis AS "ownBasis",
      coalesce(cardinality(e.mobilisation_modes), 0) > 0 AS "hasModes", ${stemsOf('e.title_fr', 'french')} AS fr, ${stemsOf('e.title_en', 'english')} AS en
     FROM expertises.expertise e JOIN expertises.theme t ON t.code = e.theme_code WHERE e.withdrawn_on IS NULL`,
  );
  const labels = await rows<{ expertise: string; authority: string; status: string }>(
    `SELECT expertise_id AS expertise, authority_id AS authority, CASE WHEN revoked_on IS NOT NULL THEN 'REVOKED' WHEN valid_from > today THEN 'UPCOMING' WHEN valid_until < today THEN 'EXPIRED' ELSE 'ACTIVE' END AS status
     FROM expertises.label, (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS today) t`,
  );
  const found = await rows<
    Partnership & {
      titleFr: string | null;
      titleEn: string | null;
      endDate: string | null;
      fr: string[];
      en: string[];
    }
  >(
    `SELECT f.authority_id AS authority, p.country_codes AS countries, p.kind, p.status_in_source AS status, p.confidence, p.theme_codes AS themes,
      p.start_year AS "startYear", p.end_date::text AS "endDate", p.as_of AS "asOf", p.title_fr AS "titleFr", p.title_en AS "titleEn",
      p.amount_eur IS NOT NULL AS "hasAmount",
      (SELECT coalesce(json_agg(json_build_object('id', x.foreign_authority_id, 'kind', x.kind)), '[]')
        FROM cooperations.partnership_foreign_authority x WHERE x.partnership_id = p.id) AS foreign,
      ${stemsOf('p.title_fr', 'french')} AS fr, ${stemsOf('p.title_en', 'english')} AS en
     FROM cooperations.partnership p JOIN cooperations.partnership_french_authority f ON f.partnership_id = p.id`,
  );
  const partnerships = found.map((row) => ({
    ...row,
    hasTitle: row.titleFr !== null || row.titleEn !== null,
    statedEnd: row.endDate ?? endOfPeriod(`${row.titleFr ?? ''} ${row.titleEn ?? ''}`),
  }));
  const terms = await rows<{ authority: string; code: string }>(
    'SELECT authority_id AS authority, group_code AS code FROM country_groups.country_group_term WHERE authority_id IS NOT NULL',
  );
  const authorities = await rows<Authority & { otherNames: string[] }>(
    `SELECT a.id, a.kind, a.name, a.insee_code AS "inseeCode", a.siren, a.short_name AS "shortName", a.successor_id AS successor,
      a.department_code AS department, a.department_codes AS departments, a.region_code AS region,
      (SELECT count(*)::int FROM authorities.authority_alias l WHERE l.authority_id = a.id) AS "aliasCount",
      (SELECT count(*)::int FROM authorities.authority_code c WHERE c.authority_id = a.id) AS "formerCodes",
      ARRAY(SELECT f.name FROM authorities.former_name f WHERE f.authority_id = a.id) AS "formerNames", a.postal_codes AS "postalCodes",
      a.population, a.website, a.valid_to IS NULL AS "isCurrent",
      array_remove(a.short_name || ARRAY(SELECT l.name FROM authorities.authority_alias l WHERE l.authority_id = a.id), NULL) AS "otherNames"
     FROM authorities.authority a`,
  );
  const of = <Row extends { authority: string }>(list: Row[], id: string) =>
    list.filter(({ authority }) => authority === id);
  for (const expertise of expertises) {
    expertise.labels = labels.filter((label) => label.expertise === expertise.id).map(({ status }) => status);
    if (expertise.labels.includes('ACTIVE')) expertise.basis = 'LABELLED';
  }
  for (const authority of authorities) {
    const held = of(expertises, authority.id);
    const shared = of(partnerships, authority.id);
    authority.names = [authority.name, ...authority.otherNames, ...authority.formerNames].map(foldText);
    authority.expertises = held;
    authority.partnerships = shared;
    const declared = held.filter(({ ownBasis }) => ownBasis !== 'EVIDENCED');
    authority.countries = [
      ...shared
        .filter((one) => !isEnded(one) && one.status !== 'UNDER_NEGOTIATION')
        .flatMap((one) => one.countries),
      ...declared.flatMap(({ experience }) => experience),
    ];
    authority.allCountries = [
      ...shared.filter(({ status }) => status !== 'UNDER_NEGOTIATION').flatMap((one) => one.countries),
      ...held.flatMap(({ countries: worked }) => worked),
    ];
    authority.hasActiveLabel = of(labels, authority.id).some(({ status }) => status === 'ACTIVE');
    authority.groups = of(terms, authority.id).map(({ code }) => code);
    authority.titles = [...held, ...shared].flatMap(({ fr, en }) => [fr, en]);
  }
  const themes = await rows<{ code: string; path: string[] }>(
    'SELECT code, path_codes AS path FROM expertises.theme',
  );
  const themePaths = new Map(themes.map(({ code, path }) => [code, path]));
  return { authorities, themePaths, countries: new Map(countries.map((country) => [country.code, country])) };
}

/** Stems of these words by PostgreSQL; the reference itself decides what matches. */
export async function readStems(client: pg.Client, words: readonly string[]): Promise<Rows['stems']> {
  const { rows } = await client.query<{ word: string; french: string[]; english: string[] }>(
    `SELECT word, tsvector_to_array(to_tsvector('french_unaccented', word)) AS french, tsvector_to_array(to_tsvector('english_unaccented', word)) AS english
     FROM unnest($1::text[]) AS words(word)`,
    [words],
  );
  return new Map(rows.map(({ word, ...stems }) => [word, stems]));
}

const YEARS = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/;

/** Last day of the period that a title names. */
export function endOfPeriod(title: string): string | null {
  const year = YEARS.exec(title)?.[1];
  return year === undefined ? null : `${year}-12-31`;
}

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
export const dayNow = () => paris.format(new Date());

export function isEnded({ status, statedEnd }: Pick<Partnership, 'status' | 'statedEnd'>): boolean {
  return status === 'ENDED' || (statedEnd !== null && statedEnd < dayNow());
}
