import { join, sql, type Sql } from '#kernel/database';
import { absenceText, itemsText, type Items } from '#vocabulary';
import type { Text } from '#kernel/errors';

/** SQL array of the arguments whose condition holds, in their order. */
export function argumentsThat(parts: readonly (readonly [argument: string, condition: Sql])[]): Sql {
  if (!parts.length) return sql`ARRAY[]::text[]`;
  const rows = parts.map(([argument, condition], at) => sql`(${at}::int, ${argument}::text, ${condition})`);
  return sql`ARRAY(SELECT v.argument FROM (VALUES ${join(rows)}) v(place, argument, holds) WHERE v.holds ORDER BY v.place)`;
}

/**
 * SQL array of the conditions of a filter that no row meets, whatever its other conditions.
 * @param conditionsOf conditions of a filter that has this one alone
 * @param none condition that no row meets these
 */
export const neverMet = <Filter extends object>(
  filter: Filter,
  names: readonly (keyof Filter & string)[],
  conditionsOf: (one: Filter) => Sql[],
  none: (conditions: Sql[]) => Sql,
): Sql =>
  argumentsThat(
    names.map((name) => [`filter.${name}`, none(conditionsOf({ [name]: filter[name] } as Filter))] as const),
  );

/** Sentence on the conditions that nothing meets; none without any. */
export const neverMetText = (items: Items, found: readonly string[]): Text[] =>
  found.length ? [absenceText('NEVER_MET', { items: itemsText(items), arguments: found.join(', ') })] : [];
