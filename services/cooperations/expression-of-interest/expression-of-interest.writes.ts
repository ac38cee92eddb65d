import { requirePermission, requirePermissionToCreate } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import {
  lockRow,
  validateAll,
  validateOptionalText,
  validateText,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal, validateMailbox } from '#vocabulary';
import {
  closePendingInterests,
  lockRequest,
  requireOpen,
  type LockedRequest,
} from '../cooperation-request/cooperation-request.writes.js';
import { CooperationRequestEntity } from '../cooperation-request/cooperation-request.entity.js';
import { ExpressionOfInterestEntity } from './expression-of-interest.entity.js';
import { visibleTo } from './expression-of-interest.store.js';
import type {
  InterestAcceptInput,
  InterestDeclineInput,
  InterestExpressInput,
  InterestWithdrawInput,
} from './expression-of-interest.write.input.js';

const MESSAGE_LENGTH = 5_000;
const ANSWER_LENGTH = 2_000;

/** Problems by the name of the constraint that a race violates. */
export const INTEREST_CONSTRAINTS = {
  expression_of_interest_one_live: problem('INTEREST_EXISTS', 'authorityId'),
  expression_of_interest_one_accepted: problem('REQUEST_NOT_OPEN.MATCHED', 'id'),
  expression_of_interest_request_open: problem('REQUEST_NOT_OPEN.NOT', 'requestId'),
  expression_of_interest_most: problem('TOO_MANY_REPLIES', 'authorityId'),
  expression_of_interest_transition: problem('INTEREST_NOT_PENDING.MEANWHILE', 'id'),
};

/** @returns the id of the new expression of interest */
export async function expressInterest(tx: Transaction, input: InterestExpressInput): Promise<string> {
  const requestId = requireId('CooperationRequest', input.requestId, 'input.requestId');
  const authorityId = requireId('Authority', input.authorityId, 'input.authorityId');
  requirePermissionToCreate(tx.actor, 'interest:write', authorityId, 'authorityId');
  const { message, contact } = await validateAll({
    message: () => validateText(input.message, 'message', MESSAGE_LENGTH),
    contact: () => validateMailbox(input.contact, 'contact'),
  });
  const request = await lockRequest(tx, requestId);
  requireOpen(request, 'requestId');
  if (request.contact === null) throw refusal('REQUEST_WITHOUT_AUTHOR', 'requestId');
  const id = newId('ExpressionOfInterest');
  await tx.manager.insert(ExpressionOfInterestEntity, {
    id,
    requestId,
    authorityId,
    status: 'PENDING',
    message,
    contact,
  });
  return id;
}

export async function withdrawInterest(tx: Transaction, input: InterestWithdrawInput): Promise<string> {
  const { interest } = await lockInterest(tx, input, ({ authorityId }) =>
    requirePermission(tx.actor, 'interest:write', authorityId),
  );
  await writeAnswer(tx, interest.id, 'WITHDRAWN', null);
  return interest.id;
}

/** Accepts an expression of interest: the request is matched with its authority, and other pending ones lapse. */
export async function acceptInterest(tx: Transaction, input: InterestAcceptInput): Promise<string> {
  const answer = validateOptionalText(input.answer ?? null, 'answer', ANSWER_LENGTH);
  const { interest, request } = await lockInterest(tx, input, (_, { foreignAuthorityId }) =>
    requirePermission(tx.actor, 'request:write', foreignAuthorityId!),
  );
  requireOpen(request);
  await writeAnswer(tx, interest.id, 'ACCEPTED', answer);
  const earlier = request.answeredByIds.filter((id) => id !== interest.authorityId);
  await tx.manager.update(
    CooperationRequestEntity,
    { id: request.id },
    {
      status: 'MATCHED',
      statusSince: () => 'now()',
      acceptedInterestId: interest.id,
      answeredByIds: [...earlier, interest.authorityId],
    },
  );
  await closePendingInterests(tx, request.id);
  return interest.id;
}

export async function declineInterest(tx: Transaction, input: InterestDeclineInput): Promise<string> {
  const answer = validateOptionalText(input.answer ?? null, 'answer', ANSWER_LENGTH);
  const { interest } = await lockInterest(tx, input, (_, { foreignAuthorityId }) =>
    requirePermission(tx.actor, 'request:write', foreignAuthorityId!),
  );
  await writeAnswer(tx, interest.id, 'DECLINED', answer);
  return interest.id;
}

interface Locked {
  interest: ExpressionOfInterestEntity;
  request: LockedRequest;
}

/**
 * Locks a pending expression of interest after its request, in the order of all writers. One that the actor may not see
 * is not found.
 * @param authorize throws FORBIDDEN when the actor lacks the permission
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, INTEREST_NOT_PENDING
 */
async function lockInterest(
  tx: Transaction,
  input: { id: string; version: number },
  authorize: (interest: ExpressionOfInterestEntity, request: LockedRequest) => void,
): Promise<Locked> {
  const id = requireId('ExpressionOfInterest', input.id, 'input.id');
  const [found] = await tx.named('ExpressionOfInterest.request').rows<{ requestId: string }>(
    sql`SELECT i.request_id AS "requestId" FROM expression_of_interest i JOIN cooperation_request r ON r.id = i.request_id
      WHERE i.id = ${id} AND ${visibleTo(tx.actor)}`,
  );
  if (!found) throw refusal('NOT_FOUND', 'id', { type: 'ExpressionOfInterest' });
  const request = await lockRequest(tx, found.requestId);
  const select = sql`SELECT ${columnsOf(ExpressionOfInterestEntity, 'i')} FROM expression_of_interest i WHERE i.id = ${id}`;
  authorize(await lockRow<ExpressionOfInterestEntity>(tx, 'ExpressionOfInterest', select), request);
  const interest = await lockRow<ExpressionOfInterestEntity>(
    tx,
    'ExpressionOfInterest',
    select,
    input.version,
  );
  if (interest.status !== 'PENDING')
    throw refusal('INTEREST_NOT_PENDING.IS', 'id', { status: interest.status });
  return { interest, request };
}

async function writeAnswer(
  tx: Transaction,
  id: string,
  status: ExpressionOfInterestEntity['status'],
  answer: string | null | undefined,
): Promise<void> {
  await tx.manager.update(
    ExpressionOfInterestEntity,
    { id },
    { status, answeredAt: () => 'now()', answer: answer ?? null },
  );
}
