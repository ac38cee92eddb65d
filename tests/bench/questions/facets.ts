import { expertiseInACountry } from './expertise-in-a-country.js';
import type { Question, Row } from './question.js';
import { by } from './rows.js';
import { hasTieWith, tieCountries } from './ties.js';

const facetFields = `facets: authorities(filter: { theme: { code: $theme }, country: { in: [$country] } }, first: 1) {
    totalCount
    facets {
      country { value { code name } count }
      kind { value count }
      region { value { code name } count }
    }
  }`;

/** An operation with one more field at its root. */
const withField = (query: string, field: string) => query.replace(/\}\s*$/, `  ${field}\n}\n`);

const matched = `FROM search.authority a WHERE a.theme_codes @> ARRAY[$1::text] AND ${hasTieWith('$2')}
  AND EXISTS (SELECT FROM search.expertise e WHERE e.authority_id = a.id AND e.theme_code = ANY(ARRAY(SELECT unnest(subtree_codes) FROM search.theme WHERE code = $1)) OFFSET 0)`;
const facetsText = `WITH matched AS MATERIALIZED (SELECT a.kind, a.region_code ${matched})
  SELECT * FROM (SELECT 'total' AS facet, NULL AS value, count(*)::int AS count FROM matched
  UNION ALL SELECT 'kind', kind, count(*)::int FROM matched GROUP BY kind
  UNION ALL SELECT 'region', region_code, count(*)::int FROM matched WHERE region_code IS NOT NULL GROUP BY region_code
  UNION ALL SELECT 'country', c.code, count(*)::int FROM search.authority a, unnest(${tieCountries}) AS c(code) WHERE a.theme_codes @> ARRAY[$1::text] GROUP BY c.code) AS counted
  ORDER BY facet, count DESC, value COLLATE "C"`;
const regions = 'SELECT code, name FROM authorities.region WHERE code = ANY($1)';
const countries = 'SELECT code, name_fr AS name FROM country_groups.country WHERE code = ANY($1)';

const { graph, floor, postgraphile, essence } = expertiseInACountry as Required<Question>;

/** Question 1 as a page shows it: with the authorities behind it counted by country, kind and région. */
export const expertiseWithFacets: Question = {
  name: 'q01-facets',
  title: 'q01 with facets',
  graph: { ...graph, query: withField(graph.query, facetFields) },
  async floor(statement, variables) {
    const { theme, country } = variables;
    const [page, counts] = await Promise.all([
      floor(statement, variables),
      statement('facets', facetsText, [theme, country]),
    ]);
    const of = (name: string) => counts.filter(({ facet }) => facet === name);
    const [regionRows, countryRows] = await Promise.all([
      statement('facet regions', regions, [of('region').map(({ value }) => value)]),
      statement('facet countries', countries, [of('country').map(({ value }) => value)]),
    ]);
    const named = (name: string, rows: Row[]) => {
      const byCode = by('code', rows);
      return of(name).map(({ value, count }) => ({ value: byCode.get(value), count }));
    };
    const facets = {
      country: named('country', countryRows),
      kind: of('kind').map(({ value, count }) => ({ value, count })),
      region: named('region', regionRows),
    };
    return { ...page, facets: { totalCount: of('total')[0]!.count, facets } };
  },
  postgraphile: {
    ...postgraphile,
    query: withField(
      postgraphile.query,
      `country: facetByCountryList(theme: $theme) { value name count }
      kind: facetByKindList(theme: $theme, country: $country) { value count }
      region: facetByRegionList(theme: $theme, country: $country) { value name count }`,
    ),
  },
  essence: {
    ours: (data) => [
      ...(essence.ours(data) as unknown[]),
      ...['country', 'region'].map((name) =>
        data.facets.facets[name].map(({ value, count }: Row) => [value.code, value.name, count]),
      ),
      data.facets.facets.kind.map(({ value, count }: Row) => [value, count]),
    ],
    postgraphile: (data) => [
      ...(essence.postgraphile(data) as unknown[]),
      ...['country', 'region'].map((name) =>
        data[name].map(({ value, name: label, count }: Row) => [value, label, count]),
      ),
      data.kind.map(({ value, count }: Row) => [value, count]),
    ],
  },
};
