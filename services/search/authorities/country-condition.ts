import { allOf, anyOf, sql, type Sql } from '#kernel/database';
import {
  codeConditions,
  countriesMatching,
  excludedCountries,
  today,
  type CountryConditions,
} from '#vocabulary';
import type { AuthorityTieFilter } from './country-condition.input.js';

/** Columns of {@link tieCountries}. */
export const TIE_COLUMNS = ['tie_country_codes', 'lasting_country_codes', 'tie_ends'] as const;

/** Countries with which an authority has a tie that is not over today, of a row of {@link TIE_COLUMNS}. */
export const tieCountries = (row: Sql): Sql =>
  sql`CASE WHEN ${row}.tie_ends = '{}' THEN ${row}.tie_country_codes ELSE ARRAY(SELECT unnest(${row}.lasting_country_codes)
    UNION SELECT left(t.tie, 2) FROM unnest(${row}.tie_ends) t(tie) WHERE substr(t.tie, 4) >= (SELECT ${today}::text)) END`;

/** Condition that an array of codes of an authority has one of these countries. */
function overlaps(codes: Sql, countries: Sql, isSelective: boolean): Sql {
  const condition = sql`${codes} && ${countries}`;
  // IS TRUE keeps the index out where half the world may match: any other condition leaves fewer authorities.
  return isSelective ? condition : sql`(${condition}) IS TRUE`;
}

/** Condition that an authority `a` has a tie that is not over with one of these countries. */
function tieWith(countries: Sql, isSelective: boolean): Sql {
  return allOf([
    overlaps(sql`a.tie_country_codes`, countries, isSelective),
    anyOf([sql`a.tie_ends = '{}'`, sql`(${tieCountries(sql`a`)}) && ${countries}`]),
  ]);
}

const isSelective = ({ country, countryGroup }: CountryConditions) =>
  country?.in !== undefined || countryGroup?.in !== undefined;

/** Conditions on the ties of an authority `a`: one country meets all `in` conditions, none meets a `notIn` condition. */
export function countryConditions(filter: CountryConditions): Sql[] {
  const conditions: Sql[] = [];
  const matching = countriesMatching(filter);
  if (matching) conditions.push(tieWith(matching, isSelective(filter)));
  return [...conditions, ...excludedCountries(filter).map((codes) => sql`NOT (${tieWith(codes, false)})`)];
}

/** Conditions on an authority `a` that it has a tie with a country that meets the whole filter. */
export function tieConditions(filter: AuthorityTieFilter | undefined): Sql[] {
  if (!filter) return [];
  const ties = filter.includeEnded ? sql`a.country_codes` : sql`(${tieCountries(sql`a`)})`;
  const candidates: Sql[] = [];
  const matching = countriesMatching(filter);
  if (matching && filter.includeEnded)
    candidates.push(overlaps(sql`a.country_codes`, matching, isSelective(filter)));
  else if (matching) candidates.push(tieWith(matching, isSelective(filter)));
  else candidates.push(sql`${ties} <> '{}'`);
  const excludes = excludedCountries(filter).length > 0;
  return excludes
    ? [
        ...candidates,
        sql`EXISTS (SELECT FROM unnest(${ties}) tie(code) WHERE ${allOf(codeConditions(sql`tie.code`, filter))})`,
      ]
    : candidates;
}
