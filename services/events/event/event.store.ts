import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, keyArray, listByKey, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  requireKnownCodes,
  choiceCondition,
  overlapCondition,
  parentOf,
  rangeCondition,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { today, knownCountries, explainedPage } from '#vocabulary';
import { aboutCountry } from '../conditions.js';
import { EventEntity, EventParticipantEntity } from './event.entity.js';
import type { EventFilter, EventOrderField, EventsArgs } from './event.input.js';
import { knownGroups } from '../known-codes.js';

export type EventRow = EventEntity & { startsAt: Date | null; endsAt: Date | null; isUpcoming: boolean };

const isNeitherPostponedNorCancelled = sql`e.status NOT IN ('POSTPONED', 'CANCELLED')`;
/** Present day where an event takes place. */
const localToday = sql`(now() AT TIME ZONE e.time_zone)::date`;
const startsAt = sql`instant_of(e.start_date + e.start_time::time, e.time_zone)`;
/** Instant by which events are ordered; one whose time is not known counts as the last of its first day. */
const orderInstant = sql`instant_of(e.start_date + coalesce(e.start_time::time, time '23:59:59'), e.time_zone)`;
const columns = sql`${columnsOf(EventEntity, 'e', ['searchText'])},
  ${startsAt} AS "startsAt", instant_of(e.end_date + e.end_time::time, e.time_zone) AS "endsAt",
  (e.start_date >= ${localToday} AND ${isNeitherPostponedNorCancelled}) AS "isUpcoming"`;
const participantColumns = columnsOf(EventParticipantEntity, 'p');

const events: ListDefinition<`${EventOrderField}`> = {
  name: 'Event',
  select: columns,
  from: sql`event e`,
  id: sql`e.id`,
  orders: {
    START_DATE: { by: sql`e.start_date`, type: 'date' },
    STARTS_AT: { by: orderInstant, type: 'timestamptz' },
  },
  defaultOrder: [{ field: 'START_DATE', direction: 'DESC' }],
};

function conditionsOf(filter: EventFilter): Sql[] {
  return [
    ...choiceCondition(sql`e.kind`, filter.kind),
    ...choiceCondition(sql`e.status`, filter.status),
    ...choiceCondition(sql`e.mode`, filter.mode),
    ...overlapCondition(sql`e.country_codes`, filter.country),
    ...choiceCondition(sql`e.country_group_code`, filter.countryGroup),
    ...rangeCondition(sql`e.start_date`, filter.startDate),
    ...rangeCondition(sql`e.end_date`, filter.endDate),
    ...textCondition(sql`e.search_text`, filter.text),
  ];
}

export const eventsOfAuthority = parentOf({
  name: 'Authority',
  join: sql`CROSS JOIN LATERAL (SELECT DISTINCT p.authority_id FROM event_participant p WHERE p.event_id = e.id) AS present`,
  key: sql`present.authority_id`,
  type: 'uuid',
});
export const eventsOfGroup = parentOf({
  name: 'CountryGroup',
  key: sql`e.country_group_code`,
  type: 'text',
});
export const eventsOfCountry = (code: string): ListParent => aboutCountry(sql`e.country_codes`, code);

/** Conditions by which an event `e` belongs to a parent, for the next event of the parent. */
const parentConditions = {
  Authority: sql`EXISTS (SELECT FROM event_participant p WHERE p.event_id = e.id AND p.authority_id = parent.id::uuid)`,
  CountryGroup: sql`e.country_group_code = parent.id`,
};

export function eventStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const groups = knownGroups(tools);
  const list = new ListReader<EventRow, `${EventOrderField}`>(events, reader, cursors, {
    country: knownCountries,
    countryGroup: groups,
  });
  const nextEvents = new Map<string, ReturnType<typeof nextAfter>>();

  const nextAfter = (relation: keyof typeof parentConditions, after: string | null) =>
    byKey<string, EventRow & { parentId: string }>(
      (ids) =>
        reader.named('Event.next')
          .rows(sql`SELECT next.*, parent.id AS "parentId" FROM unnest(${keyArray(ids, 'text')}) AS parent(id)
          CROSS JOIN LATERAL (SELECT ${columns} FROM event e
            WHERE ${parentConditions[relation]} AND ${isNeitherPostponedNorCancelled}
              AND e.start_date >= coalesce(${after}::date, ${today} - 1) AND e.start_date >= coalesce(${after}::date, ${localToday})
            ORDER BY ${orderInstant}, e.id LIMIT 1) AS next`),
      (event) => event.parentId,
    );

  return {
    byId: byKey<string, EventRow>(
      (ids) =>
        reader
          .named('Event.byId')
          .rows(sql`SELECT ${columns} FROM event e WHERE e.id = ${anyKey(ids, 'uuid')}`),
      (event) => event.id,
    ),
    /** @throws BAD_USER_INPUT for codes that do not exist */
    requireKnown: (codes: Readonly<Record<'countryGroups' | 'countries', string[] | null | undefined>>) =>
      requireKnownCodes(codes, { countryGroups: groups, countries: knownCountries }),
    page: (args: EventsArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, { items: 'EVENTS' }),
    participants: listByKey<string, EventParticipantEntity>(
      (ids) =>
        reader.named('Event.participants')
          .rows(sql`SELECT ${participantColumns} FROM event_participant p WHERE p.event_id = ${anyKey(ids, 'uuid')}
          ORDER BY p.role DESC, p.authority_id`),
      (participant) => participant.eventId,
    ),
    /**
     * Loads the first event from a day on that is neither postponed nor cancelled.
     * @param after null for today where the event takes place; `today - 1` is the bound for the index, which no local day is below
     */
    next(relation: keyof typeof parentConditions, id: string, after: string | null) {
      const batch = `${relation} ${after}`;
      let loader = nextEvents.get(batch);
      if (!loader) nextEvents.set(batch, (loader = nextAfter(relation, after)));
      return loader.load(id);
    },
  };
}
