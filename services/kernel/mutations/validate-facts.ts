import type { SourceConflict } from '../graphql/provenance.js';
import { refusal } from '../errors/problems.js';
import { enteredBy } from './written-rows.js';

const EARLIEST = 1800;
const YEARS_AHEAD = 50;

/**
 * @param fields that hold dates, as precise as they are known
 * @throws Refusal DATE_INVALID for a date that can only be a mistake: before 1800, or more than 50 years ahead
 */
export function requireLikelyDates(input: object, fields: readonly string[]): void {
  const latest = new Date().getUTCFullYear() + YEARS_AHEAD;
  for (const field of fields) {
    const date = (input as Record<string, unknown>)[field];
    if (typeof date !== 'string') continue;
    const year = Number(date.slice(0, 4));
    if (year < EARLIEST || year > latest)
      throw refusal('DATE_INVALID', `From ${EARLIEST} to ${latest}.`, field);
  }
}

/** An address as it is kept. @throws Refusal URL_INVALID for one that has somebody's name or password in it */
export function writtenUrl(url: string, field: string): string {
  const { href, username, password } = new URL(url);
  if (username || password)
    throw refusal('URL_INVALID', 'Expected an address without a name and a password.', field);
  return href;
}

/**
 * What sources say otherwise, after an edit: the value that was entered comes first, since it is what the graph shows,
 * and all that sources say stays. Absent when the edit touches nothing on which they differ.
 * @param party that enters it
 * @throws Refusal VALUE_NEEDED for an edit that clears what sources know
 */
export function conflictsAfter(
  party: string,
  conflicts: readonly SourceConflict[],
  changes: object,
): { conflicts?: SourceConflict[] } {
  const given = changes as Record<string, unknown>;
  if (conflicts.every(({ field }) => given[field] === undefined)) return {};
  const [source] = enteredBy(party).sources;
  return {
    conflicts: conflicts.map(({ field, values }) => {
      const value = given[field];
      if (value === undefined) return { field, values };
      if (value === null)
        throw refusal('VALUE_NEEDED', 'Sources differ on it: say which value holds.', field);
      const others = values.filter((other) => other.source.title !== source!.title);
      return { field, values: [{ value: String(value), source: source! }, ...others] };
    }),
  };
}
