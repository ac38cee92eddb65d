import type { Question, Row } from './question.js';
import { by } from './rows.js';

const query = `query Statistics($status: String!, $first: Int) {
  statistics(of: PARTNERSHIPS, by: [COUNTRY, THEME], filter: { status: { in: [$status] } }, first: $first) {
    total
    groupsCount
    groups { country { code name } theme { code name } isClassified count share }
  }
}`;
const variables = { status: 'ONGOING', first: 100 };

const groups = `SELECT country_code, t.code AS theme_code, count(*)::int AS count, (count(*) OVER ())::int AS groups
  FROM search.partnership p LEFT JOIN LATERAL unnest(p.theme_codes) AS t(code) ON true WHERE p.status = $1
  GROUP BY country_code, t.code ORDER BY count(*) DESC, country_code COLLATE "C", t.code COLLATE "C" NULLS LAST LIMIT $2`;
const total = 'SELECT count(*)::int AS count FROM search.partnership WHERE status = $1';
const countries = 'SELECT code, name_fr AS name FROM country_groups.country WHERE code = ANY($1)';
const themes = 'SELECT code, name_fr AS name FROM expertises.theme WHERE code = ANY($1)';

/** Partnerships under way by country and theme, as question 19 counts them. */
export const statistics: Question = {
  name: 'statistics',
  title: 'statistics by country and theme',
  graph: { query, variables },
  async floor(statement, { status, first }) {
    const [rows, [counted]] = await Promise.all([
      statement('statistics groups', groups, [status, first]),
      statement('statistics total', total, [status]),
    ]);
    const codesOf = (column: string) => [[...new Set(rows.map((row) => row[column]))]];
    const [countryRows, themeRows] = await Promise.all([
      statement('statistics countries', countries, codesOf('country_code')),
      statement('statistics themes', themes, codesOf('theme_code')),
    ]);
    const [countryOf, themeOf] = [by('code', countryRows), by('code', themeRows)];
    return {
      statistics: {
        total: counted!.count,
        groupsCount: rows[0]?.groups ?? 0,
        groups: rows.map(({ country_code, theme_code, count }) => ({
          country: countryOf.get(country_code),
          theme: themeOf.get(theme_code) ?? null,
          isClassified: theme_code !== null,
          count,
          share: count / counted!.count,
        })),
      },
    };
  },
  postgraphile: {
    query: `query ($status: String!, $first: Int!) {
      allPartnerships(condition: { statusInSource: $status }) { totalCount }
      groups: partnershipsByCountryAndTheme(status: $status, first: $first) {
        totalCount
        nodes { countryCode country themeCode theme count }
      }
    }`,
    variables,
  },
  essence: {
    ours: ({ statistics: { total: all, groupsCount, groups: found } }) => [
      all,
      groupsCount,
      ...found.map(({ country, theme, count }: Row) => [country.name, theme?.name ?? null, count]),
    ],
    postgraphile: ({ allPartnerships, groups: { totalCount, nodes } }) => [
      allPartnerships.totalCount,
      totalCount,
      ...nodes.map(({ country, theme, count }: Row) => [country, theme, count]),
    ],
  },
};
