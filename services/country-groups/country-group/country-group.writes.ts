import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  lockRow,
  definedOnly,
  refuseAny,
  validateAll,
  validateOptionalText,
  requireChanges,
  requireValues,
  validateText,
  validateUrl,
  type Transaction,
} from '#kernel/mutations';
import { makeId, requireId } from '#kernel/values';
import {
  problem,
  refusal,
  provenanceForEdit,
  provenanceForCreate,
  validateMailbox,
  sourceLabel,
  requirePast,
} from '#vocabulary';
import { CountryGroupEntity } from './country-group.entity.js';
import { CountryGroupStatus } from './country-group.type.js';
import type {
  CountryGroupCloseInput,
  CountryGroupCreateInput,
  CountryGroupEditInput,
} from './country-group.write.input.js';

export const SCOPE = 'country-group:write';
export const CREATE_SCOPE = 'country-group:create';
const MAX_COUNTRIES = 30;
const columns = columnsOf(CountryGroupEntity, 'g');

/** Source label of the actor. */
export const groupSourceLabel = ({ actor }: Transaction) => sourceLabel(actor, SCOPE, 'the country group');

/**
 * Locks a group; writers of the group and of its terms are serialised by this lock.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT
 */
export function lockGroup(transaction: Transaction, id: string, version?: number) {
  const select = sql`SELECT ${columns} FROM country_group g WHERE g.id = ${id}`;
  return lockRow<CountryGroupEntity>(transaction, 'CountryGroup', select, version);
}

export function refuseClosed(group: CountryGroupEntity, field = 'id'): void {
  if (group.closedOn !== null) throw refusal('GROUP_CLOSED', field, { day: group.closedOn });
}

/**
 * Search texts of the countries, which are part of the search text of the group.
 * @throws Refusal COUNTRY_UNKNOWN, COUNTRIES_INVALID
 */
async function countryTexts(transaction: Transaction, codes: readonly string[]): Promise<string[]> {
  if (!codes.length || codes.length > MAX_COUNTRIES || new Set(codes).size < codes.length)
    throw refusal('COUNTRIES_INVALID.BETWEEN', 'countryCodes', { max: MAX_COUNTRIES });
  const known = await transaction
    .named('Country.texts')
    .rows<{ code: string; text: string }>(
      sql`SELECT code, search_text AS text FROM country WHERE code = ANY(${codes}::text[]) ORDER BY code`,
    );
  const unknown = codes.find((code) => !known.some((country) => country.code === code));
  if (unknown) throw refusal('COUNTRY_UNKNOWN.CODE', 'countryCodes', { code: unknown });
  return known.map(({ text }) => text);
}

/** Validated texts of the input; omitted fields are left out. @throws Refusal TEXT_INVALID, CONTACT_INVALID, URL_INVALID */
async function textsOf(input: CountryGroupCreateInput | CountryGroupEditInput) {
  const { nameFr, nameEn, contact, website, note } = input;
  const texts = await validateAll({
    nameFr: () => (nameFr == null ? undefined : validateText(nameFr, 'nameFr', 200)),
    nameEn: () => (nameEn == null ? undefined : validateText(nameEn, 'nameEn', 200)),
    contact: () => (contact == null ? contact : validateMailbox(contact, 'contact')),
    website: () => (website == null ? website : validateUrl(website, 'website')),
    note: () => validateOptionalText(note, 'note', 1_000),
  });
  return definedOnly<CountryGroupEntity>(texts);
}

export async function createGroup(transaction: Transaction, input: CountryGroupCreateInput): Promise<string> {
  const { code, countryCodes, createdOn = null, lastActivityOn = null } = input;
  // Other subgraphs know groups by code and derive the id from it, as the load does.
  const id = makeId('CountryGroup', code);
  const { texts: validTexts, countries } = await validateAll({
    code: () => refuseAny([!/^[A-Z]{2,40}$/.test(code) && problem('CODE_INVALID.GROUP', 'code')]),
    lastActivityOn: () => requirePast(transaction, lastActivityOn, 'lastActivityOn'),
    createdOn: () => requirePast(transaction, createdOn, 'createdOn'),
    texts: () => textsOf(input),
    countries: () => countryTexts(transaction, countryCodes),
  });
  const { nameFr, nameEn, ...texts } = validTexts;
  await transaction.manager.insert(CountryGroupEntity, {
    ...provenanceForCreate(groupSourceLabel(transaction)),
    ...texts,
    id,
    code,
    nameFr: nameFr!,
    nameEn: nameEn!,
    countryCodes,
    createdOn,
    lastActivityOn,
    status: input.status ?? CountryGroupStatus.LISTED,
    searchText: searchText([nameFr, nameEn, code, ...countries]),
  });
  return id;
}

export async function editGroup(transaction: Transaction, input: CountryGroupEditInput): Promise<string> {
  const id = requireId('CountryGroup', input.id, 'input.id');
  requirePermission(transaction.actor, SCOPE, id);
  const group = await lockGroup(transaction, id, input.version);
  refuseClosed(group);
  const { createdOn, lastActivityOn, status } = input;
  const { texts, countries } = await validateAll({
    values: () => requireValues(input, ['nameFr', 'nameEn', 'countryCodes', 'status']),
    lastActivityOn: () => requirePast(transaction, lastActivityOn, 'lastActivityOn'),
    createdOn: () => requirePast(transaction, createdOn, 'createdOn'),
    texts: () => textsOf(input),
    countries: () => countryTexts(transaction, input.countryCodes ?? group.countryCodes),
  });
  const changes: Partial<CountryGroupEntity> = {
    ...texts,
    ...(input.countryCodes != null && { countryCodes: input.countryCodes }),
    ...(createdOn !== undefined && { createdOn }),
    ...(lastActivityOn !== undefined && { lastActivityOn }),
    ...(status != null && { status }),
  };
  requireChanges(changes);
  const { nameFr, nameEn } = { ...group, ...changes };
  await transaction.manager.update(
    CountryGroupEntity,
    { id },
    {
      ...changes,
      ...provenanceForEdit(groupSourceLabel(transaction), group, changes),
      searchText: searchText([nameFr, nameEn, group.code, ...countries]),
    },
  );
  return id;
}

export async function closeGroup(transaction: Transaction, input: CountryGroupCloseInput): Promise<string> {
  const id = requireId('CountryGroup', input.id, 'input.id');
  requirePermission(transaction.actor, SCOPE, id);
  const group = await lockGroup(transaction, id, input.version);
  refuseClosed(group);
  const day = await requirePast(transaction, input.closedOn, 'closedOn');
  const closedOn = input.closedOn ?? day;
  if (group.createdOn !== null && closedOn.slice(0, group.createdOn.length) < group.createdOn)
    throw refusal('DATE_INVALID.BEFORE_CREATION', 'closedOn', { date: group.createdOn });
  await transaction.manager.update(
    CountryGroupEntity,
    { id },
    {
      ...provenanceForEdit(groupSourceLabel(transaction), group, { closedOn }),
      closedOn,
    },
  );
  await transaction.rows(sql`UPDATE country_group_term SET ends_on = greatest(starts_on, ${closedOn}::date)
    WHERE group_code = ${group.code} AND starts_on IS NOT NULL AND (ends_on IS NULL OR ends_on > ${closedOn}::date)`);
  return id;
}
