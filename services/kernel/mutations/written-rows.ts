import { refusal } from '../errors/problems.js';

/** Without the properties that are undefined. */
export function definedOnly<Row extends object>(row: {
  [Property in keyof Row]?: Row[Property] | undefined;
}): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;
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
