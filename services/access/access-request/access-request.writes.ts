import { columnsOf, sql } from '#kernel/database';
import {
  lockRow,
  validateAll,
  validateOptionalText,
  validateText,
  type Transaction,
} from '#kernel/mutations';
import { foldText, newId, requireId } from '#kernel/values';
import { COUNTRY_CODES, problem, refusal, validateMailbox } from '#vocabulary';
import { RoleGrantEntity } from '../role-grant/role-grant.entity.js';
import { Role } from '../role-grant/roles.js';
import { AccessRequestEntity } from './access-request.entity.js';
import type {
  AccessRequestDeclineInput,
  AccessRequestGrantInput,
  AccessRequestSubmitInput,
  AccessRequestWithdrawInput,
  ProposedForeignAuthorityInput,
} from './access-request.write.input.js';

/** Decides on requests for access. */
export const DECIDE_SCOPE = 'access-request:decide';

const MAX_NAME = 200;
const MAX_MESSAGE = 2_000;
const MAX_ANSWER = 1_000;
/** Open requests of one person. */
const MAX_OPEN = 5;
/** Requests of one person in 30 days. */
const MAX_IN_MONTH = 20;

/** Problems by the name of the constraint that a request or a grant violates. */
export const ACCESS_REQUEST_CONSTRAINTS = {
  access_request_of_authority: problem('ACCESS_REQUESTED'),
  access_request_of_proposal: problem('ACCESS_REQUESTED'),
  role_grant_of_principal: problem('ROLE_GRANTED'),
};

/** @returns the id of the request */
export async function submitRequest(tx: Transaction, input: AccessRequestSubmitInput): Promise<string> {
  const { person } = tx.actor;
  if (person === undefined) throw refusal('PERSON_NEEDED');
  const { subject, ...content } = await validateAll({
    subject: () => subjectOf(tx, input),
    office: () => validateText(input.office, 'office', MAX_NAME),
    contact: () => validateMailbox(input.contact, 'contact'),
    message: () => validateText(input.message, 'message', MAX_MESSAGE),
  });
  // The row of the person serialises their requests, so that the limits hold.
  await tx.named('AccessRequest.person').rows(sql`INSERT INTO principal (id, issuer, subject)
    VALUES (${tx.actor.id}, ${person.issuer}, ${person.subject}) ON CONFLICT (id) DO NOTHING`);
  await tx
    .named('AccessRequest.lockPerson')
    .rows(sql`SELECT FROM principal WHERE id = ${tx.actor.id} FOR NO KEY UPDATE`);
  const [counted] = await tx.named('AccessRequest.count').rows<{
    open: number;
    month: number;
    granted: boolean;
  }>(sql`SELECT count(*) FILTER (WHERE status = 'OPEN')::int AS open,
      count(*) FILTER (WHERE submitted_at > now() - interval '30 days')::int AS month,
      EXISTS (SELECT FROM role_grant g WHERE g.principal_id = ${tx.actor.id} AND g.role = ${Role.FOREIGN_AUTHORITY}
        AND g.revoked_at IS NULL AND ${subject.foreignAuthorityId}::uuid = ANY(g.of_ids)) AS granted
    FROM access_request WHERE principal_id = ${tx.actor.id}`);
  if (counted!.granted) throw refusal('ROLE_GRANTED');
  if (counted!.open >= MAX_OPEN) throw refusal('ACCESS_LIMIT.OPEN', undefined, { max: MAX_OPEN });
  if (counted!.month >= MAX_IN_MONTH) throw refusal('ACCESS_LIMIT.MONTH', undefined, { max: MAX_IN_MONTH });
  const id = newId('AccessRequest');
  await tx.manager.insert(AccessRequestEntity, { id, principalId: tx.actor.id, ...subject, ...content });
  return id;
}

/** Grants the role of the authority to the person who asked. @returns the id of the request */
export async function grantRequest(tx: Transaction, input: AccessRequestGrantInput): Promise<string> {
  const request = await lockOpen(tx, input.id, input.version);
  // Whoever decides about access cannot give it to themselves.
  if (request.principalId === tx.actor.id) throw refusal('OWN_REQUEST', 'id');
  const { foreignAuthorityId, answer } = await validateAll({
    foreignAuthorityId: async () => {
      const id = input.foreignAuthorityId ?? request.foreignAuthorityId;
      if (id === null) throw refusal('AUTHORITY_UNCLEAR.GRANT', 'foreignAuthorityId');
      const standingId = await standing(tx, id);
      // Another than the one that the person has named would be a grant that nobody asked for.
      if (
        request.foreignAuthorityId !== null &&
        (await standing(tx, request.foreignAuthorityId)) !== standingId
      )
        throw refusal('AUTHORITY_UNCLEAR.NAMED', 'foreignAuthorityId');
      return standingId;
    },
    answer: () => validateOptionalText(input.answer ?? null, 'answer', MAX_ANSWER),
  });
  const roleGrantId = newId('RoleGrant');
  await tx.manager.insert(RoleGrantEntity, {
    id: roleGrantId,
    partnerId: null,
    principalId: request.principalId,
    role: Role.FOREIGN_AUTHORITY,
    ofIds: [foreignAuthorityId],
  });
  await answerRequest(tx, request, { status: 'GRANTED', foreignAuthorityId, answer, roleGrantId });
  return request.id;
}

