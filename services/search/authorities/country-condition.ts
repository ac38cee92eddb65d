import { allOf, sql, type Sql } from '#kernel/database';
import type { AuthoritySearchFilter } from './authority-search.input.js';

type Asked = Pick<
  AuthoritySearchFilter,
  'country' | 'countryGroup' | 'worldRegion' | 'worldSubRegion' | 'isLeastDeveloped'
>;

/** Condition that a country `c` is in one of these groups. */
export const inGroups = (codes: readonly string[]) =>
  sql`EXISTS (SELECT FROM country_group g WHERE g.code = ANY(${codes}::text[]) AND c.code = ANY(g.country_codes))`;

/** What is asked of a country `c` beside its code. */
function conditionsOn(asked: Asked, side: 'in' | 'notIn'): Sql[] {
  const conditions: Sql[] = [];
  const [groups, regions, parts] = [asked.countryGroup, asked.worldRegion, asked.worldSubRegion].map(
    (choice) => choice?.[side],
  );
  if (groups) conditions.push(inGroups(groups));
  if (regions) conditions.push(sql`c.region = ANY(${regions}::text[])`);
  if (parts) conditions.push(sql`c.sub_region = ANY(${parts}::text[])`);
  if (asked.isLeastDeveloped === (side === 'in')) conditions.push(sql`c.least_developed`);
  return conditions;
}

/** Codes of the countries `c` that meet all of these, as an SQL list. */
export const countriesThat = (conditions: readonly Sql[]) =>
  sql`ARRAY(SELECT c.code FROM country c WHERE ${allOf(conditions)})`;

/** Codes of the countries that meet all that is asked for, as an SQL list; undefined when nothing is. */
export function countriesLeft(asked: Asked): Sql | undefined {
  const conditions = conditionsOn(asked, 'in');
  const codes = asked.country?.in;
  if (!conditions.length) return codes && sql`${codes}::text[]`;
  return countriesThat(codes ? [...conditions, sql`c.code = ANY(${codes}::text[])`] : conditions);
}

/** Conditions on the countries in which an authority `a` works: one meets all that is asked for, none what is excluded. */
export function worksThere(asked: Asked): Sql[] {
  const conditions: Sql[] = [];
  const left = countriesLeft(asked);
  const few = asked.country?.in ?? asked.countryGroup?.in;
  // No index where half the world may be asked for: any other condition leaves fewer authorities.
  if (left)
    conditions.push(few ? sql`a.country_codes && ${left}` : sql`(a.country_codes && ${left}) IS TRUE`);
  const excluded = conditionsOn(asked, 'notIn').map((condition) => countriesThat([condition]));
  if (asked.country?.notIn) excluded.push(sql`${asked.country.notIn}::text[]`);
  if (excluded.length) conditions.push(sql`a.expertise_count > 0`);
  return [...conditions, ...excluded.map((codes) => sql`NOT a.country_codes && ${codes}`)];
}
