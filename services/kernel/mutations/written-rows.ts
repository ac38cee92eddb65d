import { entityColumns, tableOf } from '../database/naming.js';
import type { Transaction } from './mutation.js';
import { refusal } from '../errors/problems.js';
import { Sql, join, raw, sql } from '../database/sql.js';

/** What is written of a row: undefined is left out, SQL is worked out by PostgreSQL. */
type Written<Row> = { [Property in keyof Row]?: Row[Property] | Sql | undefined };

/** Without the properties that are undefined. */
export function present<Row extends object>(row: {
  [Property in keyof Row]?: Row[Property] | undefined;
}): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;
}

/** Columns and values of the properties that are there; the others are left to PostgreSQL. */
function given(entity: Function, row: object): { column: Sql; value: unknown }[] {
  const columns = entityColumns(entity);
  return Object.entries(row).flatMap(([property, value]) => {
    if (value === undefined) return [];
    const { name, json } = columns.get(property)!;
    const isJson = json && value !== null && !(value instanceof Sql);
    return [{ column: raw(`"${name}"`), value: isJson ? JSON.stringify(value) : value }];
  });
}

/** `PartnershipEntity` holds a `Partnership`. */
const typeOf = (entity: Function) => entity.name.replace(/Entity$/, '');

/** Adds a row; absent properties get what the table gives them. */
export async function insertRow<Row extends object>(
  transaction: Transaction,
  entity: new () => Row,
  row: Written<Row>,
): Promise<void> {
  const values = given(entity, row);
  await transaction.named(`${typeOf(entity)}.insert`)
    .rows(sql`INSERT INTO ${raw(tableOf(entity))} (${join(values.map(({ column }) => column))})
    VALUES (${join(values.map(({ value }) => value))})`);
}

/** Changes a row; absent properties stay as they are. */
export async function updateRow<Row extends { id: string }>(
  transaction: Transaction,
  entity: new () => Row,
  id: string,
  changes: Written<Row>,
): Promise<void> {
  const set = given(entity, changes).map(({ column, value }) => sql`${column} = ${value}`);
  await transaction
    .named(`${typeOf(entity)}.update`)
    .rows(sql`UPDATE ${raw(tableOf(entity))} SET ${join(set)} WHERE id = ${id}`);
}

/** @throws Refusal NOTHING_TO_CHANGE for an edit that asks for nothing */
export function requireChanges(changes: object): void {
  if (Object.values(changes).every((value) => value === undefined))
    throw refusal('NOTHING_TO_CHANGE', 'Say what should be different.');
}

/** @throws Refusal VALUE_NEEDED for null where that means nothing */
export function requireValues(input: object, fields: readonly string[]): void {
  for (const field of fields)
    if ((input as Record<string, unknown>)[field] === null)
      throw refusal('VALUE_NEEDED', 'It cannot be cleared: leave it out, or say what it is.', field);
}
