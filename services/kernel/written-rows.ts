import { reachOf, type Actor } from './actor.js';
import { entityColumns, tableOf } from './naming.js';
import type { Transaction } from './mutation.js';
import { refusal } from './problems.js';
import { Confidence, type FactColumns, type Source } from './provenance.js';
import { Sql, join, raw, sql } from './sql.js';
import { dayInParis } from './today.js';

/**
 * In whose name somebody writes: told by the permission that is used, whatever else they are and may do.
 * @param words for those whose permission is confined to things, such as "the country group"
 */
export function partyOf(actor: Actor, scope: string, words: string): string {
  return reachOf(actor, scope) === 'ALL' ? 'an administrator' : words;
}

/** How the titles of sources begin that are no source but this graph. */
const ENTERED_BY = 'Entered in Passerelle by ';

/** The source of what people write here. @param party such as "the country group", never a person's name */
export const sourceOf = (party: string): Source => ({
  title: `${ENTERED_BY}${party}`,
  url: null,
  licence: null,
});

/** Whether a source other than this graph tells of it. */
export const isFromSources = ({ sources }: Pick<FactColumns, 'sources'>): boolean =>
  sources.some(({ title }) => !title.startsWith(ENTERED_BY));

/**
 * The provenance of what somebody states here first: the party for which they write, never their name; the day in Paris.
 * @param party such as "the country group"
 */
export function enteredBy(party: string): { sources: Source[]; asOf: string; confidence: Confidence } {
  return {
    sources: [sourceOf(party)],
    asOf: dayInParis(),
    confidence: Confidence.CONFIRMED,
  };
}

/** Changes of these alone state nothing anew. */
const REMARKS: readonly string[] = ['note'];

/**
 * The provenance of a row that somebody edits, by one rule for all: the party is added to the sources, which stay; the
 * confidence stays as it is, since what is left of the row is no surer than before; it is of the day in Paris only
 * when something other than a remark changes.
 * @param changes what the edit sets; undefined: nothing
 */
export function editedBy(
  party: string,
  { sources }: Pick<FactColumns, 'sources'>,
  changes: object,
): { sources: Source[]; asOf?: string } {
  const own = sourceOf(party);
  const states = Object.entries(changes).some(
    ([property, value]) => value !== undefined && !REMARKS.includes(property),
  );
  return {
    sources: [...sources.filter(({ title }) => title !== own.title), own],
    ...(states && { asOf: dayInParis() }),
  };
}

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
