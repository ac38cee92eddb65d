import { problem, refusal } from '../errors/problems.js';
import { refuseAny } from './validate-all.js';

const EARLIEST = 1800;
const YEARS_AHEAD = 50;

/**
 * Checks dates for plausibility.
 * @param fields input fields that hold dates, which may be a year or a month
 * @throws Refusal DATE_INVALID for a date before 1800 or more than 50 years ahead
 */
export function requireLikelyDates(input: object, fields: readonly string[]): void {
  const latest = new Date().getUTCFullYear() + YEARS_AHEAD;
  const unlikely = fields.filter((field) => {
    const date = (input as Record<string, unknown>)[field];
    const year = typeof date === 'string' ? Number(date.slice(0, 4)) : EARLIEST;
    return year < EARLIEST || year > latest;
  });
  refuseAny(unlikely.map((field) => problem('DATE_INVALID.BOUNDS', field, { from: EARLIEST, to: latest })));
}

/** Normal form of a URL. @throws Refusal URL_INVALID for one with a user name or a password */
export function validateUrl(url: string, field: string): string {
  const { href, username, password } = new URL(url);
  if (username || password) throw refusal('URL_INVALID', field);
  return href;
}
