import { sql, type Sql } from '#kernel/database';
import type { ListParent } from '#kernel/lists';

/**
 * Conditions for `{ gte, lte }` on partial dates, which are text: `2021-12` is between `2021-12-08` and `2021-12-31`,
 * because some of its days are.
 */
export function partialDateCondition(column: Sql, range: { gte?: string; lte?: string } | undefined): Sql[] {
  if (!range) return [];
  const conditions: Sql[] = [];
  if (range.gte !== undefined) conditions.push(sql`(${column} || '~') COLLATE "C" >= ${range.gte}`);
  if (range.lte !== undefined) conditions.push(sql`${column} COLLATE "C" <= ${range.lte}`);
  return conditions;
}

/** Sort key of a partial date; unknown dates are last in either direction. */
export const partialDateKey = (column: Sql) => ({
  by: sql`coalesce(${column}, '') COLLATE "C"`,
  type: 'text' as const,
  unknown: sql`${column} IS NULL`,
});

/** Parent condition: rows about a country. */
export const aboutCountry = (column: Sql, code: string): ListParent => ({
  name: 'Country',
  id: code,
  join: sql`CROSS JOIN LATERAL unnest(${column}) AS about(code)`,
  key: sql`about.code`,
  type: 'text',
});
