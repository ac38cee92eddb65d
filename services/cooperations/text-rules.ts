import { isLanguageCode } from '#kernel/values';
import { refusal } from '#vocabulary';

/**
 * Returns the distinct language codes (ISO 639-1), 1 to 10.
 * @throws Refusal LANGUAGE_UNKNOWN
 */
export function languagesOf(values: readonly string[], field: string): string[] {
  const codes = [...new Set(values)];
  const invalid = codes.find((code) => !isLanguageCode(code));
  if (invalid !== undefined || codes.length < 1 || codes.length > 10)
    throw invalid === undefined
      ? refusal('LANGUAGE_UNKNOWN.SOME', field)
      : refusal('LANGUAGE_UNKNOWN.CODE', field, { code: invalid.slice(0, 20) });
  return codes;
}
