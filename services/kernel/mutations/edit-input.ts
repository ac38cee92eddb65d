import { problem, refusal } from '../errors/problems.js';
import { refuseAny } from './validate-all.js';

/** Copy of a row without its undefined properties. */
export function definedOnly<Row extends object>(row: {
  [Property in keyof Row]?: Row[Property] | undefined;
}): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;
}

/** @throws Refusal NOTHING_TO_CHANGE for an edit that sets nothing */
export function requireChanges(changes: object): void {
  if (Object.values(changes).every((value) => value === undefined)) throw refusal('NOTHING_TO_CHANGE');
}

/** @throws Refusal VALUE_NEEDED for null in a field that cannot be cleared */
export function requireValues(input: object, fields: readonly string[]): void {
  const cleared = fields.filter((field) => (input as Record<string, unknown>)[field] === null);
  refuseAny(cleared.map((field) => problem('VALUE_NEEDED.NOT_NULL', field)));
}
