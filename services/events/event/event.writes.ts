import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  validateOptionalText,
  definedOnly,
  refuseAny,
  requireChanges,
  requireLikelyDates,
  requireValues,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import {
  problem,
  refusal,
  conflictsAfter,
  provenanceForEdit,
  provenanceForCreate,
  validateCountries,
} from '#vocabulary';
import { DEFAULT_TIME_ZONE, validateTimeZone } from './time-zone.js';
import { EventEntity } from './event.entity.js';
import { EventStatus } from './event.type.js';
import type {
  EventCancelInput,
  EventCreateInput,
  EventEditInput,
  EventHeldInput,
  EventPostponeInput,
} from './event.write.input.js';
import { lockOwned, sourceLabelFor, requireGroup, validateGroupCode } from '../owner.js';

export const SCOPE = 'event:write';
const columns = columnsOf(EventEntity, 'e');
const CREATED_AS: readonly string[] = [EventStatus.SAVE_THE_DATE, EventStatus.SCHEDULED, EventStatus.HELD];

type Dates = Pick<EventEntity, 'startDate' | 'endDate' | 'startTime' | 'endTime' | 'registrationDeadline'>;

/** @throws Refusal DATE_INVALID, DATES_INVALID, DEADLINE_INVALID */
function checkDates(dates: Dates): void {
  const { startDate, endDate, startTime, endTime, registrationDeadline } = dates;
  // The last day of an event of one day is its first.
  requireLikelyDates(dates, [
    'startDate',
    ...(endDate === startDate ? [] : ['endDate']),
    'registrationDeadline',
  ]);
  refuseAny([
    `${endDate} ${endTime ?? '24:00'}` < `${startDate} ${startTime ?? '00:00'}` &&
      problem('DATES_INVALID.ENDS_BEFORE_BEGINS', endDate < startDate ? 'endDate' : 'endTime'),
    registrationDeadline !== null &&
      registrationDeadline > startDate &&
      problem('DEADLINE_INVALID', 'registrationDeadline'),
  ]);
}

/** Dates and times of the input; omitted ones are left out. */
function datesOf(input: EventCreateInput | EventEditInput): Partial<Dates> {
  const { startDate, endDate, startTime, endTime, registrationDeadline } = input;
  return definedOnly<Dates>({
    startDate: startDate ?? undefined,
    endDate: endDate ?? undefined,
    startTime,
    endTime,
    registrationDeadline,
  });
}

/**
 * Validated columns of the input; omitted fields are left out.
 * @throws Refusal TEXT_INVALID, TIME_ZONE_INVALID, COUNTRIES_INVALID, GROUP_INVALID
 */
async function fieldsOf(
  transaction: Transaction,
  input: EventCreateInput | EventEditInput,
): Promise<Partial<EventEntity>> {
  const { kind, mode, timeZone, countryCodes, countryGroupCode } = input;
  const valid = await validateAll({
    titleFr: () => validateOptionalText(input.titleFr ?? undefined, 'titleFr', 200),
    titleEn: () => validateOptionalText(input.titleEn, 'titleEn', 200),
    place: () => validateOptionalText(input.place, 'place', 200),
    timeZone: () => (timeZone == null ? undefined : validateTimeZone(transaction, timeZone)),
    note: () => validateOptionalText(input.note, 'note', 1_000),
    countryCodes: () => (countryCodes ? validateCountries(countryCodes, 'countryCodes') : undefined),
    countryGroupCode: () =>
      countryGroupCode === undefined ? undefined : validateGroupCode(countryGroupCode),
  });
  return definedOnly<EventEntity>({
    kind: kind ?? undefined,
    mode: mode ?? undefined,
    ...datesOf(input),
    ...valid,
  });
}

const searchOf = ({ titleFr, titleEn, place }: Pick<EventEntity, 'titleFr' | 'titleEn' | 'place'>) =>
  searchText([titleFr, titleEn, place]);

export async function createEvent(transaction: Transaction, input: EventCreateInput): Promise<string> {
  requireGroup(transaction.actor, SCOPE, validateGroupCode(input.countryGroupCode ?? null));
  const status = input.status ?? EventStatus.SCHEDULED;
  const dates: Dates = {
    startDate: input.startDate,
    endDate: input.startDate,
    startTime: null,
    endTime: null,
    registrationDeadline: null,
    ...datesOf(input),
  };
  const { fields } = await validateAll({
    status: () =>
      refuseAny([
        !CREATED_AS.includes(status) &&
          problem('STATUS_INVALID.NEW_EVENT', 'status', { allowed: CREATED_AS.join(', ') }),
      ]),
    fields: () => fieldsOf(transaction, input),
    dates: () => checkDates(dates),
  });
  const event = {
    titleEn: null,
    place: null,
    note: null,
    countryCodes: [],
    countryGroupCode: null,
    timeZone: DEFAULT_TIME_ZONE,
    ...dates,
    ...fields,
  } as unknown as EventEntity;
  const id = newId('Event');
  await transaction.manager.insert(EventEntity, {
    ...event,
    ...provenanceForCreate(sourceLabelFor(transaction, SCOPE)),
    id,
    status,
    conflicts: [],
    searchText: searchOf(event),
  });
  return id;
}

