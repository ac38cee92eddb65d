import { refusal } from '#kernel';

// What people write, as it may stand in the database.

/** Tab and line breaks are text; other control characters are not. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const MAILBOX = /^[^\s@<>(),;:"[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * Text without the space around it.
 * @throws Refusal TEXT_NOT_VALID
 */
export function textOf(value: string, field: string, most: number): string {
  const text = value.trim().normalize('NFC');
  if (text === '' || text.length > most)
    throw refusal('TEXT_NOT_VALID', `Expected 1 to ${most} characters.`, field);
  if (CONTROLS.test(text))
    throw refusal('TEXT_NOT_VALID', 'Expected text without control characters.', field);
  return text;
}

/** @throws Refusal MAILBOX_NOT_VALID */
export function mailboxOf(value: string, field: string): string {
  const mailbox = value.trim();
  if (mailbox.length <= 254 && MAILBOX.test(mailbox)) return mailbox;
  throw refusal('MAILBOX_NOT_VALID', 'Expected an address such as cooperation@huye.gov.rw.', field);
}

/**
 * Codes of languages, each once.
 * @throws Refusal LANGUAGE_NOT_KNOWN
 */
export function languagesOf(values: readonly string[], field: string): string[] {
  const codes = [...new Set(values)];
  const wrong = codes.find((code) => !/^[a-z]{2}$/.test(code) || languages.of(code) === undefined);
  if (wrong !== undefined || codes.length < 1 || codes.length > 10)
    throw refusal(
      'LANGUAGE_NOT_KNOWN',
      `Expected 1 to 10 language codes (ISO 639-1) such as "fr" or "en"${wrong === undefined ? '' : `, not "${wrong.slice(0, 20)}"`}.`,
      field,
    );
  return codes;
}
