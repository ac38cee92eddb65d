import { allOf, badUserInput, empty, join, raw, sql, whereOf, type Sql, type StoreTools } from '#kernel';
import {
  DEFAULT_GROUPS,
  MAX_GROUPS,
  type PartnershipDimension,
  type PartnershipStatisticsArgs,
} from './partnership-statistics.input.js';
import { partnershipConditions } from './partnership.store.js';

type Dimension = `${PartnershipDimension}`;
type Values = Partial<
  Record<Exclude<Dimension, 'START_YEAR'>, string | null> & { START_YEAR: number | null }
>;
export type PartnershipGroupRow = Values & { count: number; authorities: number };
export interface PartnershipStatisticsRow {
  total: number;
  authorities: number;
  groupsCount: number;
  groups: PartnershipGroupRow[];
}

/** What a row counts by; text in the order of its bytes, so that every database orders groups alike. */
const keys: Record<Dimension, Sql> = {
  COUNTRY: sql`m.country_code COLLATE "C"`,
  THEME: sql`t.code COLLATE "C"`,
  KIND: sql`m.kind COLLATE "C"`,
  STATUS: sql`m.status_in_source COLLATE "C"`,
  START_YEAR: sql`m.start_year`,
  REGION: sql`a.region_code COLLATE "C"`,
  AUTHORITY_KIND: sql`a.kind COLLATE "C"`,
};
const themes = sql`LEFT JOIN LATERAL unnest(m.theme_codes) AS t(code) ON TRUE`;
const frenchAuthorities = sql`LEFT JOIN french_authority a ON a.authority_id = pa.authority_id`;

/** One statement, so that groups and totals are of the same moment. No group means no partnership. */
function statementOf(by: readonly Dimension[], where: readonly Sql[], first: number): Sql {
  const columns = join(by.map((dimension) => sql`${keys[dimension]} AS ${raw(`"${dimension}"`)}`));
  const places = raw(by.map((_, index) => index + 1).join(', '));
  return sql`WITH m AS MATERIALIZED (
      SELECT p.id, p.country_code, p.theme_codes, p.kind, p.status_in_source, p.start_year
      FROM partnership p WHERE ${allOf(where)})
    SELECT ${columns}, count(DISTINCT m.id)::int AS count, count(DISTINCT pa.authority_id)::int AS authorities,
      (count(*) OVER ())::int AS "groupsCount", (SELECT count(*)::int FROM m) AS total,
      (SELECT count(DISTINCT pa.authority_id)::int
        FROM m JOIN partnership_french_authority pa ON pa.partnership_id = m.id) AS "allAuthorities"
    FROM m LEFT JOIN partnership_french_authority pa ON pa.partnership_id = m.id
    ${by.includes('REGION') || by.includes('AUTHORITY_KIND') ? frenchAuthorities : empty}
    ${by.includes('THEME') ? themes : empty}
    GROUP BY ${places} ORDER BY count DESC, ${places} LIMIT ${first}`;
}

export function partnershipStatisticsStore({ reader }: StoreTools) {
  return {
    /** @throws BAD_USER_INPUT unless by one or two different dimensions, and for sizes out of 1…1000 */
    async read({ by, filter, first }: PartnershipStatisticsArgs): Promise<PartnershipStatisticsRow> {
      if (by.length < 1 || by.length > 2 || new Set(by).size < by.length)
        throw badUserInput({ argument: 'by', expected: 'one or two different dimensions' });
      const limit = first ?? DEFAULT_GROUPS;
      if (limit < 1 || limit > MAX_GROUPS)
        throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MAX_GROUPS}` });
      const groups = await reader.rows<
        PartnershipGroupRow & { groupsCount: number; total: number; allAuthorities: number }
      >(statementOf(by, whereOf(filter, partnershipConditions), limit));
      const [any] = groups;
      return {
        total: any?.total ?? 0,
        authorities: any?.allAuthorities ?? 0,
        groupsCount: any?.groupsCount ?? 0,
        groups,
      };
    },
  };
}
