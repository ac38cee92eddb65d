import { allOf, sql, type Sql } from '#kernel/database';
import type { AuthoritySearchFilter } from './authority-search.input.js';

type CountryFilter = Pick<
  AuthoritySearchFilter,
  'country' | 'countryGroup' | 'worldRegion' | 'worldSubRegion' | 'isLeastDeveloped'
>;

/** Condition that a country `c` is in one of these groups. */
export const inGroups = (codes: readonly string[]) =>
  sql`EXISTS (SELECT FROM country_group g WHERE g.code = ANY(${codes}::text[]) AND c.code = ANY(g.country_codes))`;

/** Conditions on a country `c`, besides its code. */
function conditionsOn(filter: CountryFilter, side: 'in' | 'notIn'): Sql[] {
  const conditions: Sql[] = [];
  const [groups, regions, parts] = [filter.countryGroup, filter.worldRegion, filter.worldSubRegion].map(
    (choice) => choice?.[side],
  );
  if (groups) conditions.push(inGroups(groups));
  if (regions) conditions.push(sql`c.region = ANY(${regions}::text[])`);
  if (parts) conditions.push(sql`c.sub_region = ANY(${parts}::text[])`);
  if (filter.isLeastDeveloped === (side === 'in')) conditions.push(sql`c.least_developed`);
  return conditions;
}

/** Codes of the countries `c` that meet all conditions, as an SQL array. */
export const countriesThat = (conditions: readonly Sql[]) =>
  sql`ARRAY(SELECT c.code FROM country c WHERE ${allOf(conditions)})`;

/** Codes of the countries that meet the filter's `in` conditions, as an SQL array; undefined without any. */
export function countriesMatching(filter: CountryFilter): Sql | undefined {
  const conditions = conditionsOn(filter, 'in');
  const codes = filter.country?.in;
  if (!conditions.length) return codes && sql`${codes}::text[]`;
  return countriesThat(codes ? [...conditions, sql`c.code = ANY(${codes}::text[])`] : conditions);
}

/** Conditions on the countries where an authority `a` works: one meets all `in` conditions, none meets a `notIn` condition. */
export function countryConditions(filter: CountryFilter): Sql[] {
  const conditions: Sql[] = [];
  const matching = countriesMatching(filter);
  const selective = filter.country?.in ?? filter.countryGroup?.in;
  // IS TRUE keeps the index out where half the world may match: any other condition leaves fewer authorities.
  if (matching)
    conditions.push(
      selective ? sql`a.country_codes && ${matching}` : sql`(a.country_codes && ${matching}) IS TRUE`,
    );
  const excluded = conditionsOn(filter, 'notIn').map((condition) => countriesThat([condition]));
  if (filter.country?.notIn) excluded.push(sql`${filter.country.notIn}::text[]`);
  if (excluded.length) conditions.push(sql`a.expertise_count > 0`);
  return [...conditions, ...excluded.map((codes) => sql`NOT a.country_codes && ${codes}`)];
}
