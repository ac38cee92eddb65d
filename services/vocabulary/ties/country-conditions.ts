import { allOf, sql, type Sql } from '#kernel/database';
import type { CountryConditions } from './country-conditions.input.js';

// Conditions on tables `country` and `country_group`, which subgraphs replicate.

/** Condition that a country `c` is in one of these groups. */
export const inGroups = (codes: readonly string[]) =>
  sql`EXISTS (SELECT FROM country_group g WHERE g.code = ANY(${codes}::text[]) AND c.code = ANY(g.country_codes))`;

/** Conditions on a country `c`, besides its code. */
function conditionsOn(filter: Partial<CountryConditions>, side: 'in' | 'notIn'): Sql[] {
  const conditions: Sql[] = [];
  const [groups, regions, parts] = [filter.countryGroup, filter.worldRegion, filter.worldSubRegion].map(
    (choice) => choice?.[side],
  );
  if (groups) conditions.push(inGroups(groups));
  if (regions) conditions.push(sql`coalesce(c.region = ANY(${regions}::text[]), false)`);
  if (parts) conditions.push(sql`coalesce(c.sub_region = ANY(${parts}::text[]), false)`);
  if (filter.isLeastDeveloped === (side === 'in')) conditions.push(sql`c.least_developed`);
  return conditions;
}

/** Codes of the countries `c` that meet all conditions, as an SQL array. */
export const countriesThat = (conditions: readonly Sql[]) =>
  sql`ARRAY(SELECT c.code FROM country c WHERE ${allOf(conditions)})`;

/** Codes of the countries that meet the filter's `in` conditions, as an SQL array; undefined without any. */
export function countriesMatching(filter: Partial<CountryConditions>): Sql | undefined {
  const conditions = conditionsOn(filter, 'in');
  const codes = filter.country?.in;
  if (!conditions.length) return codes && sql`${codes}::text[]`;
  return countriesThat(codes ? [...conditions, sql`c.code = ANY(${codes}::text[])`] : conditions);
}

/** For each exclusion, the codes of the countries that it excludes, as an SQL array. */
export function excludedCountries(filter: Partial<CountryConditions>): Sql[] {
  const excluded = conditionsOn(filter, 'notIn').map((condition) => countriesThat([condition]));
  return filter.country?.notIn ? [...excluded, sql`${filter.country.notIn}::text[]`] : excluded;
}

/** Conditions on a list of country codes: one country meets all that the filter asks for, none meets what it excludes. */
export function overlapConditions(codes: Sql, filter: Partial<CountryConditions>): Sql[] {
  const matching = countriesMatching(filter);
  return [
    ...(matching ? [sql`${codes} && ${matching}`] : []),
    ...excludedCountries(filter).map((excluded) => sql`NOT (${codes} && ${excluded})`),
  ];
}

/** Conditions on a country code, all that the filter asks for and excludes. */
export function codeConditions(code: Sql, filter: Partial<CountryConditions>): Sql[] {
  const matching = countriesMatching(filter);
  return [
    ...(matching ? [sql`${code} = ANY(${matching})`] : []),
    ...excludedCountries(filter).map((codes) => sql`${code} <> ALL(${codes})`),
  ];
}
