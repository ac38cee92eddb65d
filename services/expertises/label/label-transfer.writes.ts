import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { lockRow, validateText, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { refusal, today, todayDate } from '#vocabulary';
import { ExpertiseEntity } from '../expertise/expertise.entity.js';
import { countriesOfWork, countriesOfWorkParameters } from '../expertise/expertise.writes.js';
import { LabelEntity } from './label.entity.js';
import type { LabelTransferInput } from './label.write.input.js';
import { committeeSide, sourceOfSide, withSource } from '../workflow-side.js';

/**
 * Locks a label and all labels of its expertise, in the order of ids: concurrent transfers cannot deadlock.
 * @throws Refusal LABEL_REVOKED, LABEL_EXPIRED
 */
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
  if (label.revokedOn !== null) throw refusal('LABEL_REVOKED.TRANSFER', 'id');
  if (label.isOver) throw refusal('LABEL_EXPIRED.TRANSFER', 'id');
  return label;
}

/** Locks the expertise of the label, and the expertise of the successor with the same theme and title, if any. */
async function lockExpertises(tx: Transaction, expertiseId: string, authorityId: string) {
  const rows = await tx.rows<ExpertiseEntity>(sql`SELECT ${columnsOf(ExpertiseEntity, 'e')} FROM expertise e
    WHERE e.id = ${expertiseId} OR (e.authority_id = ${authorityId} AND e.withdrawn_on IS NULL
      AND (e.theme_code, compared_title(e.title_fr)) = (SELECT o.theme_code, compared_title(o.title_fr) FROM expertise o WHERE o.id = ${expertiseId}))
    ORDER BY e.id FOR UPDATE OF e`);
  const isLabelled = ({ id }: ExpertiseEntity) => id === expertiseId;
  return { current: rows.find(isLabelled)!, target: rows.find((row) => !isLabelled(row)) };
}

/**
 * Transfers an expertise with all its labels; applications stay with the authority that made them.
 * @throws Refusal LABEL_APPLIED_FOR
 */
async function transferExpertise(tx: Transaction, expertise: ExpertiseEntity, authorityId: string) {
  const [open] = await tx.rows(sql`SELECT FROM label_application a
    WHERE a.expertise_id = ${expertise.id} AND a.status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW')`);
  if (open) throw refusal('LABEL_APPLIED_FOR.TRANSFER', 'id');
  const sources = withSource(expertise.sources, sourceOfSide(committeeSide(tx.actor)));
  await tx.manager
    .createQueryBuilder()
    .update(ExpertiseEntity)
    .set({ authorityId, authorityCountryCodes: countriesOfWork, ...(sources && { sources }) })
    .where({ id: expertise.id })
    .setParameters(countriesOfWorkParameters(authorityId, expertise.countryCodes))
    .execute();
}

/**
 * Transfers a label to the successor's expertise of the same theme and title or, without one, together with its own.
 * @returns the id of the label
 */
export async function transferLabel(tx: Transaction, input: LabelTransferInput): Promise<string> {
  requirePermission(tx.actor, 'label:decide');
  const authorityId = requireId('Authority', input.authorityId, 'input.authorityId');
  const reason = validateText(input.reason, 'reason', 10_000);
  const label = await lockLabel(tx, input);
  if (label.authorityId === authorityId) throw refusal('SAME_AUTHORITY.LABEL', 'authorityId');
  const { current, target } = await lockExpertises(tx, label.expertiseId, authorityId);
  if (!target) await transferExpertise(tx, current, authorityId);
  await tx.manager.update(LabelEntity, target ? { id: label.id } : { expertiseId: current.id }, {
    authorityId,
    expertiseId: (target ?? current).id,
    transferredFromId: () => 'authority_id',
    transferredOn: todayDate,
    transferReason: reason,
  });
  return label.id;
}
