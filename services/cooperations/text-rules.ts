import { refusal } from '#kernel/errors';
import { isLanguageCode } from '#kernel/values';

// What people write, as it may stand in the database.

/**
 * Codes of languages, each once.
 * @throws Refusal LANGUAGE_UNKNOWN
 */
export function languagesOf(values: readonly string[], field: string): string[] {
  const codes = [...new Set(values)];
  const wrong = codes.find((code) => !isLanguageCode(code));
  if (wrong !== undefined || codes.length < 1 || codes.length > 10)
    throw refusal(
      'LANGUAGE_UNKNOWN',
      `Expected 1 to 10 language codes (ISO 639-1) such as "fr" or "en"${wrong === undefined ? '' : `, not "${wrong.slice(0, 20)}"`}.`,
      field,
    );
  return codes;
}