function lockEvent(transaction: Transaction, id: string, version: number) {
  const select = sql`SELECT ${columns} FROM event e WHERE e.id = ${requireId('Event', id, 'input.id')}`;
  return lockOwned<EventEntity>(transaction, 'Event', select, SCOPE, version);
}

async function writeEvent(transaction: Transaction, event: EventEntity, changes: Partial<EventEntity>) {
  const after = { ...event, ...changes };
  checkDates(after);
  await transaction.manager.update(
    EventEntity,
    { id: event.id },
    {
      ...changes,
      ...provenanceForEdit(sourceLabelFor(transaction, SCOPE), event, changes),
      ...conflictsAfter(sourceLabelFor(transaction, SCOPE), event.conflicts, changes),
      searchText: searchOf(after),
    },
  );
  return event.id;
}

export async function editEvent(transaction: Transaction, input: EventEditInput): Promise<string> {
  const event = await lockEvent(transaction, input.id, input.version);
  if (event.status === EventStatus.CANCELLED) throw refusal('STATUS_INVALID.EVENT_CANCELLED', 'id');
  if (input.countryGroupCode !== undefined)
    requireGroup(transaction.actor, SCOPE, validateGroupCode(input.countryGroupCode));
  const { fields } = await validateAll({
    values: () =>
      requireValues(input, [
        'kind',
        'titleFr',
        'startDate',
        'endDate',
        'mode',
        'timeZone',
        'countryCodes',
        'isScheduled',
      ]),
    fields: () => fieldsOf(transaction, input),
    dates: () => checkDates({ ...event, ...datesOf(input) }),
  });
  const changes = {
    ...fields,
    ...(input.isScheduled === true && { status: EventStatus.SCHEDULED }),
  };
  requireChanges(changes);
  return writeEvent(transaction, event, changes);
}

export async function postponeEvent(transaction: Transaction, input: EventPostponeInput): Promise<string> {
  const event = await lockEvent(transaction, input.id, input.version);
  const { startDate, startTime, endTime, registrationDeadline } = input;
  const statusReason = validateOptionalText(input.reason, 'reason', 1_000) ?? null;
  if (startDate == null) {
    if ([input.endDate, startTime, endTime, registrationDeadline].some((value) => value != null))
      throw refusal('VALUE_NEEDED.FIRST_DAY', 'startDate');
    if (event.status === EventStatus.POSTPONED) throw refusal('STATUS_INVALID.EVENT_POSTPONED', 'id');
    return writeEvent(transaction, event, { status: EventStatus.POSTPONED, statusReason });
  }
  if (startDate <= event.startDate)
    throw refusal('DATES_INVALID.AFTER', 'startDate', { day: event.startDate });
  if (event.status === EventStatus.HELD || event.status === EventStatus.CANCELLED)
    throw refusal('STATUS_INVALID.IS', 'id', { status: event.status });
  return writeEvent(transaction, event, {
    status: event.status === EventStatus.SAVE_THE_DATE ? EventStatus.SAVE_THE_DATE : EventStatus.SCHEDULED,
    statusReason,
    startDate,
    endDate: input.endDate ?? startDate,
    ...(startTime !== undefined && { startTime }),
    ...(endTime !== undefined && { endTime }),
    ...(registrationDeadline !== undefined && { registrationDeadline }),
  });
}

export async function cancelEvent(transaction: Transaction, input: EventCancelInput): Promise<string> {
  const event = await lockEvent(transaction, input.id, input.version);
  if (event.status === EventStatus.CANCELLED) throw refusal('STATUS_INVALID.EVENT_CANCELLED', 'id');
  const statusReason = validateOptionalText(input.reason, 'reason', 1_000) ?? null;
  return writeEvent(transaction, event, { status: EventStatus.CANCELLED, statusReason });
}

export async function holdEvent(transaction: Transaction, input: EventHeldInput): Promise<string> {
  const event = await lockEvent(transaction, input.id, input.version);
  if (event.status === EventStatus.HELD) throw refusal('STATUS_INVALID.EVENT_HELD', 'id');
  return writeEvent(transaction, event, { status: EventStatus.HELD });
}
