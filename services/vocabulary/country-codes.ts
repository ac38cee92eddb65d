import { COUNTRY_CODES } from './known-codes.js';
import { refusal } from './messages/problems.js';

/**
 * Validates country codes of an input: known and distinct.
 * @param field input field, for the problem
 * @throws Refusal COUNTRY_UNKNOWN, COUNTRIES_INVALID
 */
export function validateCountries(codes: readonly string[], field: string, max = 30): string[] {
  if (codes.length > max || new Set(codes).size < codes.length)
    throw refusal('COUNTRIES_INVALID.UP_TO', field, { max });
  const unknown = codes.find((code) => !COUNTRY_CODES.has(code));
  if (unknown) throw refusal('COUNTRY_UNKNOWN.CODE', field, { code: unknown });
  return [...codes];
}
