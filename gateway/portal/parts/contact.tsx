import type { View } from '../page.js';
import { Outside } from './links.js';
import { Sources, type Provenance } from './provenance.js';

export interface ContactOf {
  website: string | null;
  languages: string[];
  mailboxes: { role: string; address: string }[];
  provenance: Provenance;
}

/**
 * How to reach an authority: mailboxes of its offices, each with a first message to send, or what to do without any.
 * @param website that of the authority, where its contact has none
 */
export function Contact({
  view,
  name,
  contact,
  website,
}: {
  view: View;
  name: string;
  contact: ContactOf | null;
  website: string | null;
}) {
  const { t, words } = view;
  const site = contact?.website ?? website;
  const subject = t('contact.subject', { name });
  const page = `${view.origin}${view.url(view.path)}`;
  const message = t('contact.message', { name, page });
  const letter = (address: string) =>
    `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message.replaceAll('\n', '\r\n'))}`;
  return (
    <section class="contact" aria-labelledby="contact">
      <h2 id="contact">{t('contact.title')}</h2>
      {contact?.mailboxes.length ? (
        <ul>
          {contact.mailboxes.map(({ role, address }) => (
            <li>
              {words.term('MailboxRole', role)}: <a href={letter(address)}>{address}</a>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('contact.noMailbox')}</p>
      )}
      {site ? (
        <p>
          {t('contact.website')} <Outside href={site}>{site}</Outside>
        </p>
      ) : (
        <p>{t('contact.noWebsite')}</p>
      )}
      {contact?.languages.length ? (
        <p>
          {t('contact.languages', {
            languages: contact.languages.map((code) => words.languageName(code)).join(', '),
          })}
        </p>
      ) : null}
      <details>
        <summary>{t('contact.write')}</summary>
        <p>
          <strong>{subject}</strong>
        </p>
        <p class="letter">{message}</p>
        <p>
          <a href={letter(contact?.mailboxes[0]?.address ?? '')}>{t('contact.openMail')}</a>
        </p>
      </details>
      <Sources view={view} of={contact?.provenance} />
    </section>
  );
}
