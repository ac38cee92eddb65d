import { definedOnly, validateAll, validateUrl } from '#kernel/mutations';
import { isLanguageCode } from '#kernel/values';
import { refusal, validateMailbox } from '#vocabulary';
import { MAX_MAILBOXES, type ContactColumns, type MailboxRow } from './contact.entity.js';
import type { AuthorityContactEditInput, MailboxInput } from './contact.write.input.js';

export type ContactFacts = Pick<ContactColumns, 'website' | 'mailboxes' | 'languages'>;

/** Mailboxes of offices, each address once. @throws Refusal CONTACT_INVALID, MAILBOXES_INVALID */
function mailboxesOf(mailboxes: readonly MailboxInput[]): MailboxRow[] {
  const rows = mailboxes.map(({ role, address }, index) => ({
    role,
    address: validateMailbox(address, `mailboxes.${index}.address`),
  }));
  const distinct = new Set(rows.map(({ address }) => address.toLowerCase()));
  if (rows.length > MAX_MAILBOXES || distinct.size < rows.length)
    throw refusal('MAILBOXES_INVALID', 'mailboxes', { max: MAX_MAILBOXES });
  return rows;
}

/** @throws Refusal LANGUAGE_UNKNOWN */
function languagesOf(languages: readonly string[]): string[] {
  const distinct = [...new Set(languages)];
  if (distinct.length > MAX_MAILBOXES || !distinct.every(isLanguageCode))
    throw refusal('LANGUAGE_UNKNOWN.UP_TO', 'languages', { max: MAX_MAILBOXES });
  return distinct;
}

/**
 * Validated facts of the input; omitted fields are left out.
 * @throws Refusal CONTACT_INVALID, MAILBOXES_INVALID, LANGUAGE_UNKNOWN, URL_INVALID
 */
export async function contactFactsOf(
  input: Pick<AuthorityContactEditInput, 'website' | 'mailboxes' | 'languages'>,
): Promise<Partial<ContactFacts>> {
  const { website, mailboxes, languages } = input;
  return definedOnly<ContactFacts>(
    await validateAll({
      website: () => (website == null ? website : validateUrl(website, 'website')),
      mailboxes: () => (mailboxes === undefined ? undefined : mailboxesOf(mailboxes ?? [])),
      languages: () => (languages === undefined ? undefined : languagesOf(languages ?? [])),
    }),
  );
}
