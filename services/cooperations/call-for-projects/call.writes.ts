import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  requireChanges,
  requireLikelyDates,
  requireValues,
  refuseAny,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { makeId, requireId } from '#kernel/values';
import {
  problem,
  refusal,
  conflictsAfter,
  dayOf,
  provenanceForEdit,
  provenanceForCreate,
  validateCountries,
  validateThemes,
} from '#vocabulary';
import { CallForProjectsEntity } from './call.entity.js';
import { CallForProjectsKind } from './call.type.js';
import type {
  CallForProjectsCloseInput,
  CallForProjectsEditInput,
  CallForProjectsOpenInput,
} from './call.write.input.js';
import { ministryOf } from '../partnership/partners.writes.js';

export const SCOPE = 'call:write';
const columns = columnsOf(CallForProjectsEntity, 'c');
const PERCENTS = ['maxCofinancingLeastDevelopedPercent', 'maxCofinancingOtherPercent'] as const;
const SMALL = ['minimumFrenchAuthorities', 'minimumMonths', 'maximumMonths'] as const;
const COUNTS = ['applications', 'laureatesCount', 'grantEur', 'totalBudgetEur'] as const;

/** Validated numbers of the input; omitted fields are left out. @throws Refusal NUMBER_INVALID */
function numbersOf(input: CallForProjectsOpenInput | CallForProjectsEditInput) {
  const upTo = (fields: readonly (keyof typeof input)[], max: number) =>
    fields.map((field) => {
      const value = input[field] as number | null | undefined;
      return { field, value, max };
    });
  const numbers = [...upTo(PERCENTS, 100), ...upTo(SMALL, 1_000), ...upTo(COUNTS, 2 ** 31 - 1)];
  refuseAny(
    numbers.map(
      ({ field, value, max }) =>
        value != null && (value < 0 || value > max) && problem('NUMBER_INVALID.BETWEEN', field, { max }),
    ),
  );
  return Object.fromEntries(numbers.map(({ field, value }) => [field, value]));
}

async function fieldsOf(
  transaction: Transaction,
  input: CallForProjectsOpenInput | CallForProjectsEditInput,
): Promise<Partial<CallForProjectsEntity>> {
  const { kind, countryCodes, themeCodes, opensOn, closesOn, resultsOn } = input;
  const {
    abroad: _,
    numbers,
    ...valid
  } = await validateAll({
    abroad: () =>
      refuseAny([countryCodes?.includes('FR') && problem('COUNTRY_INVALID.PROJECTS', 'countryCodes')]),
    nameFr: () => validateOptionalText(input.nameFr ?? undefined, 'nameFr', 200),
    nameEn: () => validateOptionalText(input.nameEn, 'nameEn', 200),
    applicants: () => validateOptionalText(input.applicants, 'applicants', 1_000),
    note: () => validateOptionalText(input.note, 'note', 1_000),
    countryCodes: () => (countryCodes ? validateCountries(countryCodes, 'countryCodes', 100) : undefined),
    themeCodes: () => (themeCodes ? validateThemes(transaction, themeCodes) : undefined),
    numbers: () => numbersOf(input),
  });
  return definedOnly<CallForProjectsEntity>({
    kind: kind ?? undefined,
    opensOn,
    closesOn,
    resultsOn,
    ...valid,
    ...numbers,
  });
}

/** @throws Refusal DATE_INVALID, DATES_INVALID, NUMBER_INVALID, COUNTRIES_INVALID */
function check(call: CallForProjectsEntity): void {
  const { opensOn, closesOn, resultsOn, minimumMonths, maximumMonths, applications, laureatesCount } = call;
  requireLikelyDates(call, ['opensOn', 'closesOn', 'resultsOn']);
  const days = [opensOn, closesOn, resultsOn].filter((day) => day != null);
  refuseAny([
    days.some((day, index) => index > 0 && day < days[index - 1]!) && problem('DATES_INVALID.CALL_ORDER'),
    minimumMonths != null &&
      maximumMonths != null &&
      minimumMonths > maximumMonths &&
      problem('NUMBER_INVALID.MONTHS', 'maximumMonths'),
    applications != null &&
      laureatesCount != null &&
      laureatesCount > applications &&
      problem('NUMBER_INVALID.RETAINED', 'laureatesCount'),
    call.kind === CallForProjectsKind.LABEL_SESSION &&
      call.countryCodes.length > 0 &&
      problem('COUNTRIES_INVALID.LABEL_SESSION', 'countryCodes'),
  ]);
}

