import { getVtimezoneComponent } from '@touch4it/ical-timezones';
import ical, { ICalCalendarMethod, ICalEventStatus, type ICalCalendar } from 'ical-generator';
import type { MessageLanguage } from '#kernel/errors';
import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import { Problem } from '../problem.js';
import { readRows } from '../read-rows.js';
import { fileText } from '../texts.js';
import { eventKindName } from './terms.js';
import { WallClock } from './wall-clock.js';

/** How far back a calendar begins. */
const PAST_DAYS = 365;
const DAY_MS = 86_400_000;
/** How often programs should look for changes, in seconds. */
const TTL = 3_600;

const SOURCED = 'version provenance { asOf updatedAt source { title url } }';
const EVENTS = `query Agenda($first: Int!, $after: String, $filter: EventFilter) { page: events(first: $first, after: $after, filter: $filter, orderBy: [{ field: START_DATE }]) { nodes { id title kind startDate endDate startTime endTime timeZone place registrationDeadline status statusReason countries { name } countryGroup { name } ${SOURCED} } pageInfo { hasNextPage endCursor } } }`;
const CALLS = `query Deadlines($first: Int!, $after: String, $filter: CallForProjectsFilter) { page: callsForProjects(first: $first, after: $after, filter: $filter, orderBy: [{ field: CLOSES_ON, direction: DESC }]) { nodes { id name closesOn ${SOURCED} } pageInfo { hasNextPage endCursor } } }`;

interface Sourced {
  id: string;
  version: number;
  provenance: { asOf: string | null; updatedAt: string; source: { title: string; url: string | null } };
}

interface EventRow extends Sourced {
  title: string;
  kind: string;
  startDate: string;
  endDate: string;
  startTime: string | null;
  endTime: string | null;
  timeZone: string;
  place: string | null;
  registrationDeadline: string | null;
  status: string;
  statusReason: string | null;
  countries: { name: string }[] | null;
  countryGroup: { name: string } | null;
}

interface CallRow extends Sourced {
  name: string;
  closesOn: string | null;
}

/** What a calendar has: everything, or what concerns a country, a country group or a theme. */
export interface AgendaRequest {
  country: string | undefined;
  group: string | undefined;
  theme: string | undefined;
}

export interface AgendaContext {
  graph: PublicGraph;
  caller: PublicGraphRequest;
  language: MessageLanguage;
  linkOf: (id: string) => string;
  /** Day from which a calendar looks back. */
  today: string;
}

/**
 * Returns a calendar in iCalendar (RFC 5545): events with their time zones, the end of their registration, and deadlines of
 * calls. Events have no theme, and calls no country group: a calendar of one has none of the other.
 */
export async function agendaOf(request: AgendaRequest, context: AgendaContext): Promise<string> {
  const since = new Date(Date.parse(context.today) - PAST_DAYS * DAY_MS).toISOString().slice(0, 10);
  const { graph, caller, language } = context;
  const countryFilter = request.country ? { country: { in: request.country.split(',') } } : {};
  const calendar = ical({
    name: await nameOf(request, context),
    prodId: { company: 'Passerelle', product: 'agenda', language },
    method: ICalCalendarMethod.PUBLISH,
    ttl: TTL,
    timezone: { name: null, generator: getVtimezoneComponent },
  });
  if (!request.theme) {
    const groupFilter = request.group ? { countryGroup: { in: request.group.split(',') } } : {};
    const filter = { ...countryFilter, ...groupFilter, endDate: { gte: since } };
    for (const row of await readRows<EventRow>(graph, EVENTS, { filter }, caller))
      addEvent(calendar, row, context);
  }
  if (!request.group) {
    const themeFilter = request.theme ? { theme: { code: request.theme } } : {};
    const filter = { ...countryFilter, ...themeFilter, closesOn: { gte: since } };
    for (const row of await readRows<CallRow>(graph, CALLS, { filter }, caller)) {
      const title = fileText('CALL_CLOSES', { name: row.name }).in(language);
      if (row.closesOn) addDay(calendar, row, { id: `${row.id}-closes`, title, day: row.closesOn }, context);
    }
  }
  return calendar.toString();
}

const NAMES = `query AgendaName($country: CountryCode, $group: ID, $theme: ID, $hasCountry: Boolean!, $hasGroup: Boolean!, $hasTheme: Boolean!) { country(code: $country) @include(if: $hasCountry) { name } countryGroup(code: $group) @include(if: $hasGroup) { name } theme(code: $theme) @include(if: $hasTheme) { name } }`;

