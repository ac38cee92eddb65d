import { requirePermission } from '#kernel/auth';
import { columnsOf, sql, type Sql } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import { lockRow, requireChanges, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { provenanceForCreate, provenanceForEdit, refusal, sourceLabel } from '#vocabulary';
import { AuthorityEntity } from '../authority/authority.entity.js';
import {
  AuthorityContactEntity,
  ForeignAuthorityContactEntity,
  type ContactColumns,
} from './contact.entity.js';
import { contactFactsOf, type ContactFacts } from './contact.validation.js';
import type { AuthorityContactEditInput, ForeignAuthorityContactEditInput } from './contact.write.input.js';

export const SCOPE = 'authority-contact:write';
export const FOREIGN_SCOPE = 'foreign-authority-contact:write';

type ContactEntity = typeof AuthorityContactEntity | typeof ForeignAuthorityContactEntity;
interface Owner {
  entity: ContactEntity;
  /** Column of the owner's id, with the id. */
  key: Partial<AuthorityContactEntity & ForeignAuthorityContactEntity>;
  /** Statement for the present contact. */
  select: Sql;
}

const NOTHING: ContactFacts = { website: null, mailboxes: [], languages: [] };

/** Confidence in a contact: declared when the authority itself states it. */
const confidenceOf = (party: string) =>
  party === 'an administrator' || party === 'a reviewer' ? Confidence.CONFIRMED : Confidence.DECLARED;

const ofAuthority = (authorityId: string): Owner => ({
  entity: AuthorityContactEntity,
  key: { authorityId },
  select: sql`SELECT ${columnsOf(AuthorityContactEntity, 'k')} FROM authority_contact k WHERE k.authority_id = ${authorityId}`,
});
const ofForeignAuthority = (foreignAuthorityId: string): Owner => ({
  entity: ForeignAuthorityContactEntity,
  key: { foreignAuthorityId },
  select: sql`SELECT ${columnsOf(ForeignAuthorityContactEntity, 'k')} FROM foreign_authority_contact k
    WHERE k.foreign_authority_id = ${foreignAuthorityId}`,
});

/**
 * Writes facts of a contact, the first ones too. The row of the authority must be locked, which serialises the writers.
 * @param party such as "the authority", never a person's name
 * @param version that the writer has read; undefined: whatever it is
 * @throws Refusal VERSION_CONFLICT
 */
async function writeContact(
  transaction: Transaction,
  { entity, key, select }: Owner,
  facts: Partial<ContactFacts>,
  party: string,
  version?: number,
): Promise<void> {
  const { manager } = transaction;
  const [contact] = await transaction.named('Contact.lock').rows<ContactColumns>(sql`${select} FOR UPDATE`);
  const current = contact?.version ?? 0;
  if (version !== undefined && version !== current)
    throw refusal('VERSION_CONFLICT', 'version', { version: current });
  if (contact)
    await manager.update(entity, key, {
      ...facts,
      ...provenanceForEdit(party, contact, facts),
      confidence: confidenceOf(party),
    });
  else
    await manager.insert(entity, {
      ...provenanceForCreate(party),
      ...NOTHING,
      ...facts,
      ...key,
      confidence: confidenceOf(party),
    });
}

/** Writes the website of a body with the body. */
export const writeWebsite = (
  transaction: Transaction,
  authorityId: string,
  website: string | null,
  party: string,
): Promise<void> => writeContact(transaction, ofAuthority(authorityId), { website }, party);

/** @returns the id of the authority */
export async function editAuthorityContact(
  transaction: Transaction,
  input: AuthorityContactEditInput,
): Promise<string> {
  const id = requireId('Authority', input.authorityId, 'input.authorityId');
  requirePermission(transaction.actor, SCOPE, id);
  const authority = await lockRow<AuthorityEntity>(
    transaction,
    'Authority',
    sql`SELECT ${columnsOf(AuthorityEntity, 'a')} FROM authority a WHERE a.id = ${id}`,
  );
  if (authority.validTo !== null)
    throw refusal('AUTHORITY_CLOSED.ON', 'authorityId', { name: authority.name, day: authority.validTo });
  const facts = await contactFactsOf(input);
  requireChanges(facts);
  const party = sourceLabel(transaction.actor, SCOPE, 'the authority');
  await writeContact(transaction, ofAuthority(id), facts, party, input.version ?? 0);
  return id;
}

/** @returns the id of the foreign authority */
export async function editForeignAuthorityContact(
  transaction: Transaction,
  input: ForeignAuthorityContactEditInput,
): Promise<string> {
  const id = requireId('ForeignAuthority', input.foreignAuthorityId, 'input.foreignAuthorityId');
  requirePermission(transaction.actor, FOREIGN_SCOPE, id);
  await lockRow(
    transaction,
    'ForeignAuthority',
    sql`SELECT f.id, f.version FROM foreign_authority f WHERE f.id = ${id}`,
  );
  const facts = await contactFactsOf(input);
  requireChanges(facts);
  const party = sourceLabel(transaction.actor, FOREIGN_SCOPE, 'the authority');
  await writeContact(transaction, ofForeignAuthority(id), facts, party, input.version ?? 0);
  return id;
}
