import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { refusal } from '#kernel/errors';
import { lockRow, optionalText, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { dayOf, editedBy, enteredBy } from '#vocabulary';
import {
  AuthorityCodeEntity,
  AuthorityEntity,
  MembershipEntity,
  type AuthorityKindCode,
} from './authority.entity.js';
import type { AuthorityMergeInput } from './authority.write.input.js';

export const SCOPE = 'authority:merge';
/** Nobody else has the permission. */
const PARTY = 'an administrator';
const columns = columnsOf(AuthorityEntity, 'a');

/** How its own code is kept when an authority is closed; the others have none, or one that means something else. */
const CODE_KINDS: Readonly<Record<string, AuthorityCodeEntity['kind']>> = {
  COMMUNE: 'FORMER_COMMUNE',
  DEPARTMENT: 'DEPARTMENT',
};

/** There were neither communes nor départements before. */
const FIRST_DAY = '1790-01-01';

/** Intercommunal bodies, which merge with each other, whatever their kind. */
const INTERCOMMUNAL: readonly AuthorityKindCode[] = [
  'COMMUNITY_OF_COMMUNES',
  'AGGLOMERATION_COMMUNITY',
  'URBAN_COMMUNITY',
  'METROPOLIS',
  'METROPOLIS_LYON',
  'TERRITORIAL_PUBLIC_ESTABLISHMENT',
];
/** Kinds of authorities over which collectivities with a status of their own took, such as that of Alsace. */
const INTO_SPECIAL: readonly AuthorityKindCode[] = ['DEPARTMENT', 'REGION'];

/** @throws Refusal KINDS_DIFFER */
function checkKinds({ kind: closed }: AuthorityEntity, { kind: successor }: AuthorityEntity): void {
  if (closed === successor) return;
  if (INTERCOMMUNAL.includes(closed) && INTERCOMMUNAL.includes(successor)) return;
  if (INTO_SPECIAL.includes(closed) && successor === 'SPECIAL_COLLECTIVITY') return;
  throw refusal('KINDS_DIFFER', `${closed} does not merge into ${successor}.`, 'successorId');
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
    throw refusal(
      field === 'closed' ? 'AUTHORITY_CLOSED' : 'SUCCESSOR_CLOSED',
      `${row.name} was closed on ${row.validTo}.`,
      `${field}Id`,
    );
  return row;
}

async function checkDate(transaction: Transaction, validTo: string, { validFrom }: AuthorityEntity) {
  if (validTo > (await dayOf(transaction))) throw refusal('DATE_INVALID', 'It is still to come.', 'validTo');
  if (validTo < FIRST_DAY) throw refusal('DATE_INVALID', `From ${FIRST_DAY} on.`, 'validTo');
  if (validFrom !== null && validTo.slice(0, validFrom.length) < validFrom)
    throw refusal('DATE_INVALID', `It exists since ${validFrom}.`, 'validTo');
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
  if (ids.closed === ids.successor)
    throw refusal('SAME_AUTHORITY', 'Another authority takes over from it.', 'successorId');
  const lock = {
    closed: () => lockAuthority(transaction, ids.closed, input.closedVersion, 'closed'),
    successor: () => lockAuthority(transaction, ids.successor, input.successorVersion, 'successor'),
  };
  // In the same order for A into B as for B into A, so that neither waits for the other for ever.
  const locked: Partial<Record<keyof typeof ids, AuthorityEntity>> = {};
  for (const side of (['closed', 'successor'] as const).toSorted((a, b) => (ids[a] < ids[b] ? -1 : 1)))
    locked[side] = await lock[side]();
  const { closed, successor } = locked as Record<keyof typeof ids, AuthorityEntity>;
  checkKinds(closed, successor);
  await checkDate(transaction, input.validTo, closed);
  const note = optionalText(input.note ?? undefined, 'note', 1_000);
  await transaction.manager.update(
    AuthorityEntity,
    { id: closed.id },
    {
      ...editedBy(PARTY, closed, { validTo: input.validTo }),
      ...(note !== undefined && { note }),
      validTo: input.validTo,
      successorId: successor.id,
    },
  );
  // Its version says that what leads to it was written by people: a load leaves that alone.
  await transaction.manager.update(AuthorityEntity, { id: successor.id }, editedBy(PARTY, successor, {}));
  await moveCodes(transaction, closed, successor);
  await moveMembers(transaction, closed.id, successor.id);
  await transaction.manager.delete(MembershipEntity, { memberId: closed.id });
  return closed.id;
}

/** Members of the closed one are members of the successor, each once; their own versions stay, so that loads go on. */
async function moveMembers(transaction: Transaction, closedId: string, successorId: string) {
  await transaction.rows(sql`DELETE FROM membership m WHERE m.group_id = ${closedId} AND (m.member_id = ${successorId}
    OR EXISTS (SELECT FROM membership other WHERE other.member_id = m.member_id AND other.group_id = ${successorId}))`);
  await transaction.manager.update(MembershipEntity, { groupId: closedId }, { groupId: successorId });
}

/** Codes that led to the closed one, and its own, lead to the successor. */
async function moveCodes(transaction: Transaction, closed: AuthorityEntity, successor: AuthorityEntity) {
  const { manager } = transaction;
  await manager.update(AuthorityCodeEntity, { authorityId: closed.id }, { authorityId: successor.id });
  const kind = CODE_KINDS[closed.kind];
  if (!kind || closed.inseeCode === null) return;
  const { inseeCode: code, name } = closed;
  await manager
    .createQueryBuilder()
    .insert()
    .into(AuthorityCodeEntity)
    .values({ ...enteredBy(PARTY), code, kind, name, authorityId: successor.id })
    .orUpdate(['authority_id'], ['code'])
    .execute();
}
