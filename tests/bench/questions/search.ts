import { by } from './rows.js';
import type { Question, Row } from './question.js';
import { hasTieWith } from './ties.js';

const query = `query AuthoritySearch($theme: ID!, $country: CountryCode!, $least: Int, $first: Int) {
  authorities(
    filter: { theme: { code: $theme }, country: { in: [$country] }, population: { gte: $least } }
    orderBy: [{ field: POPULATION, direction: DESC }]
    first: $first
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name kind population department { code name } region { code name } }
  }
}`;
const variables = { theme: 'ENV-WATER', country: 'BJ', least: 10_000, first: 20 };

const found = `FROM search.authority a WHERE a.theme_codes @> ARRAY[$1::text] AND ${hasTieWith('$2')} AND a.population >= $3
  AND EXISTS (SELECT FROM search.expertise e WHERE e.authority_id = a.id AND e.theme_code = ANY(ARRAY(SELECT unnest(subtree_codes) FROM search.theme WHERE code = $1)) OFFSET 0)`;
const page = `SELECT a.id, a.name, a.kind, a.population, a.department_code, a.region_code ${found} ORDER BY coalesce(a.population, -1) DESC, a.id LIMIT $4`;
const total = `SELECT count(*)::int AS count ${found}`;
const departments = 'SELECT code, name FROM authorities.department WHERE code = ANY($1)';
const regions = 'SELECT code, name FROM authorities.region WHERE code = ANY($1)';

const essenceOf = ({ totalCount, nodes }: Row, name: string, region: string) => [
  totalCount,
  ...nodes.map((node: Row) => [node[name], node.name, node[region]?.name]),
];

/** Authorities by three conditions at once: theme, country and population. */
export const search: Question = {
  name: 'search',
  title: 'authorities by theme, country and population',
  graph: { query, variables },
  async floor(statement, { theme, country, least, first }) {
    const [rows, [count]] = await Promise.all([
      statement('search page', page, [theme, country, least, first + 1]),
      statement('search total', total, [theme, country, least]),
    ]);
    const shown = rows.slice(0, first);
    const codesOf = (column: string) => [[...new Set(shown.map((row) => row[column]))]];
    const [departmentRows, regionRows] = await Promise.all([
      statement('search departments', departments, codesOf('department_code')),
      statement('search regions', regions, codesOf('region_code')),
    ]);
    const [departmentOf, regionOf] = [by('code', departmentRows), by('code', regionRows)];
    const nodes = shown.map(({ department_code, region_code, ...node }) => ({
      ...node,
      department: departmentOf.get(department_code) ?? null,
      region: regionOf.get(region_code) ?? null,
    }));
    return {
      authorities: { totalCount: count!.count, pageInfo: { hasNextPage: rows.length > first }, nodes },
    };
  },
  postgraphile: {
    query: `query ($theme: String!, $country: String!, $least: Int!, $first: Int) {
      authorities: authoritiesIn(theme: $theme, country: $country, smallest: $least, first: $first) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { rowId name kind population departmentByDepartmentCode { code name } regionByRegionCode { code name } }
      }
    }`,
    variables,
  },
  essence: {
    ours: ({ authorities }) => essenceOf(authorities, 'id', 'region'),
    postgraphile: ({ authorities }) => essenceOf(authorities, 'rowId', 'regionByRegionCode'),
  },
};
