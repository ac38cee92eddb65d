import { isLanguageCode, refusal } from '#kernel';

// What people write, as it may stand in the database.

const MAILBOX = /^[^\s@<>(),;:"[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
/** @throws Refusal CONTACT_INVALID */
export function mailboxOf(value: string, field: string): string {
  const mailbox = value.trim();
  if (mailbox.length <= 254 && MAILBOX.test(mailbox)) return mailbox;
  throw refusal('CONTACT_INVALID', 'Expected an address such as cooperation@huye.gov.rw.', field);
}

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
