import { allOf, empty, raw, sql, whereOf, type Sql } from '#kernel';
import { authorityConditions } from './authority-conditions.js';
import type { AuthoritySearchFilter } from './authority-search.input.js';
import { countriesLeft, expertiseConditions, labelStatus } from './expertise-condition.js';
import type { FacetName } from './facet.type.js';

/** Columns of the matched authorities that the facets read. */
export const FACET_COLUMNS: Readonly<Record<FacetName, string>> = {
  theme: 'theme_codes',
  country: 'country_codes',
  kind: 'kind',
  region: 'region_code',
  basis: 'bases',
  labelStatus: 'label_count',
};

/** The values of one expertise `e`, beside what the filter asks of it: a lateral join that gives rows `v(value)`. */
function ofExpertises(
  facet: 'theme' | 'country' | 'basis' | 'labelStatus',
  rest: readonly Sql[],
  left?: Sql,
): Sql {
  const where = allOf([sql`e.authority_id = m.id`, ...rest]);
  if (facet === 'theme')
    return sql`(SELECT DISTINCT unnest(t.path_codes) AS value FROM (SELECT DISTINCT e.theme_code FROM expertise e WHERE ${where}) x
      JOIN theme t ON t.code = x.theme_code)`;
  if (facet === 'country')
    return sql`(SELECT DISTINCT c.code AS value FROM (SELECT DISTINCT e.authority_country_codes AS codes FROM expertise e WHERE ${where}) x
      CROSS JOIN unnest(x.codes) AS c(code) ${left ? sql`WHERE c.code = ANY(${left})` : empty})`;
  if (facet === 'basis') return sql`(SELECT DISTINCT e.basis AS value FROM expertise e WHERE ${where})`;
  return sql`(SELECT DISTINCT ${labelStatus} AS value FROM expertise e JOIN label l ON l.expertise_id = e.id WHERE m.label_count > 0 AND ${where})`;
}

/** Rows `(value, count)` of a facet over authorities `m`. */
function countsOver(facet: FacetName, filter: AuthoritySearchFilter, matched: Sql): Sql {
  const counts = (values: Sql) =>
    sql`SELECT v.value, count(*)::int AS count FROM ${matched} m ${values} GROUP BY v.value`;
  if (facet === 'kind' || facet === 'region') {
    const column = raw(`m.${FACET_COLUMNS[facet]}`);
    return sql`SELECT ${column} AS value, count(*)::int AS count FROM ${matched} m WHERE ${column} IS NOT NULL GROUP BY 1`;
  }
  const { [facet]: _own, ...others } = filter;
  const rest = expertiseConditions(others);
  const left = facet === 'country' ? countriesLeft(others) : undefined;
  // What is asked of the same expertise is nothing, or of its countries alone: the summaries say it.
  const fromSummary =
    facet !== 'labelStatus' &&
    rest.every(({ on, exact }) => facet === 'country' && on === 'country' && exact);
  if (fromSummary)
    return counts(
      sql`CROSS JOIN unnest(m.${raw(FACET_COLUMNS[facet])}) AS v(value) ${left ? sql`WHERE v.value = ANY(${left})` : empty}`,
    );
  return counts(
    sql`CROSS JOIN LATERAL ${ofExpertises(
      facet,
      rest.map(({ expertise }) => expertise),
      left,
    )} v`,
  );
}

/**
 * A facet as a JSON list of `{ value, count }`. Its own condition at the top of the filter is left aside, so that it
 * shows what choosing another value would find.
 */
export function facetOf(facet: FacetName, filter: AuthoritySearchFilter): Sql {
  let matched = sql`matched`;
  if (filter[facet] !== undefined) {
    const { [facet]: _own, ...others } = filter;
    const column = raw(`a.${FACET_COLUMNS[facet]}`);
    matched = sql`(SELECT a.id, ${column} FROM authority a WHERE ${allOf(whereOf(others, authorityConditions))} OFFSET 0)`;
  }
  return sql`(SELECT coalesce(json_agg(json_build_object('value', f.value, 'count', f.count) ORDER BY f.count DESC, f.value COLLATE "C"), '[]')
    FROM (${countsOver(facet, filter, matched)}) f)`;
}
