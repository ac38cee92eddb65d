import { allOf, empty, raw, sql, whereOf, type Sql } from '#kernel';
import { authorityConditions } from './authority-conditions.js';
import type { AuthoritySearchFilter } from './authority-search.input.js';
import { countriesLeft } from './country-condition.js';
import { expertiseConditions, statusOf } from './expertise-condition.js';
import type { FacetName } from './facet.type.js';

/** Columns of the matched authorities that the facets read. */
export const FACET_COLUMNS: Readonly<Record<FacetName, string>> = {
  theme: 'theme_codes',
  country: 'country_codes',
  kind: 'kind',
  region: 'region_code',
  basis: 'bases',
  labelStatus: 'label_periods',
};

/** The values of expertises `e` that meet these conditions, as a subquery. */
function ofExpertises(facet: 'theme' | 'basis' | 'labelStatus', conditions: readonly Sql[]): Sql {
  const where = allOf([sql`e.authority_id = m.id`, ...conditions]);
  if (facet === 'theme')
    return sql`(SELECT DISTINCT unnest(t.path_codes) AS value FROM (SELECT DISTINCT e.theme_code FROM expertise e WHERE ${where}) x
      JOIN theme t ON t.code = x.theme_code)`;
  if (facet === 'basis') return sql`(SELECT DISTINCT e.basis AS value FROM expertise e WHERE ${where})`;
  return sql`(SELECT DISTINCT ${statusOf(sql`p.period`)} AS value FROM expertise e CROSS JOIN unnest(e.label_periods) p(period)
    WHERE m.label_periods <> '{}' AND e.label_periods <> '{}' AND ${where})`;
}

/** The values of an authority `m`, as a FROM item with a column `value`. */
function valuesOf(facet: FacetName, filter: AuthoritySearchFilter): Sql {
  const column = raw(`m.${FACET_COLUMNS[facet]}`);
  if (facet === 'kind' || facet === 'region')
    return sql`(SELECT ${column} AS value WHERE ${column} IS NOT NULL)`;
  if (facet === 'country') {
    const left = countriesLeft(filter);
    return sql`(SELECT u.value FROM unnest(${column}) u(value) ${left ? sql`WHERE u.value = ANY(${left})` : empty})`;
  }
  const conditions = expertiseConditions(filter);
  // Where nothing else is asked of the same expertise, the summary says it.
  if (conditions.length)
    return ofExpertises(
      facet,
      conditions.map(({ expertise }) => expertise),
    );
  return facet === 'labelStatus'
    ? sql`(SELECT DISTINCT ${statusOf(sql`p.period`)} AS value FROM unnest(${column}) p(period))`
    : sql`unnest(${column})`;
}

/**
 * A facet as a JSON list of `{ value, count }`. Its own condition at the top of the filter is left aside, so that it
 * shows what choosing another value would find.
 */
export function facetOf(facet: FacetName, filter: AuthoritySearchFilter): Sql {
  const { [facet]: own, ...others } = filter;
  const matched =
    own === undefined
      ? sql`matched`
      : sql`(SELECT a.id, ${raw(`a.${FACET_COLUMNS[facet]}`)} FROM authority a
          WHERE ${allOf(whereOf(others, authorityConditions))} OFFSET 0)`;
  return sql`(SELECT coalesce(json_agg(json_build_object('value', f.value, 'count', f.count) ORDER BY f.count DESC, f.value COLLATE "C"), '[]')
    FROM (SELECT v.value, count(*)::int AS count FROM ${matched} m CROSS JOIN LATERAL ${valuesOf(facet, others)} v(value) GROUP BY v.value) f)`;
}
