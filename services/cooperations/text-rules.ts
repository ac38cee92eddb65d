import { refusal } from '#kernel/errors';
import { isLanguageCode } from '#kernel/values';

/**
 * Returns the distinct language codes (ISO 639-1), 1 to 10.
 * @throws Refusal LANGUAGE_UNKNOWN
 */
export function languagesOf(values: readonly string[], field: string): string[] {
  const codes = [...new Set(values)];
  const invalid = codes.find((code) => !isLanguageCode(code));
  if (invalid !== undefined || codes.length < 1 || codes.length > 10)
    throw refusal(
      'LANGUAGE_UNKNOWN',
      `Expected 1 to 10 language codes (ISO 639-1) such as "fr" or "en"${invalid === undefined ? '' : `, not "${invalid.slice(0, 20)}"`}.`,
      field,
    );
  return codes;
}
