import { requirePermission } from '#kernel/auth';
import { columnsOf, sql, type Reader } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  requireChanges,
  requireValues,
  refuseAny,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal, dayOf, sourceOf, validateMailbox, validateThemes } from '#vocabulary';
import { CooperationRequestEntity } from './cooperation-request.entity.js';
import { statusNow } from './cooperation-request.status.js';
import type {
  CooperationRequestCloseInput,
  CooperationRequestEditInput,
  CooperationRequestPublishInput,
} from './cooperation-request.write.input.js';
import { languagesOf } from '../text-rules.js';

const NEED_LENGTH = 10_000;
const URGENCY_LENGTH = 500;
const THEMES = { least: 1, most: 10 };
const MAX_YEARS = 2;
const MAX_INHABITANTS = 100_000_000;

/** Problems by the name of the constraint that a race or an edit violates. */
export const REQUEST_CONSTRAINTS = {
  cooperation_request_transition: problem('REQUEST_NOT_OPEN.FASTER', 'id'),
  cooperation_request_need_check: problem('NEED_MISSING', 'needFr'),
};

interface Author {
  id: string;
  countryCode: string;
  names: string[];
}

/** @returns the id of the new request */
export async function publishRequest(
  tx: Transaction,
  input: CooperationRequestPublishInput,
): Promise<string> {
  const authorId = requireId('ForeignAuthority', input.foreignAuthorityId, 'input.foreignAuthorityId');
  requirePermission(tx.actor, 'request:write', authorId);
  const author = await authorOf(tx, authorId);
  const day = await dayOf(tx);
  const { present: _, ...content } = await validateAll({
    themeCodes: () => validateThemes(tx, input.themeCodes, THEMES),
    needFr: () => needOf(input, 'needFr'),
    needEn: () => needOf(input, 'needEn'),
    present: () => refuseAny([!input.needFr && !input.needEn && problem('NEED_MISSING', 'needFr')]),
    languages: () => languagesOf(input.languages, 'languages'),
    urgencyLevel: () => input.urgencyLevel,
    urgency: () => urgencyOf(input.urgency),
    expiresOn: () => lastDayOf(input.expiresOn, day),
    contact: () => validateMailbox(input.contact, 'contact'),
    population: () => populationOf(input.population),
  });
  const [name] = author.names;
  const sources = [sourceOf(name!)];
  const id = newId('CooperationRequest');
  await tx.manager.insert(CooperationRequestEntity, {
    ...definedOnly<CooperationRequestEntity>(content),
    id,
    foreignAuthorityId: author.id,
    foreignAuthorityText: name!,
    countryCode: author.countryCode,
    openedOn: day,
    status: 'OPEN',
    statusSince: () => 'now()',
    answeredByIds: [],
    searchText: searchText([...author.names, content.needFr, content.needEn]),
    sources,
    asOf: day,
    confidence: Confidence.CONFIRMED,
  });
  return id;
}

/** @returns the id of the request */
export async function editRequest(tx: Transaction, input: CooperationRequestEditInput): Promise<string> {
  const request = await lockOwnRequest(tx, input);
  requireOpen(request);
  const { id: _, version: __, clientMutationId: ___, ...changes } = input;
  requireChanges(changes);
  const day = await dayOf(tx);
  const { values: ____, ...content } = await validateAll({
    values: () => requireValues(input, ['themeCodes', 'languages', 'expiresOn', 'contact']),
    themeCodes: () =>
      input.themeCodes == null ? request.themeCodes : validateThemes(tx, input.themeCodes, THEMES),
    needFr: () => (input.needFr === undefined ? request.needFr : needOf(input, 'needFr')),
    needEn: () => (input.needEn === undefined ? request.needEn : needOf(input, 'needEn')),
    languages: () =>
      input.languages == null ? request.languages : languagesOf(input.languages, 'languages'),
    urgencyLevel: () => urgencyLevelOf(input.urgencyLevel, request.urgencyLevel),
    urgency: () => (input.urgency === undefined ? request.urgency : urgencyOf(input.urgency)),
    expiresOn: () => (input.expiresOn == null ? request.expiresOn : lastDayOf(input.expiresOn, day)),
    contact: () => (input.contact == null ? request.contact : validateMailbox(input.contact, 'contact')),
    population: () => (input.population === undefined ? request.population : populationOf(input.population)),
  });
  const names = request.foreignAuthorityId ? (await authorOf(tx, request.foreignAuthorityId)).names : [];
  await tx.manager.update(
    CooperationRequestEntity,
    { id: request.id },
    {
      ...definedOnly<CooperationRequestEntity>(content),
      asOf: day,
      // A new last day is announced again.
      ...(content.expiresOn !== request.expiresOn && { expiryToldAt: null }),
      searchText: searchText([request.foreignAuthorityText, ...names, content.needFr, content.needEn]),
    },
  );
  return request.id;
}

