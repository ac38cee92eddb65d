import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { lockRow, validateOptionalText, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { refusal, dayOf, provenanceForEdit, provenanceForCreate } from '#vocabulary';
import {
  AuthorityCodeEntity,
  AuthorityEntity,
  MembershipEntity,
  type AuthorityKindCode,
} from './authority.entity.js';
import { moveBodyMembers } from '../body/body.members.js';
import { FormerNameEntity } from '../former-name/former-name.entity.js';
import type { AuthorityMergeInput } from './authority.write.input.js';

export const SCOPE = 'authority:merge';
/** Author in the provenance of a merger: no other role has the permission. */
const PARTY = 'an administrator';
const columns = columnsOf(AuthorityEntity, 'a');

/** Kinds of the former code that a closed authority leaves, by its own kind. Other kinds have no code, or one with another meaning. */
const CODE_KINDS: Readonly<Record<string, AuthorityCodeEntity['kind']>> = {
  COMMUNE: 'FORMER_COMMUNE',
  DEPARTMENT: 'DEPARTMENT',
};

/** Earliest last day of an authority: communes and départements were founded in 1790. */
const FIRST_DAY = '1790-01-01';

/** Kinds of intermunicipal bodies, which may merge with each other. */
const INTERCOMMUNAL: readonly AuthorityKindCode[] = [
  'COMMUNITY_OF_COMMUNES',
  'AGGLOMERATION_COMMUNITY',
  'URBAN_COMMUNITY',
  'METROPOLIS',
  'METROPOLIS_LYON',
  'TERRITORIAL_PUBLIC_ESTABLISHMENT',
];
/** Kinds that may merge into a collectivity with a status of its own, as two départements did into that of Alsace. */
const INTO_SPECIAL: readonly AuthorityKindCode[] = ['DEPARTMENT', 'REGION'];

/** @throws Refusal KINDS_DIFFER */
function checkKinds({ kind: closed }: AuthorityEntity, { kind: successor }: AuthorityEntity): void {
  if (closed === successor) return;
  if (INTERCOMMUNAL.includes(closed) && INTERCOMMUNAL.includes(successor)) return;
  if (INTO_SPECIAL.includes(closed) && successor === 'SPECIAL_COLLECTIVITY') return;
  throw refusal('KINDS_DIFFER', 'successorId', { closed, successor });
}

async function lockAuthority(
  transaction: Transaction,
  id: string,
  version: number,
  field: 'closed' | 'successor',
): Promise<AuthorityEntity> {
  const row = await lockRow<AuthorityEntity>(
    transaction,
    'Authority',
    sql`SELECT ${columns} FROM authority a WHERE a.id = ${id}`,
    version,
  );
  if (row.validTo !== null)
    throw refusal(field === 'closed' ? 'AUTHORITY_CLOSED.ON' : 'SUCCESSOR_CLOSED.ON', `${field}Id`, {
      name: row.name,
      day: row.validTo,
    });
  return row;
}

async function checkDate(transaction: Transaction, validTo: string, { validFrom }: AuthorityEntity) {
  if (validTo > (await dayOf(transaction))) throw refusal('DATE_INVALID.IN_FUTURE', 'validTo');
  if (validTo < FIRST_DAY) throw refusal('DATE_INVALID.FROM', 'validTo', { from: FIRST_DAY });
  if (validFrom !== null && validTo.slice(0, validFrom.length) < validFrom)
    throw refusal('DATE_INVALID.BEFORE_BEGINNING', 'validTo', { day: validFrom });
}

/** @returns the id of the closed authority */
export async function mergeAuthorities(
  transaction: Transaction,
  input: AuthorityMergeInput,
): Promise<string> {
  const { actor } = transaction;
  const ids = {
    closed: requireId('Authority', input.closedId, 'input.closedId'),
    successor: requireId('Authority', input.successorId, 'input.successorId'),
  };
  requirePermission(actor, SCOPE, ids.closed);
  requirePermission(actor, SCOPE, ids.successor);
  if (ids.closed === ids.successor) throw refusal('SAME_AUTHORITY.MERGER', 'successorId');
  const lock = {
    closed: () => lockAuthority(transaction, ids.closed, input.closedVersion, 'closed'),
    successor: () => lockAuthority(transaction, ids.successor, input.successorVersion, 'successor'),
  };
  // Rows are locked in the order of their ids: merging A into B and B into A at the same time cannot deadlock.
  const locked: Partial<Record<keyof typeof ids, AuthorityEntity>> = {};
  for (const side of (['closed', 'successor'] as const).toSorted((a, b) => (ids[a] < ids[b] ? -1 : 1)))
    locked[side] = await lock[side]();
  const { closed, successor } = locked as Record<keyof typeof ids, AuthorityEntity>;
  checkKinds(closed, successor);
  await checkDate(transaction, input.validTo, closed);
  const note = validateOptionalText(input.note ?? undefined, 'note', 1_000);
  await transaction.manager.update(
    AuthorityEntity,
    { id: closed.id },
    {
      ...provenanceForEdit(PARTY, closed, { validTo: input.validTo }),
      ...(note !== undefined && { note }),
      validTo: input.validTo,
      successorId: successor.id,
    },
  );
  // The successor's version counts up too, so that a later load leaves the codes that lead to it alone.
  await transaction.manager.update(
    AuthorityEntity,
    { id: successor.id },
    provenanceForEdit(PARTY, successor, {}),
  );
  await moveCodes(transaction, closed, successor);
  await moveMembers(transaction, closed.id, successor.id);
  await transaction.manager.delete(MembershipEntity, { memberId: closed.id });
  await moveBodyMembers(transaction, closed.id, successor.id);
  return closed.id;
}

/** Moves members of the closed body into the successor, each once. Their versions stay, so that loads still update them. */
async function moveMembers(transaction: Transaction, closedId: string, successorId: string) {
  await transaction.rows(sql`DELETE FROM membership m WHERE m.group_id = ${closedId} AND (m.member_id = ${successorId}
    OR EXISTS (SELECT FROM membership other WHERE other.member_id = m.member_id AND other.group_id = ${successorId}))`);
  await transaction.manager.update(MembershipEntity, { groupId: closedId }, { groupId: successorId });
}

/** Makes the codes and former names that led to the closed authority, and its own code, lead to the successor. */
async function moveCodes(transaction: Transaction, closed: AuthorityEntity, successor: AuthorityEntity) {
  const { manager } = transaction;
  await manager.update(AuthorityCodeEntity, { authorityId: closed.id }, { authorityId: successor.id });
  await manager.update(
    FormerNameEntity,
    { authorityId: closed.id },
    { authorityId: successor.id, kind: 'PREDECESSOR' },
  );
  const kind = CODE_KINDS[closed.kind];
  if (!kind || closed.inseeCode === null) return;
  const { inseeCode: code, name } = closed;
  await manager
    .createQueryBuilder()
    .insert()
    .into(AuthorityCodeEntity)
    .values({ ...provenanceForCreate(PARTY), code, kind, name, authorityId: successor.id })
    .orUpdate(['authority_id'], ['code'])
    .execute();
}
