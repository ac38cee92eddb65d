import { escapeLike, foldText, sql, type ListParent, type Sql } from '#kernel';
import type { Theme } from './references/theme.type.js';

/** SQL of `{ in, notIn }` over a column that holds a list. */
export function overlapCondition(column: Sql, choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined): Sql[] {
  if (!choice) return [];
  const conditions: Sql[] = [];
  if (choice.in !== undefined) conditions.push(sql`${column} && ${choice.in}::text[]`);
  if (choice.notIn !== undefined) conditions.push(sql`NOT ${column} && ${choice.notIn}::text[]`);
  return conditions;
}

/** SQL of words that must all be found in a folded column, in any order. */
export function textCondition(column: Sql, text: string | undefined): Sql[] {
  if (text === undefined) return [];
  const patterns = foldText(text).split(' ').filter(Boolean).map((word) => `%${escapeLike(word)}%`);
  return [sql`${column} LIKE ALL(${patterns}::text[])`];
}

/**
 * SQL of `{ gte, lte }` over partial dates, which are text: `2021-12` is between `2021-12-08` and `2021-12-31`,
 * because some of its days are.
 */
export function partialDateCondition(column: Sql, range: { gte?: string; lte?: string } | undefined): Sql[] {
  if (!range) return [];
  const conditions: Sql[] = [];
  if (range.gte !== undefined) conditions.push(sql`(${column} || '~') COLLATE "C" >= ${range.gte}`);
  if (range.lte !== undefined) conditions.push(sql`${column} COLLATE "C" <= ${range.lte}`);
  return conditions;
}

/** A partial date as a sort key; an unknown one is the oldest. */
export const partialDateKey = (column: Sql) => ({ by: sql`coalesce(${column}, '') COLLATE "C"`, type: 'text' as const });

/** Rows about a country. */
export const aboutCountry = (column: Sql, code: string): ListParent => ({
  name: 'Country',
  id: code,
  join: sql`CROSS JOIN LATERAL unnest(${column}) AS about(code)`,
  key: sql`about.code`,
  type: 'text',
});

/** Rows in a theme or below it. The tree is another subgraph's and comes with the request. */
export const inTheme = (column: Sql, { code, subtreeCodes }: Theme): ListParent => ({
  name: 'Theme',
  id: code,
  among: subtreeCodes ?? [code],
  key: column,
  type: 'text',
});
