import { requirePermission, requirePermissionToCreate } from '#kernel/auth';
import { sql } from '#kernel/database';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  refuseAny,
  requireChanges,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal } from '#vocabulary';
import { LabelApplicationEntity, type ApplicationStatus, type Party } from './label-application.entity.js';
import { applicationColumns, visibleTo } from './label-application.store.js';
import {
  LabelDecision,
  type LabelApplicationDecideInput,
  type LabelApplicationDraftInput,
  type LabelApplicationEditInput,
  type LabelApplicationReviewInput,
  type LabelApplicationSubmitInput,
  type LabelApplicationWithdrawInput,
} from './label-application.write.input.js';
import { grantLabel } from '../label/label.writes.js';
import { committeeSide, workflowSide } from '../workflow-side.js';

const WRITE = 'label-application:write';
const DECIDE = 'label:decide';
const BODY = 10_000;
const PARTS = ['competences', 'evidence', 'mobilisationTerms'] as const;

/** Validated parts of an application; undefined for omitted fields. @throws Refusal TEXT_INVALID */
function validateParts(input: Pick<LabelApplicationEditInput, (typeof PARTS)[number]>) {
  return validateAll({
    competences: () => validateOptionalText(input.competences, 'competences', BODY),
    evidence: () => validateOptionalText(input.evidence, 'evidence', BODY),
    mobilisationTerms: () => validateOptionalText(input.mobilisationTerms, 'mobilisationTerms', BODY),
  });
}

async function requireSession(tx: Transaction, sessionId: string): Promise<string> {
  const id = requireId('CommitteeSession', sessionId, 'input.sessionId');
  const [session] = await tx
    .named('CommitteeSession.exists')
    .rows(sql`SELECT FROM committee_session WHERE id = ${id}`);
  if (!session) throw refusal('SESSION_UNKNOWN.NONE', 'sessionId');
  return id;
}

/** @returns the id of the new application */
export async function draftApplication(tx: Transaction, input: LabelApplicationDraftInput): Promise<string> {
  const expertiseId = requireId('Expertise', input.expertiseId, 'input.expertiseId');
  // Locks the expertise, since a label transfer can move it to another authority.
  const [expertise] = await tx.rows<{ authorityId: string }>(
    sql`SELECT authority_id AS "authorityId" FROM expertise WHERE id = ${expertiseId} FOR SHARE`,
  );
  if (!expertise) throw refusal('EXPERTISE_UNKNOWN', 'expertiseId');
  const { authorityId } = expertise;
  requirePermissionToCreate(tx.actor, WRITE, authorityId, 'expertiseId');
  const { parts, sessionId } = await validateAll({
    parts: () => validateParts(input),
    sessionId: () => requireSession(tx, input.sessionId),
  });
  const id = newId('LabelApplication');
  await tx.manager.insert(LabelApplicationEntity, {
    ...definedOnly<LabelApplicationEntity>(parts),
    id,
    expertiseId,
    authorityId,
    sessionId,
    status: 'DRAFT',
    movedBy: workflowSide(tx.actor, WRITE, authorityId),
  });
  return id;
}

/**
 * Locks an application; one that the actor may not see is not found.
 * @throws FORBIDDEN, Refusal NOT_FOUND, VERSION_CONFLICT
 */
async function lockApplication(
  tx: Transaction,
  input: { id: string; version: number },
  scope: string,
): Promise<LabelApplicationEntity> {
  const id = requireId('LabelApplication', input.id, 'input.id');
  const row = await lockRow<LabelApplicationEntity>(
    tx,
    'LabelApplication',
    sql`SELECT ${applicationColumns} FROM label_application a WHERE a.id = ${id} AND (${visibleTo(tx.actor)})`,
    input.version,
  );
  requirePermission(tx.actor, scope, row.authorityId);
  return row;
}

function requireStatus({ status }: LabelApplicationEntity, ...allowed: ApplicationStatus[]): void {
  if (!allowed.includes(status))
    throw refusal('STATUS_INVALID.EXPECTED', 'id', { status, allowed: allowed.join(', ') });
}

async function setStatus(
  tx: Transaction,
  { id }: LabelApplicationEntity,
  status: ApplicationStatus,
  party: Party,
  reason: string | null = null,
): Promise<string> {
  await tx.manager.update(LabelApplicationEntity, { id }, { status, movedBy: party, reason });
  return id;
}

/** @returns the id of the application */
export async function editApplication(tx: Transaction, input: LabelApplicationEditInput): Promise<string> {
  const row = await lockApplication(tx, input, WRITE);
  requireStatus(row, 'DRAFT');
  const { parts, sessionId } = await validateAll({
    parts: () => validateParts(input),
    sessionId: () => {
      if (input.sessionId === null) throw refusal('SESSION_UNKNOWN.REQUIRED', 'sessionId');
      return input.sessionId === undefined ? undefined : requireSession(tx, input.sessionId);
    },
  });
  const changes = { ...parts, sessionId };
  requireChanges(changes);
  await tx.manager.update(LabelApplicationEntity, { id: row.id }, definedOnly(changes));
  return row.id;
}

/** @returns the id of the application */
export async function submitApplication(
  tx: Transaction,
  input: LabelApplicationSubmitInput,
): Promise<string> {
  const row = await lockApplication(tx, input, WRITE);
  requirePermissionToCreate(tx.actor, WRITE, row.authorityId, 'id');
  requireStatus(row, 'DRAFT');
  const missing = PARTS.filter((part) => row[part] === null);
  refuseAny(missing.map((part) => problem('PART_MISSING', 'id', { part })));
  return setStatus(tx, row, 'SUBMITTED', workflowSide(tx.actor, WRITE, row.authorityId));
}

/** @returns the id of the application */
export async function withdrawApplication(
  tx: Transaction,
  input: LabelApplicationWithdrawInput,
): Promise<string> {
  const row = await lockApplication(tx, input, WRITE);
  requireStatus(row, 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW');
  const reason = validateOptionalText(input.reason, 'reason', BODY) ?? null;
  return setStatus(tx, row, 'WITHDRAWN', workflowSide(tx.actor, WRITE, row.authorityId), reason);
}

/** @returns the id of the application */
export async function reviewApplication(
  tx: Transaction,
  input: LabelApplicationReviewInput,
): Promise<string> {
  const row = await lockApplication(tx, input, DECIDE);
  requireStatus(row, 'SUBMITTED');
  return setStatus(tx, row, 'UNDER_REVIEW', committeeSide(tx.actor));
}

/** @returns the id of the application */
export async function decideApplication(
  tx: Transaction,
  input: LabelApplicationDecideInput,
): Promise<string> {
  const row = await lockApplication(tx, input, DECIDE);
  requireStatus(row, 'UNDER_REVIEW');
  const party = committeeSide(tx.actor);
  const reasons = validateOptionalText(input.reasons, 'reasons', BODY) ?? null;
  if (input.decision === LabelDecision.ACCEPT) {
    await setStatus(tx, row, 'ACCEPTED', party, reasons);
    await grantLabel(tx, row, input);
    return row.id;
  }
  refuseAny([
    reasons === null && problem('REASONS_MISSING.REFUSAL', 'reasons'),
    ...(['awardedOn', 'validFrom', 'validUntil'] as const).map(
      (field) => input[field] != null && problem('NO_LABEL_GRANTED', field),
    ),
  ]);
  return setStatus(tx, row, 'REFUSED', party, reasons);
}
