import {
  columnsOf,
  lockRow,
  newId,
  refusal,
  requireId,
  requirePermission,
  sql,
  today,
  writtenText,
  type Transaction,
} from '#kernel';
import type { LabelApplicationEntity } from './label-application.entity.js';
import { LabelEntity } from './label.entity.js';
import type { LabelRevokeInput } from './label.write.input.js';
import { committeePartyOf, enteredBy } from './party.js';

export interface Award {
  awardedOn?: string | null;
  validFrom?: string | null;
  validUntil?: string | null;
}

/** The label that an application asks for. Whether it may be is said by constraints. */
export async function grantLabel(
  tx: Transaction,
  application: LabelApplicationEntity,
  { awardedOn, validFrom, validUntil }: Award,
): Promise<void> {
  const [day] = await tx.rows<{ today: string }>(sql`SELECT ${today} AS today`);
  const awarded = awardedOn ?? day!.today;
  const from = validFrom ?? awarded;
  if (awarded > day!.today)
    throw refusal('AWARDED_IN_FUTURE', 'A label is awarded today or was before.', 'awardedOn');
  if (from < awarded)
    throw refusal('DATES_INVALID', 'A label is valid from its award, or from later.', 'validFrom');
  const sources = JSON.stringify([enteredBy(committeePartyOf(tx.actor))]);
  await tx.rows(sql`INSERT INTO label (id, expertise_id, authority_id, programme_code, session_id, application_id, awarded_on, valid_from, valid_until, sources, as_of, confidence)
    SELECT ${newId('Label')}, ${application.expertiseId}, ${application.authorityId}, s.programme_code, s.id, ${application.id}, ${awarded}, ${from}, ${validUntil ?? null},
      ${sources}, ${today}::text, 'CONFIRMED' FROM committee_session s WHERE s.id = ${application.sessionId}`);
}

/** @returns its id */
export async function revokeLabel(tx: Transaction, input: LabelRevokeInput): Promise<string> {
  requirePermission(tx.actor, 'label:decide');
  const id = requireId('Label', input.id, 'input.id');
  const reason = writtenText(input.reason, 'reason', 10_000);
  const label = await lockRow<LabelEntity & { isOver: boolean | null }>(
    tx,
    'Label',
    sql`SELECT ${columnsOf(LabelEntity, 'l')}, l.valid_until < ${today} AS "isOver" FROM label l WHERE l.id = ${id}`,
    input.version,
  );
  if (label.revokedOn !== null) throw refusal('LABEL_REVOKED', 'It was revoked before.', 'id');
  if (label.isOver) throw refusal('LABEL_EXPIRED', 'It has run out by itself.', 'id');
  await tx.rows(sql`UPDATE label SET revoked_on = ${today}, revocation_reason = ${reason} WHERE id = ${id}`);
  return id;
}
