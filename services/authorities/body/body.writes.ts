import { requirePermission, scopeTargets } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  definedOnly,
  lockRow,
  requireChanges,
  requireLikelyDates,
  requireValues,
  validateAll,
  validateOptionalText,
  validateText,
  validateUrl,
  type Transaction,
} from '#kernel/mutations';
import { makeId, newId, requireId } from '#kernel/values';
import { provenanceForCreate, provenanceForEdit, refusal, requirePast } from '#vocabulary';
import { AuthorityEntity } from '../authority/authority.entity.js';
import { BODY_KINDS } from './body-member.entity.js';
import { writeWebsite } from '../contact/contact.writes.js';
import { withSiren, withSuchName, type Candidate } from './body.duplicates.js';
import { addMembers, changeMembers, memberIdsOf, requireMembers } from './body.members.js';
import { seatOf } from './body.seat.js';
import type { BodyCreateInput, BodyEditInput } from './body.write.input.js';

export const CREATE_SCOPE = 'body:create';
export const SCOPE = 'body:write';
const columns = columnsOf(AuthorityEntity, 'a');

/** Source label of the actor: an administrator, a reviewer, or the body whose editor they are. */
function bodySourceLabel({ actor }: Transaction, scope: string): string {
  if (scopeTargets(actor, scope) !== 'ALL') return 'the body';
  return actor.roles.includes('ADMINISTRATOR') ? 'an administrator' : 'a reviewer';
}

/** Validated texts of the input; omitted fields are left out. @throws Refusal TEXT_INVALID */
async function textsOf({ name, shortName, note }: BodyCreateInput | BodyEditInput) {
  const texts = await validateAll({
    name: () => (name == null ? undefined : validateText(name, 'name', 200)),
    shortName: () => validateOptionalText(shortName, 'shortName', 100),
    note: () => validateOptionalText(note, 'note', 1_000),
  });
  return definedOnly<AuthorityEntity>(texts);
}

const wordsOf = ({ name, shortName }: Pick<AuthorityEntity, 'name' | 'shortName'>): string =>
  searchText([name, ...(shortName === null ? [] : [shortName])]);

/** @throws Refusal DATES_INVALID when a body ends before it begins, as far as both dates are known */
function requireOrder(from: string | null, to: string | null | undefined): void {
  if (from === null || to == null) return;
  const length = Math.min(from.length, to.length);
  if (to.slice(0, length) < from.slice(0, length))
    throw refusal('DATES_INVALID.ENDS_BEFORE_BEGINS', 'validTo');
}

/** Refuses with the authorities that may be the same, which it adds to `candidates`. @throws Refusal POSSIBLE_DUPLICATE */
function refuseDuplicates(
  found: readonly Candidate[],
  reason: 'POSSIBLE_DUPLICATE.SIREN' | 'POSSIBLE_DUPLICATE.BODY_NAME',
  field: string,
  candidates: string[],
): void {
  const [first] = found;
  if (!first) return;
  candidates.push(...found.map(({ id }) => id));
  throw refusal(reason, field, { name: first.name, id: first.id });
}

/**
 * Creates a body.
 * @param candidates receives the ids of authorities that may be the same, when it is refused as a duplicate
 * @returns its id
 */
export async function createBody(
  transaction: Transaction,
  input: BodyCreateInput,
  candidates: string[],
): Promise<string> {
  const { kind, siren = null, validFrom = null } = input;
  const { texts, website, memberIds, seat } = await validateAll({
    texts: () => textsOf(input),
    website: () => (input.website == null ? input.website : validateUrl(input.website, 'website')),
    memberIds: () => newMembers(transaction, input.memberIds),
    seat: () => seatOf(transaction, input.departmentCode ?? null, input.regionCode ?? null),
    dates: () => requireLikelyDates(input, ['validFrom']),
    validFrom: () => requirePast(transaction, validFrom, 'validFrom'),
  });
  // Two that are created at once see each other's names.
  await transaction.named('Body.lock').rows(sql`SELECT pg_advisory_xact_lock(hashtext('body'))`);
  const names = { name: texts.name!, shortName: texts.shortName ?? null };
  if (siren !== null)
    refuseDuplicates(await withSiren(transaction, siren), 'POSSIBLE_DUPLICATE.SIREN', 'siren', candidates);
  if (!input.createAnyway)
    refuseDuplicates(
      await withSuchName(transaction, [names.name, names.shortName]),
      'POSSIBLE_DUPLICATE.BODY_NAME',
      'name',
      candidates,
    );
  const key = `BODY-${newId('Authority')}`;
  const id = makeId('Authority', key);
  await transaction.manager.insert(AuthorityEntity, {
    ...provenanceForCreate(bodySourceLabel(transaction, CREATE_SCOPE)),
    ...names,
    ...seat,
    id,
    key,
    kind,
    siren,
    validFrom,
    note: texts.note ?? null,
    searchText: wordsOf(names),
  });
  await addMembers(transaction, id, memberIds);
  if (website != null)
    await writeWebsite(transaction, id, website, bodySourceLabel(transaction, CREATE_SCOPE));
  return id;
}