export async function openCall(transaction: Transaction, input: CallForProjectsOpenInput): Promise<string> {
  const { code } = input;
  const id = makeId('CallForProjects', code);
  requirePermission(transaction.actor, SCOPE, id);
  const empty = { nameEn: null, countryCodes: [], themeCodes: [] };
  const { fields } = await validateAll({
    code: () =>
      refuseAny([
        (code.length > 60 || !/^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(code)) && problem('CODE_INVALID.CALL', 'code'),
      ]),
    fields: () => fieldsOf(transaction, input),
    facts: () => check({ ...empty, ...definedOnly(input) } as unknown as CallForProjectsEntity),
  });
  const call = { ...empty, ...fields, conflicts: [] } as unknown as CallForProjectsEntity;
  await transaction.manager.insert(CallForProjectsEntity, {
    ...call,
    ...provenanceForCreate(ministryOf(transaction)),
    id,
    code,
    searchText: searchText([call.nameFr, call.nameEn]),
  });
  return id;
}

function lockCall(transaction: Transaction, callId: string, version: number) {
  const id = requireId('CallForProjects', callId, 'input.id');
  requirePermission(transaction.actor, SCOPE, id);
  const select = sql`SELECT ${columns} FROM call_for_projects c WHERE c.id = ${id}`;
  return lockRow<CallForProjectsEntity>(transaction, 'CallForProjects', select, version);
}

async function writeCall(
  transaction: Transaction,
  call: CallForProjectsEntity,
  changes: Partial<CallForProjectsEntity>,
): Promise<string> {
  const after = { ...call, ...changes };
  check(after);
  await transaction.manager.update(
    CallForProjectsEntity,
    { id: call.id },
    {
      ...changes,
      ...provenanceForEdit(ministryOf(transaction), call, changes),
      ...conflictsAfter(ministryOf(transaction), call.conflicts, changes),
      searchText: searchText([after.nameFr, after.nameEn]),
    },
  );
  return call.id;
}

/** The call with the values of an edit; one that cannot be cleared stays. */
const withChanges = (
  call: CallForProjectsEntity,
  input: CallForProjectsEditInput,
): CallForProjectsEntity => ({
  ...call,
  ...(definedOnly(input) as Partial<CallForProjectsEntity>),
  countryCodes: input.countryCodes ?? call.countryCodes,
});

export async function editCall(transaction: Transaction, input: CallForProjectsEditInput): Promise<string> {
  const call = await lockCall(transaction, input.id, input.version);
  const { changes } = await validateAll({
    values: () => requireValues(input, ['kind', 'nameFr', 'countryCodes', 'themeCodes']),
    changes: () => fieldsOf(transaction, input),
    facts: () => check(withChanges(call, input)),
  });
  requireChanges(changes);
  return writeCall(transaction, call, changes);
}

export async function closeCall(transaction: Transaction, input: CallForProjectsCloseInput): Promise<string> {
  const call = await lockCall(transaction, input.id, input.version);
  const day = await dayOf(transaction);
  const closesOn = input.closesOn ?? day;
  if (call.closesOn !== null && call.closesOn < day)
    throw refusal('CALL_CLOSED', 'id', { day: call.closesOn });
  if (closesOn > day) throw refusal('DATE_INVALID.IN_FUTURE_EDIT', 'closesOn');
  if (call.closesOn !== null && closesOn > call.closesOn)
    throw refusal('DATE_INVALID.AFTER_PLANNED', 'closesOn', { day: call.closesOn });
  return writeCall(transaction, call, { closesOn });
}
