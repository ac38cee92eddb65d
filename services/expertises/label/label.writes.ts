import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import {
  lockRow,
  definedOnly,
  requireChanges,
  requireValues,
  validateText,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal, today, todayDate, dayOf } from '#vocabulary';
import type { LabelApplicationEntity } from '../label-application/label-application.entity.js';
import { LabelEntity } from './label.entity.js';
import type { LabelEditInput, LabelRevokeInput } from './label.write.input.js';
import { committeeSide, sourceOfSide } from '../workflow-side.js';

export interface Award {
  awardedOn?: string | null;
  validFrom?: string | null;
  validUntil?: string | null;
}

/** Problems by the name of the validity constraint that is violated. */
export const VALIDITY_CONSTRAINTS = {
  label_validity_ordered: problem('DATES_INVALID.LABEL_ORDER', 'validUntil'),
  label_validity_bounded: problem('DATES_INVALID.LABEL_BOUNDS', 'validFrom'),
};

const beforeAward = () => refusal('DATES_INVALID.LABEL_FROM_AWARD', 'validFrom');

/**
 * Grants the label of an application; constraints of the database check the rules.
 * @throws Refusal AWARDED_IN_FUTURE, DATES_INVALID
 */
export async function grantLabel(
  tx: Transaction,
  application: LabelApplicationEntity,
  { awardedOn, validFrom, validUntil }: Award,
): Promise<void> {
  const day = await dayOf(tx);
  const awarded = awardedOn ?? day;
  const from = validFrom ?? awarded;
  if (awarded > day) throw refusal('AWARDED_IN_FUTURE', 'awardedOn');
  if (from < awarded) throw beforeAward();
  const sources = JSON.stringify([sourceOfSide(committeeSide(tx.actor))]);
  await tx.rows(sql`INSERT INTO label (id, expertise_id, authority_id, programme_code, session_id, application_id, awarded_on, valid_from, valid_until, sources, as_of, confidence)
    SELECT ${newId('Label')}, ${application.expertiseId}, ${application.authorityId}, s.programme_code, s.id, ${application.id}, ${awarded}, ${from}, ${validUntil ?? null},
      ${sources}, ${today}::text, 'CONFIRMED' FROM committee_session s WHERE s.id = ${application.sessionId}`);
}

/** Corrects the validity of a label. @returns the id of the label */
export async function editLabel(tx: Transaction, input: LabelEditInput): Promise<string> {
  requirePermission(tx.actor, 'label:decide');
  const id = requireId('Label', input.id, 'input.id');
  const reason = validateText(input.reason, 'reason', 10_000);
  const label = await lockRow<LabelEntity>(
    tx,
    'Label',
    sql`SELECT ${columnsOf(LabelEntity, 'l')} FROM label l WHERE l.id = ${id}`,
    input.version,
  );
  if (label.revokedOn !== null) throw refusal('LABEL_REVOKED.ALREADY', 'id');
  requireValues(input, ['validFrom']);
  const validity = { validFrom: input.validFrom ?? undefined, validUntil: input.validUntil };
  requireChanges(validity);
  if (input.validFrom != null && input.validFrom < label.awardedOn) throw beforeAward();
  await tx.manager.update(LabelEntity, { id }, definedOnly({ ...validity, correctionReason: reason }));
  return id;
}

/** @returns the id of the label */
export async function revokeLabel(tx: Transaction, input: LabelRevokeInput): Promise<string> {
  requirePermission(tx.actor, 'label:decide');
  const id = requireId('Label', input.id, 'input.id');
  const reason = validateText(input.reason, 'reason', 10_000);
  const label = await lockRow<LabelEntity & { isOver: boolean | null }>(
    tx,
    'Label',
    sql`SELECT ${columnsOf(LabelEntity, 'l')}, l.valid_until < ${today} AS "isOver" FROM label l WHERE l.id = ${id}`,
    input.version,
  );
  if (label.revokedOn !== null) throw refusal('LABEL_REVOKED.ALREADY', 'id');
  if (label.isOver) throw refusal('LABEL_EXPIRED.ALREADY', 'id');
  await tx.manager.update(LabelEntity, { id }, { revokedOn: todayDate, revocationReason: reason });
  return id;
}