async function newMembers(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const memberIds = memberIdsOf(ids, 'memberIds');
  if (!memberIds.length) throw refusal('MEMBERS_INVALID.NONE', 'memberIds');
  await requireMembers(transaction, memberIds, 'memberIds');
  return memberIds;
}

/**
 * Edits a body. @param candidates as for {@link createBody}
 * @returns its id
 */
export async function editBody(
  transaction: Transaction,
  input: BodyEditInput,
  candidates: string[],
): Promise<string> {
  const id = requireId('Authority', input.id, 'input.id');
  requirePermission(transaction.actor, SCOPE, id);
  const body = await lockRow<AuthorityEntity>(
    transaction,
    'Authority',
    sql`SELECT ${columns} FROM authority a WHERE a.id = ${id}`,
    input.version,
  );
  if (!BODY_KINDS.some((bodyKind) => bodyKind === body.kind))
    throw refusal('NOT_A_BODY', 'id', { name: body.name });
  if (body.validTo !== null)
    throw refusal('AUTHORITY_CLOSED.ON', 'id', { name: body.name, day: body.validTo });
  const { kind, siren, departmentCode, regionCode, validFrom, validTo } = input;
  if (validTo != null) requirePermission(transaction.actor, CREATE_SCOPE);
  const movesSeat = departmentCode !== undefined || regionCode !== undefined;
  const { texts, website, seat, added, removed } = await validateAll({
    values: () => requireValues(input, ['name', 'kind', 'validTo']),
    texts: () => textsOf(input),
    website: () => (input.website == null ? input.website : validateUrl(input.website, 'website')),
    seat: () =>
      movesSeat &&
      seatOf(
        transaction,
        departmentCode === undefined ? body.departmentCode : departmentCode,
        // The région of before goes with its département.
        regionCode === undefined ? (departmentCode === null ? body.regionCode : null) : regionCode,
      ),
    dates: () => requireLikelyDates(input, ['validFrom', 'validTo']),
    validFrom: () => requirePast(transaction, validFrom, 'validFrom'),
    validTo: () => requirePast(transaction, validTo, 'validTo'),
    order: () => requireOrder(validFrom === undefined ? body.validFrom : validFrom, validTo),
    added: () => memberIdsOf(input.addMemberIds, 'addMemberIds'),
    removed: () => memberIdsOf(input.removeMemberIds, 'removeMemberIds'),
  });
  if (siren != null && siren !== body.siren)
    refuseDuplicates(await withSiren(transaction, siren), 'POSSIBLE_DUPLICATE.SIREN', 'siren', candidates);
  const changes: Partial<AuthorityEntity> = {
    ...texts,
    ...seat,
    ...(kind != null && { kind }),
    ...(siren !== undefined && { siren }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo != null && { validTo }),
  };
  const changesMembers = await changeMembers(transaction, id, added, removed);
  const party = bodySourceLabel(transaction, SCOPE);
  if (website !== undefined) await writeWebsite(transaction, id, website, party);
  if (!changesMembers && website === undefined) requireChanges(changes);
  await transaction.manager.update(
    AuthorityEntity,
    { id },
    {
      ...changes,
      ...provenanceForEdit(party, body, {
        ...changes,
        ...(changesMembers && { members: true }),
      }),
      searchText: wordsOf({ ...body, ...changes }),
    },
  );
  return id;
}
