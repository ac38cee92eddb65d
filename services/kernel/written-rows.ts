import type { Actor } from './actor.js';
import { entityColumns, tableOf } from './naming.js';
import type { Transaction } from './mutation.js';
import { refusal } from './problems.js';
import { Confidence, type Source } from './provenance.js';
import { join, raw, sql, type Sql } from './sql.js';

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/**
 * The provenance of what somebody states here: the role in which they do, never their name; the day in Paris.
 * @param known sources of the row before, which stay
 */
export function enteredBy(
  { roles }: Actor,
  known: readonly Source[] = [],
): { sources: Source[]; asOf: string; confidence: Confidence } {
  const role = roles.map((name) => name.toLowerCase().replaceAll('_', ' ')).join(', ');
  const title = `Entered in Passerelle${role && ` (${role})`}`;
  const others = known.filter((source) => source.title !== title);
  return {
    sources: [...others, { title, url: null, licence: null }],
    asOf: paris.format(new Date()),
    confidence: Confidence.CONFIRMED,
  };
}

/** Columns and values of the properties that are there; the others are left to PostgreSQL. */
function given(entity: Function, row: object): { column: Sql; value: unknown }[] {
  const columns = entityColumns(entity);
  return Object.entries(row).flatMap(([property, value]) => {
    if (value === undefined) return [];
    const { name, json } = columns.get(property)!;
    return [{ column: raw(`"${name}"`), value: json && value !== null ? JSON.stringify(value) : value }];
  });
}

/** Adds a row; absent properties get what the table gives them. */
export async function insertRow<Row extends object>(
  transaction: Transaction,
  entity: new () => Row,
  row: Partial<Row>,
): Promise<void> {
  const values = given(entity, row);
  await transaction.rows(sql`INSERT INTO ${raw(tableOf(entity))} (${join(values.map(({ column }) => column))})
    VALUES (${join(values.map(({ value }) => value))})`);
}

/** Changes a row; absent properties stay as they are. */
export async function updateRow<Row extends { id: string }>(
  transaction: Transaction,
  entity: new () => Row,
  id: string,
  changes: Partial<Row>,
): Promise<void> {
  const set = given(entity, changes).map(({ column, value }) => sql`${column} = ${value}`);
  await transaction.rows(sql`UPDATE ${raw(tableOf(entity))} SET ${join(set)} WHERE id = ${id}`);
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
