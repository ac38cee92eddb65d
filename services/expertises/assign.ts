import { raw, sql, type Sql } from '#kernel';

/** Assignments of an UPDATE: what is undefined stays as it is. */
export function assign(values: Readonly<Record<string, unknown>>): Sql[] {
  return Object.entries(values).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${raw(column)} = ${value}`],
  );
}

/** What an edit gives: undefined and null stay what they are. */
export function given<Value, Result>(
  value: Value | null | undefined,
  change: (value: Value) => Result,
): Result | null | undefined {
  if (value === undefined) return undefined;
  return value === null ? null : change(value);
}
