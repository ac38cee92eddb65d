import { allOf, join, raw, sql, type Sql } from '#kernel/database';
import { whereOf } from '#kernel/lists';
import { authorityConditions } from './authority-conditions.js';
import type { AuthoritySearchFilter } from './authority-search.input.js';
import { countriesMatching } from '#vocabulary';
import { TIE_COLUMNS, tieCountries } from './country-condition.js';
import { basisNow, expertiseConditions, statusOf } from './expertise-condition.js';
import type { FacetName } from './facet.type.js';
import { confidencesOf } from './partnership-condition.js';

/** Columns of the matched authorities that each facet reads. */
export const FACET_COLUMNS: Readonly<Record<FacetName, readonly [string, ...string[]]>> = {
  theme: ['theme_codes'],
  country: TIE_COLUMNS,
  partnerCountry: ['partner_country_codes'],
  kind: ['kind'],
  region: ['region_code'],
  basis: ['bases', 'label_periods'],
  labelStatus: ['label_periods'],
  confidence: ['partnership_count'],
};

/** Distinct values of the expertises `e` of each authority of `matched` that meet the conditions. */
function valuesOfExpertises(
  facet: 'theme' | 'basis' | 'labelStatus',
  conditions: readonly Sql[],
  matched: Sql,
): Sql {
  const where = allOf([sql`e.authority_id = m.id`, ...conditions]);
  if (facet === 'theme')
    return sql`(SELECT DISTINCT m.id, unnest(t.path_codes) AS value FROM ${matched} m
      CROSS JOIN LATERAL (SELECT DISTINCT e.theme_code FROM expertise e WHERE ${where}) x JOIN theme t ON t.code = x.theme_code)`;
  if (facet === 'basis')
    return sql`(SELECT v.value FROM ${matched} m CROSS JOIN LATERAL (SELECT DISTINCT ${basisNow} AS value FROM expertise e WHERE ${where}) v)`;
  return sql`(SELECT v.value FROM ${matched} m CROSS JOIN LATERAL (
    SELECT DISTINCT ${statusOf(sql`p.period`)} AS value FROM expertise e CROSS JOIN unnest(e.label_periods) p(period)
    WHERE e.label_periods <> '{}' AND ${where}) v WHERE m.label_periods <> '{}')`;
}

/** Distinct values of each authority of `matched`, as a subquery with a column `value`. */
function valuesOf(facet: FacetName, filter: AuthoritySearchFilter, matched: Sql): Sql {
  const column = raw(`m.${FACET_COLUMNS[facet][0]}`);
  if (facet === 'kind' || facet === 'region')
    return sql`(SELECT ${column} AS value FROM ${matched} m WHERE ${column} IS NOT NULL)`;
  // unnest in the SELECT list: as a FROM item it would copy each array first.
  const unnested = sql`(SELECT unnest(${column}) AS value FROM ${matched} m)`;
  if (facet === 'partnerCountry') return unnested;
  if (facet === 'confidence') return confidencesOf(filter.partnership, matched);
  if (facet === 'country') {
    const ties = sql`(SELECT unnest(${tieCountries(sql`m`)}) AS value FROM ${matched} m)`;
    const matching = countriesMatching(filter);
    return matching ? sql`(SELECT u.value FROM ${ties} u WHERE u.value = ANY(${matching}))` : ties;
  }
  const conditions = expertiseConditions(filter).map(({ expertise }) => expertise);
  if (conditions.length) return valuesOfExpertises(facet, conditions, matched);
  // Without other conditions on the same expertise, the summary of the authority is enough.
  if (facet === 'basis')
    return sql`(SELECT unnest(CASE WHEN m.label_periods = '{}' THEN m.bases
      ELSE ARRAY(SELECT DISTINCT ${basisNow} FROM expertise e WHERE e.authority_id = m.id) END) AS value FROM ${matched} m)`;
  return facet === 'labelStatus'
    ? sql`(SELECT v.value FROM ${matched} m CROSS JOIN LATERAL (
        SELECT DISTINCT ${statusOf(sql`p.period`)} AS value FROM unnest(${column}) p(period)) v)`
    : unnested;
}

/** The facet's own condition at the top of the filter, and the rest of the filter. */
function withoutOwn(facet: FacetName, filter: AuthoritySearchFilter): [unknown, AuthoritySearchFilter] {
  if (facet !== 'confidence') {
    const { [facet]: own, ...rest } = filter;
    return [own, rest];
  }
  if (!filter.partnership) return [undefined, filter];
  const { confidence, ...partnership } = filter.partnership;
  return [confidence, { ...filter, partnership }];
}

/**
 * Facet as a JSON array of `{ value, count }`. It ignores its own condition at the top of the filter, so that it shows
 * what another value would find.
 */
export function facetOf(facet: FacetName, filter: AuthoritySearchFilter): Sql {
  const [ownCondition, rest] = withoutOwn(facet, filter);
  const matched =
    ownCondition === undefined
      ? sql`matched`
      : sql`(SELECT a.id, ${join(FACET_COLUMNS[facet].map((column) => raw(`a.${column}`)))} FROM authority a
          WHERE ${allOf(whereOf(rest, authorityConditions))} OFFSET 0)`;
  return sql`(SELECT coalesce(json_agg(json_build_object('value', f.value, 'count', f.count) ORDER BY f.count DESC, f.value COLLATE "C"), '[]')
    FROM (SELECT v.value, count(*)::int AS count FROM ${valuesOf(facet, rest, matched)} v GROUP BY v.value) f)`;
}
