import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { validateMailbox } from './role-mailbox.js';

describe('validateMailbox', () => {
  it.each([
    'cooperation@huye.gov.rw',
    'ri@exemple.fr',
    'dri.secretariat@exemple.fr',
    'mayor@city.example.org',
    'relationsinternationales@ville.fr',
    'Mairie.Djougou@gmail.com',
    'mairiededjougou@yahoo.fr',
    'ville-de-lyon@exemple.fr',
    'cuf2@exemple.fr',
  ])('takes %s', (mailbox) => expect(validateMailbox(` ${mailbox} `, 'contact')).toBe(mailbox));

  it.each([
    'a\u0001b\u200b@b.fr',
    'contact\u200b@b.fr',
    'contact@b\u200b.fr',
    'con\ntact@b.fr',
    'jean.dupont@gmail.com',
    'richard@exemple.fr',
    'villeneuve@exemple.fr',
    'camille.essai@example.org',
    'contact@b',
    'contact',
    'contact@@b.fr',
    `contact@${'b'.repeat(250)}.fr`,
    '',
  ])('refuses %j', (mailbox) => {
    expect(() => validateMailbox(mailbox, 'contact')).toThrow('CONTACT_INVALID');
  });
});
