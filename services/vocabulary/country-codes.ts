import { iso31661 } from 'iso-3166';
import { refusal } from './messages/problems.js';

/** Codes of ISO 3166-1, and the user-assigned one of Kosovo. */
const knownCodes = new Set<string>([...iso31661.map(({ alpha2 }) => alpha2), 'XK']);

/**
 * Validates country codes of an input: known and distinct.
 * @param field input field, for the problem
 * @throws Refusal COUNTRY_UNKNOWN, COUNTRIES_INVALID
 */
export function validateCountries(codes: readonly string[], field: string, max = 30): string[] {
  if (codes.length > max || new Set(codes).size < codes.length)
    throw refusal('COUNTRIES_INVALID.UP_TO', field, { max });
  const unknown = codes.find((code) => !knownCodes.has(code));
  if (unknown) throw refusal('COUNTRY_UNKNOWN.CODE', field, { code: unknown });
  return [...codes];
}