/** Closes a request; pending replies lapse. @returns the id of the request */
export async function closeRequest(tx: Transaction, input: CooperationRequestCloseInput): Promise<string> {
  const request = await lockOwnRequest(tx, input);
  if (request.statusNow !== 'MATCHED') requireOpen(request);
  await tx.manager.update(
    CooperationRequestEntity,
    { id: request.id },
    { status: 'CLOSED', statusSince: () => 'now()', closingReason: input.reason },
  );
  await closePendingInterests(tx, request.id);
  return request.id;
}

/** Lapses the pending replies to a request that was matched with another authority, closed or expired. */
export async function closePendingInterests(tx: Reader, requestId: string): Promise<void> {
  await tx.named('ExpressionOfInterest.lapse')
    .rows(sql`UPDATE expression_of_interest SET status = 'LAPSED', answered_at = now()
    WHERE request_id = ${requestId} AND status = 'PENDING'`);
}

export type LockedRequest = CooperationRequestEntity & { statusNow: CooperationRequestEntity['status'] };

/** Locks a request, always before its replies, to avoid deadlocks. @throws Refusal NOT_FOUND, VERSION_CONFLICT */
export function lockRequest(tx: Transaction, id: string, version?: number): Promise<LockedRequest> {
  return lockRow<LockedRequest>(
    tx,
    'CooperationRequest',
    sql`SELECT ${columnsOf(CooperationRequestEntity, 'r')}, ${statusNow} AS "statusNow" FROM cooperation_request r WHERE r.id = ${id}`,
    version,
  );
}

/** @throws Refusal REQUEST_NOT_OPEN */
export function requireOpen({ statusNow: status }: LockedRequest, field = 'id'): void {
  if (status !== 'OPEN') throw refusal('REQUEST_NOT_OPEN.IS', field, { status });
}

async function lockOwnRequest(
  tx: Transaction,
  input: { id: string; version: number },
): Promise<LockedRequest> {
  const id = requireId('CooperationRequest', input.id, 'input.id');
  const request = await lockRequest(tx, id);
  // A request without an author in this graph can be changed by administrators only.
  requirePermission(tx.actor, 'request:write', request.foreignAuthorityId ?? '');
  return lockRequest(tx, id, input.version);
}

async function authorOf(tx: Transaction, id: string): Promise<Author> {
  const [author] = await tx
    .named('CooperationRequest.author')
    .rows<Author>(
      sql`SELECT id, country_code AS "countryCode", names FROM foreign_authority WHERE id = ${id}`,
    );
  if (!author) throw refusal('FOREIGN_AUTHORITY_UNKNOWN', 'foreignAuthorityId', { id });
  return author;
}

type Needs = { needFr?: string | null; needEn?: string | null };
const needOf = (input: Needs, field: keyof Needs) =>
  validateOptionalText(input[field] ?? null, field, NEED_LENGTH);

/** A request that says when help is needed goes on saying it. @throws Refusal URGENCY_MISSING */
function urgencyLevelOf<Level extends string>(changed: Level | null | undefined, before: Level | null) {
  if (changed === null && before !== null) throw refusal('URGENCY_MISSING', 'urgencyLevel');
  return changed === undefined ? before : changed;
}

const urgencyOf = (urgency: string | null | undefined) =>
  validateOptionalText(urgency ?? null, 'urgency', URGENCY_LENGTH);

function lastDayOf(expiresOn: string, day: string): string {
  const latest = `${Number(day.slice(0, 4)) + MAX_YEARS}${day.slice(4)}`;
  if (expiresOn <= day || expiresOn > latest) throw refusal('EXPIRY_INVALID.UP_TO', 'expiresOn', { latest });
  return expiresOn;
}

function populationOf(population: number | null | undefined): number | null {
  if (population == null) return null;
  if (population < 1 || population > MAX_INHABITANTS)
    throw refusal('NUMBER_INVALID.INHABITANTS', 'population');
  return population;
}
