import { escapeLike, foldText, sql, type OrderBy, type Sql } from '#kernel';

/** SQL of `{ in, notIn }` over a column that holds a list. */
export function overlapCondition(
  column: Sql,
  choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined,
): Sql[] {
  if (!choice) return [];
  const conditions: Sql[] = [];
  if (choice.in !== undefined) conditions.push(sql`${column} && ${choice.in}::text[]`);
  if (choice.notIn !== undefined) conditions.push(sql`NOT ${column} && ${choice.notIn}::text[]`);
  return conditions;
}

/**
 * Puts before each sort key the one that tells unknown values, so that they stand last whichever way the list runs.
 * @param tellers for a sort key whose value may be unknown, the key that is 1 where it is and 0 where it is not
 */
export function unknownLast<Field extends string, Teller extends string>(
  orderBy: readonly OrderBy<Field>[] | null | undefined,
  tellers: Partial<Record<Field, Teller>>,
): OrderBy<Field | Teller>[] {
  return (orderBy ?? []).flatMap((order): OrderBy<Field | Teller>[] => {
    const teller = tellers[order.field];
    return teller ? [{ field: teller, direction: 'ASC' }, order] : [order];
  });
}

/** SQL of words in a text: accents, case, hyphens and apostrophes do not matter. */
export function textCondition(text: Sql, words: string | undefined): Sql[] {
  if (words === undefined) return [];
  return [
    sql`regexp_replace(lower(unaccent(${text})), '[^a-z0-9]+', ' ', 'g') LIKE ${`%${escapeLike(foldText(words))}%`}`,
  ];
}
