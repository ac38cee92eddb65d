import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { refusal } from '#kernel/errors';
import { lockRow, validateText, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { today, todayDate } from '#vocabulary';
import { ExpertiseEntity } from '../expertise/expertise.entity.js';
import { workedIn, workedInParameters } from '../expertise/expertise.writes.js';
import { LabelEntity } from './label.entity.js';
import type { LabelTransferInput } from './label.write.input.js';
import { committeePartyOf, enteredBy, withSource } from '../party.js';

/** Labels of one expertise pass together or one after the other: always locked in the same order. */
async function lockLabel(tx: Transaction, input: LabelTransferInput): Promise<LabelEntity> {
  const id = requireId('Label', input.id, 'input.id');
  await tx.rows(sql`SELECT FROM label l WHERE l.expertise_id = (SELECT h.expertise_id FROM label h WHERE h.id = ${id})
    ORDER BY l.id FOR UPDATE`);
  const label = await lockRow<LabelEntity & { isOver: boolean | null }>(
    tx,
    'Label',
    sql`SELECT ${columnsOf(LabelEntity, 'l')}, l.valid_until < ${today} AS "isOver" FROM label l WHERE l.id = ${id}`,
    input.version,
  );
  if (label.revokedOn !== null) throw refusal('LABEL_REVOKED', 'It was revoked: nothing can pass.', 'id');
  if (label.isOver) throw refusal('LABEL_EXPIRED', 'It has run out: nothing can pass.', 'id');
  return label;
}

/** The expertise behind the label, and the one of the same theme and title that the successor has, if it has one. */
async function lockExpertises(tx: Transaction, expertiseId: string, authorityId: string) {
  const rows = await tx.rows<ExpertiseEntity>(sql`SELECT ${columnsOf(ExpertiseEntity, 'e')} FROM expertise e
    WHERE e.id = ${expertiseId} OR (e.authority_id = ${authorityId} AND e.withdrawn_on IS NULL
      AND (e.theme_code, compared_title(e.title_fr)) = (SELECT o.theme_code, compared_title(o.title_fr) FROM expertise o WHERE o.id = ${expertiseId}))
    ORDER BY e.id FOR UPDATE OF e`);
  const isBehind = ({ id }: ExpertiseEntity) => id === expertiseId;
  return { behind: rows.find(isBehind)!, held: rows.find((row) => !isBehind(row)) };
}

/** With all its labels, but with no application: those are the business of who made them. */
async function passExpertise(tx: Transaction, expertise: ExpertiseEntity, authorityId: string) {
  const [open] = await tx.rows(sql`SELECT FROM label_application a
    WHERE a.expertise_id = ${expertise.id} AND a.status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW')`);
  if (open)
    throw refusal(
      'LABEL_APPLIED_FOR',
      'Its expertise would pass too, and an application for that is open: it has to be decided on or withdrawn before.',
      'id',
    );
  const sources = withSource(expertise.sources, enteredBy(committeePartyOf(tx.actor)));
  await tx.manager
    .createQueryBuilder()
    .update(ExpertiseEntity)
    .set({ authorityId, authorityCountryCodes: workedIn, ...(sources && { sources }) })
    .where({ id: expertise.id })
    .setParameters(workedInParameters(authorityId, expertise.countryCodes))
    .execute();
}

/**
 * The label passes to the successor's expertise of the same theme and title, or together with its own.
 * @returns its id
 */
export async function transferLabel(tx: Transaction, input: LabelTransferInput): Promise<string> {
  requirePermission(tx.actor, 'label:decide');
  const authorityId = requireId('Authority', input.authorityId, 'input.authorityId');
  const reason = validateText(input.reason, 'reason', 10_000);
  const label = await lockLabel(tx, input);
  if (label.authorityId === authorityId)
    throw refusal('SAME_AUTHORITY', 'It is this authority that holds it.', 'authorityId');
  const { behind, held } = await lockExpertises(tx, label.expertiseId, authorityId);
  if (!held) await passExpertise(tx, behind, authorityId);
  await tx.manager.update(LabelEntity, held ? { id: label.id } : { expertiseId: behind.id }, {
    authorityId,
    expertiseId: (held ?? behind).id,
    transferredFromId: () => 'authority_id',
    transferredOn: todayDate,
    transferReason: reason,
  });
  return label.id;
}
