import { z } from 'zod';
import { refusal } from './messages/problems.js';

/** First words of the mailboxes of offices. */
const OFFICES = new Set(
  `info infos information informations groupe group groups cuf coop codev
  mayor maire mairie city cityhall town townhall ville district commune communes municipality municipalite municipio
  region departement department province county council conseil prefecture governorate metropole metro agglo agglomeration
  communaute authority collectivite syndicat
  office bureau cabinet direction dir service services secretary secretaire secretaria sg dg dgs dga dgsa dri ri
  president presidente protocol protocole administration admin courrier
  europe partner partners partenaire partenaires projet projets project projects programme programmes mission missions
  twinning jumelage jumelages affaires communication com`.split(/\s+/),
);
/** Prefixes too long to begin a person's name: further words may follow without a separator. */
const BEGINNINGS =
  /^(contact|accueil|secretariat|international|cooperation|relations|presidence|mairiede|villede|partenariat|partner|municipal|developpement|development)/;

/** Mailbox whose name begins with that of an office, not of a person; any provider. */
export const roleMailbox = z
  .email()
  .max(254)
  .refine((mailbox) => {
    const name = mailbox.toLowerCase();
    return OFFICES.has(/^[a-z]*/.exec(name)![0]) || BEGINNINGS.test(name);
  }, 'expected a role mailbox');

/**
 * Validates the mailbox of an office.
 * @param field input field, for the problem
 * @throws Refusal CONTACT_INVALID for an invalid address, and for one with a person's name
 */
export function validateMailbox(value: string, field: string): string {
  const mailbox = roleMailbox.safeParse(value.trim());
  if (mailbox.success) return mailbox.data;
  throw refusal('CONTACT_INVALID', field);
}
