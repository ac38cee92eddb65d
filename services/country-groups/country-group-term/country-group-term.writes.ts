import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import {
  lockRow,
  definedOnly,
  refuseAny,
  validateAll,
  validateOptionalText,
  requireChanges,
  requireLikelyDates,
  requireValues,
  validateText,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal, dayOf, provenanceForEdit, provenanceForCreate, requirePast } from '#vocabulary';
import { CountryGroupTermEntity } from './country-group-term.entity.js';
import { CountryGroupRole } from './country-group-term.type.js';
import type {
  CountryGroupTermEditInput,
  CountryGroupTermEndInput,
  CountryGroupTermStartInput,
} from './country-group-term.write.input.js';
import { SCOPE, groupSourceLabel, lockGroup, refuseClosed } from '../country-group/country-group.writes.js';

const columns = columnsOf(CountryGroupTermEntity, 't');

type Dates = Pick<CountryGroupTermEntity, 'startsOn' | 'endsOn' | 'seenOn'>;

/** @throws Refusal DATE_INVALID, DATES_INVALID, DATE_NEEDED */
function checkDates(dates: Dates, role: string): void {
  const { startsOn, endsOn, seenOn } = dates;
  requireLikelyDates(dates, ['startsOn', 'endsOn', 'seenOn']);
  refuseAny([
    startsOn !== null &&
      endsOn !== null &&
      endsOn < startsOn &&
      problem('DATES_INVALID.ENDS_BEFORE_BEGINS', 'endsOn'),
    seenOn !== null &&
      startsOn !== null &&
      startsOn.slice(0, seenOn.length) > seenOn &&
      problem('DATES_INVALID.SEEN_BEFORE', 'seenOn'),
    seenOn !== null &&
      endsOn !== null &&
      endsOn.slice(0, seenOn.length) < seenOn &&
      problem('DATES_INVALID.SEEN_AFTER', 'seenOn'),
    role !== CountryGroupRole.FORMER_PRESIDENT &&
      startsOn === null &&
      seenOn === null &&
      problem('DATE_NEEDED', 'startsOn'),
  ]);
}

async function textsOf({
  person,
  roleText,
  authorityId,
}: CountryGroupTermStartInput | CountryGroupTermEditInput) {
  const texts = await validateAll({
    person: () => (person == null ? undefined : validateText(person, 'person', 200)),
    roleText: () => validateOptionalText(roleText, 'roleText', 200),
    authorityId: () =>
      authorityId == null ? authorityId : requireId('Authority', authorityId, 'input.authorityId'),
  });
  return definedOnly<CountryGroupTermEntity>(texts);
}

export async function startTerm(
  transaction: Transaction,
  input: CountryGroupTermStartInput,
): Promise<string> {
  const groupId = requireId('CountryGroup', input.groupId, 'input.groupId');
  requirePermission(transaction.actor, SCOPE, groupId);
  const group = await lockGroup(transaction, groupId);
  refuseClosed(group, 'groupId');
  const { role, startsOn = null, endsOn = null, seenOn = null } = input;
  const { texts: validTexts } = await validateAll({
    past: () => requirePast(transaction, seenOn, 'seenOn'),
    dates: () => checkDates({ startsOn, endsOn, seenOn }, role),
    texts: () => textsOf(input),
  });
  const { person, ...texts } = validTexts;
  const id = newId('CountryGroupTerm');
  await transaction.manager.insert(CountryGroupTermEntity, {
    ...provenanceForCreate(groupSourceLabel(transaction)),
    ...texts,
    id,
    groupCode: group.code,
    person: person!,
    role,
    startsOn,
    endsOn,
    seenOn,
  });
  return id;
}

/**
 * Locks a term after its group, in the order of all writers.
 * @throws FORBIDDEN, Refusal NOT_FOUND, VERSION_CONFLICT, GROUP_CLOSED
 */
async function lockTerm(transaction: Transaction, termId: string, version: number) {
  const id = requireId('CountryGroupTerm', termId, 'input.id');
  const [owner] = await transaction
    .named('CountryGroupTerm.group')
    .rows<{ id: string }>(
      sql`SELECT g.id FROM country_group_term t JOIN country_group g ON g.code = t.group_code WHERE t.id = ${id}`,
    );
  if (!owner) throw refusal('NOT_FOUND', 'id', { type: 'CountryGroupTerm' });
  requirePermission(transaction.actor, SCOPE, owner.id);
  refuseClosed(await lockGroup(transaction, owner.id));
  return lockRow<CountryGroupTermEntity>(
    transaction,
    'CountryGroupTerm',
    sql`SELECT ${columns} FROM country_group_term t WHERE t.id = ${id}`,
    version,
  );
}

export async function editTerm(transaction: Transaction, input: CountryGroupTermEditInput): Promise<string> {
  const term = await lockTerm(transaction, input.id, input.version);
  const { role, startsOn, endsOn, seenOn } = input;
  const facts = definedOnly<CountryGroupTermEntity>({ role: role ?? undefined, startsOn, endsOn, seenOn });
  const after = { ...term, ...facts };
  const { texts } = await validateAll({
    values: () => requireValues(input, ['person', 'role']),
    past: () => requirePast(transaction, seenOn, 'seenOn'),
    dates: () => checkDates(after, after.role),
    texts: () => textsOf(input),
  });
  const changes: Partial<CountryGroupTermEntity> = { ...texts, ...facts };
  requireChanges(changes);
  await transaction.manager.update(
    CountryGroupTermEntity,
    { id: term.id },
    {
      ...changes,
      ...provenanceForEdit(groupSourceLabel(transaction), term, changes),
    },
  );
  return term.id;
}

export async function endTerm(transaction: Transaction, input: CountryGroupTermEndInput): Promise<string> {
  const term = await lockTerm(transaction, input.id, input.version);
  if (term.endsOn !== null) throw refusal('TERM_ENDED', 'id', { day: term.endsOn });
  const endsOn = input.endsOn ?? (await dayOf(transaction));
  checkDates({ ...term, endsOn }, term.role);
  await transaction.manager.update(
    CountryGroupTermEntity,
    { id: term.id },
    {
      ...provenanceForEdit(groupSourceLabel(transaction), term, { endsOn }),
      endsOn,
    },
  );
  return term.id;
}
