import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { refusal } from '#vocabulary';
import { MAX_MEMBERS, MAX_MEMBERS_AT_ONCE } from './body-member.entity.js';

/** Ids of the input, each once. @throws BAD_USER_INPUT for ids of other types @throws Refusal MEMBERS_INVALID for too many */
export function memberIdsOf(ids: readonly string[] | null | undefined, field: string): string[] {
  const distinct = [...new Set((ids ?? []).map((id) => requireId('Authority', id, `input.${field}`)))];
  if (distinct.length > MAX_MEMBERS_AT_ONCE)
    throw refusal('MEMBERS_INVALID.AT_ONCE', field, { max: MAX_MEMBERS_AT_ONCE });
  return distinct;
}

/** @throws Refusal MEMBERS_INVALID for members that do not exist or were closed, and for the body itself */
export async function requireMembers(
  transaction: Transaction,
  ids: readonly string[],
  field: string,
  bodyId?: string,
): Promise<void> {
  if (bodyId !== undefined && ids.includes(bodyId)) throw refusal('MEMBERS_INVALID.ITSELF', field);
  const known = await transaction
    .named('Body.members')
    .rows<{ id: string; name: string; validTo: string | null }>(
      sql`SELECT id, name, valid_to AS "validTo" FROM authority WHERE id = ANY(${ids}::uuid[]) FOR KEY SHARE`,
    );
  const closed = known.find(({ validTo }) => validTo !== null);
  if (closed) throw refusal('AUTHORITY_CLOSED.ON', field, { name: closed.name, day: closed.validTo! });
  const found = new Set(known.map(({ id }) => id));
  const unknown = ids.find((id) => !found.has(id));
  if (unknown) throw refusal('MEMBERS_INVALID.UNKNOWN', field, { id: unknown });
}

/** Adds and removes members. @returns whether any did change @throws Refusal MEMBERS_INVALID for none or too many left */
export async function changeMembers(
  transaction: Transaction,
  bodyId: string,
  added: readonly string[],
  removed: readonly string[],
): Promise<boolean> {
  if (added.length) await requireMembers(transaction, added, 'addMemberIds', bodyId);
  const gone = await transaction
    .named('Body.removeMembers')
    .rows(
      sql`DELETE FROM body_member WHERE body_id = ${bodyId} AND member_id = ANY(${removed}::uuid[]) RETURNING member_id`,
    );
  const joined = await addMembers(transaction, bodyId, added);
  const [{ count } = { count: 0 }] = await transaction
    .named('Body.countMembers')
    .rows<{ count: number }>(sql`SELECT count(*)::int AS count FROM body_member WHERE body_id = ${bodyId}`);
  if (count === 0) throw refusal('MEMBERS_INVALID.NONE', 'removeMemberIds');
  if (count > MAX_MEMBERS) throw refusal('MEMBERS_INVALID.IN_ALL', 'addMemberIds', { max: MAX_MEMBERS });
  return gone.length + joined > 0;
}

/** Adds members that it does not have yet. @returns their number */
export async function addMembers(
  transaction: Transaction,
  bodyId: string,
  memberIds: readonly string[],
): Promise<number> {
  const joined = await transaction.named('Body.addMembers').rows(
    sql`INSERT INTO body_member (body_id, member_id) SELECT ${bodyId}::uuid, id FROM unnest(${memberIds}::uuid[]) AS x(id)
      ON CONFLICT DO NOTHING RETURNING member_id`,
  );
  return joined.length;
}

/** Members of a closed authority, and its own memberships, go to its successor, each once. */
export async function moveBodyMembers(transaction: Transaction, closedId: string, successorId: string) {
  await transaction.named('Body.moveMembers').rows(
    sql`WITH gone AS (
        DELETE FROM body_member WHERE body_id = ${closedId} OR member_id = ${closedId} RETURNING body_id, member_id
      ), moved AS (
        SELECT CASE WHEN body_id = ${closedId} THEN ${successorId}::uuid ELSE body_id END AS body_id,
          CASE WHEN member_id = ${closedId} THEN ${successorId}::uuid ELSE member_id END AS member_id FROM gone
      )
      INSERT INTO body_member (body_id, member_id) SELECT DISTINCT body_id, member_id FROM moved WHERE body_id <> member_id
      ON CONFLICT DO NOTHING`,
  );
}