/** Name of a calendar, with what it is about: several codes stand as they are. @throws Problem */
async function nameOf(
  { country, group, theme }: AgendaRequest,
  { graph, caller, language }: AgendaContext,
): Promise<string> {
  const codes = [country, group, theme].filter((code) => code !== undefined);
  if (!codes.length) return fileText('AGENDA').in(language);
  const single = (code: string | undefined) => (code?.includes(',') ? undefined : code);
  const [one, two, three] = [single(country), single(group), single(theme)];
  const variables = {
    ...(one ? { country: one } : {}),
    ...(two ? { group: two } : {}),
    ...(three ? { theme: three } : {}),
    hasCountry: one !== undefined,
    hasGroup: two !== undefined,
    hasTheme: three !== undefined,
  };
  const result = one || two || three ? await graph.run(NAMES, variables, caller) : {};
  if (result.errors?.length) throw Problem.ofResult(result);
  const { data } = result as { data?: Record<string, { name: string } | null> | null };
  const names = [
    [country, data?.country],
    [group, data?.countryGroup],
    [theme, data?.theme],
  ] as const;
  const about = names.flatMap(([code, of]) => (code === undefined ? [] : [of?.name ?? code])).join(', ');
  return fileText('AGENDA_OF', { about }).in(language);
}

const STATUS: Readonly<Record<string, ICalEventStatus>> = {
  SAVE_THE_DATE: ICalEventStatus.TENTATIVE,
  POSTPONED: ICalEventStatus.TENTATIVE,
  SCHEDULED: ICalEventStatus.CONFIRMED,
  HELD: ICalEventStatus.CONFIRMED,
  CANCELLED: ICalEventStatus.CANCELLED,
};

function addEvent(calendar: ICalCalendar, row: EventRow, context: AgendaContext): void {
  const { title, startDate, endDate, startTime, endTime, timeZone } = row;
  const about = [row.countryGroup, ...(row.countries ?? [])].flatMap((one) => one?.name ?? []).join(', ');
  const reason = row.statusReason && fileText('STATUS', { status: row.statusReason }).in(context.language);
  const description = [about, reason].filter(Boolean).join('\n');
  const common = {
    ...commonOf(row, row.id, context, description),
    summary: title,
    location: row.place,
    status: STATUS[row.status] ?? null,
    categories: [{ name: eventKindName(row.kind, context.language) }],
  };
  if (startTime)
    calendar.createEvent({
      ...common,
      timezone: timeZone,
      start: WallClock.at(startDate, startTime),
      end: endTime ? WallClock.at(endDate, endTime) : null,
    });
  else calendar.createEvent({ ...common, allDay: true, start: new Date(startDate), end: dayAfter(endDate) });
  if (row.registrationDeadline)
    addDay(
      calendar,
      row,
      {
        id: `${row.id}-registration`,
        title: fileText('REGISTRATION_ENDS', { name: title }).in(context.language),
        day: row.registrationDeadline,
      },
      context,
    );
}

function addDay(
  calendar: ICalCalendar,
  row: Sourced,
  { id, title, day }: { id: string; title: string; day: string },
  context: AgendaContext,
): void {
  calendar.createEvent({
    ...commonOf(row, id, context),
    summary: title,
    allDay: true,
    start: new Date(day),
    end: dayAfter(day),
  });
}

/** What all entries have: an id and moments that are the same each time, so that programs know the entry again. */
function commonOf(
  { id, version, provenance }: Sourced,
  entryId: string,
  { language, linkOf }: AgendaContext,
  description = '',
) {
  const { source, asOf, updatedAt } = provenance;
  const state = asOf ? fileText('AS_OF', { date: asOf }) : fileText('DATE_UNKNOWN');
  const sourced = fileText('SOURCE', { source: source.title, state }).in(language);
  return {
    id: `${entryId}@passerelle`,
    sequence: version,
    stamp: new Date(updatedAt),
    lastModified: new Date(updatedAt),
    url: linkOf(id),
    description: [description, sourced, source.url].filter(Boolean).join('\n'),
  };
}

/** The end of a whole day is the day after it. */
const dayAfter = (day: string): Date => new Date(Date.parse(day) + DAY_MS);