/** @returns the id of the request */
export async function declineRequest(tx: Transaction, input: AccessRequestDeclineInput): Promise<string> {
  const request = await lockOpen(tx, input.id, input.version);
  const answer = validateText(input.reason, 'reason', MAX_ANSWER);
  await answerRequest(tx, request, { status: 'DECLINED', answer });
  return request.id;
}

/** Withdraws a request of the actor. @returns the id of the request */
export async function withdrawRequest(tx: Transaction, input: AccessRequestWithdrawInput): Promise<string> {
  const request = await lockOpen(tx, input.id, undefined, tx.actor.id);
  await answerRequest(tx, request, { status: 'WITHDRAWN' });
  return request.id;
}

const answerRequest = (tx: Transaction, { id }: AccessRequestEntity, answer: Partial<AccessRequestEntity>) =>
  tx.manager.update(AccessRequestEntity, { id }, { ...answer, answeredAt: () => 'now()' });

/**
 * @param principalId whose request it must be; absent: anybody's
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID
 */
async function lockOpen(
  tx: Transaction,
  requestId: string,
  version: number | undefined,
  principalId?: string,
): Promise<AccessRequestEntity> {
  const id = requireId('AccessRequest', requestId, 'input.id');
  const own = principalId === undefined ? sql`true` : sql`a.principal_id = ${principalId}`;
  const request = await lockRow<AccessRequestEntity>(
    tx,
    'AccessRequest',
    sql`SELECT ${columnsOf(AccessRequestEntity, 'a')} FROM access_request a WHERE a.id = ${id} AND ${own}`,
    version,
  );
  if (request.status !== 'OPEN') throw refusal('STATUS_INVALID.IS', 'id', { status: request.status });
  return request;
}

type Subject = Pick<
  AccessRequestEntity,
  'foreignAuthorityId' | 'proposedName' | 'proposedKey' | 'countryCode' | 'kind'
>;
const NO_PROPOSAL = { proposedName: null, proposedKey: null, countryCode: null, kind: null };

async function subjectOf(
  tx: Transaction,
  { foreignAuthorityId, proposed }: AccessRequestSubmitInput,
): Promise<Subject> {
  if ((foreignAuthorityId != null) === (proposed != null)) throw refusal('AUTHORITY_UNCLEAR.ONE');
  if (foreignAuthorityId != null)
    return { foreignAuthorityId: await standing(tx, foreignAuthorityId), ...NO_PROPOSAL };
  return { foreignAuthorityId: null, ...(await proposalOf(proposed!)) };
}

async function proposalOf({ name, country, kind }: ProposedForeignAuthorityInput) {
  const { proposedName, countryCode } = await validateAll({
    proposedName: () => validateText(name, 'proposed.name', MAX_NAME),
    countryCode: () => {
      if (!COUNTRY_CODES.has(country))
        throw refusal('COUNTRY_UNKNOWN.CODE', 'proposed.country', { code: country });
      if (country === 'FR') throw refusal('COUNTRY_UNKNOWN.ABROAD', 'proposed.country');
      return country;
    },
  });
  return { proposedName, proposedKey: foldText(proposedName), countryCode, kind };
}

/** Id of the authority that stands for this one. @throws Refusal FOREIGN_AUTHORITY_UNKNOWN */
async function standing(tx: Transaction, foreignAuthorityId: string): Promise<string> {
  const id = requireId('ForeignAuthority', foreignAuthorityId, 'input.foreignAuthorityId');
  const [known] = await tx
    .named('AccessRequest.authority')
    .rows<{ id: string }>(
      sql`SELECT coalesce(merged_into_id, id) AS id FROM foreign_authority WHERE id = ${id}`,
    );
  if (!known) throw refusal('FOREIGN_AUTHORITY_UNKNOWN', 'foreignAuthorityId', { id });
  return known.id;
}
