import { ThemeTreeEntity, statedFact } from '#vocabulary';
import type { LoadDefinition, Reading, TableRows } from '#kernel/database';
import { parseConflicts } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import { isCalendarDate, isPartialDate, makeId, pathsOf, subtreesOf } from '#kernel/values';
import { z } from 'zod';
import { EventEntity, EventParticipantEntity } from './event/event.entity.js';
import { EventKind, EventMode, EventRole, EventStatus } from './event/event.type.js';
import { NewsItemEntity } from './news-item/news-item.entity.js';
import { ResourceEntity } from './resource/resource.entity.js';
import { ResourceKind } from './resource/resource.type.js';

const DATA = 'services/events/data';
const files = {
  themeTree: `${DATA}/theme-tree.json`,
  events: `${DATA}/events.json`,
  participants: `${DATA}/event-participants.json`,
  newsItems: `${DATA}/news-items.json`,
  resources: `${DATA}/resources.json`,
};

const text = z.string().min(1);
const date = z.string().refine(isCalendarDate, 'expected a day such as 2022-01-27');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 14:30');
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const url = z.url({ protocol: /^https?$/ });
const fact = {
  source: text,
  confidence: z.enum(['confirmed', 'general-knowledge', 'derived']),
  asOf: partialDate.nullish(),
};
/** Array without duplicates: a row names a country or theme once. */
const setOf = <Item extends z.ZodString>(item: Item) =>
  z.array(item).transform((items) => [...new Set(items)]);
const countryCodes = setOf(z.string().regex(/^[A-Z]{2}$/, 'expected a country code'));
const themeCodes = setOf(z.string().regex(/^[A-Z]+(-[A-Z]+)*$/, 'expected a code of a theme'));
const groupCode = z.string().regex(/^[A-Z]{2,}$/, 'expected a code of a country group');

const shapes = {
  theme: z.object({ code: text, parentCode: text.nullable() }),
  event: z.object({
    ...fact,
    key: text,
    kind: z.enum(EventKind),
    titleFr: text,
    titleEn: text.nullable(),
    startDate: date,
    endDate: date,
    startTime: time.nullable(),
    endTime: time.nullable(),
    timeZone: z.literal('Europe/Paris'),
    mode: z.enum(EventMode),
    place: text.nullable(),
    countryGroupCode: groupCode.nullable(),
    countryCodes,
    registrationDeadline: date.nullable(),
    status: z.enum(EventStatus),
    note: text.nullable(),
    conflicts: z.array(
      z.object({ field: text, values: z.array(z.object({ value: text, source: text })).min(2) }),
    ),
  }),
  participant: z.object({
    ...fact,
    eventKey: text,
    authorityKey: text,
    role: z.enum(EventRole),
    countryGroupCode: groupCode.nullable(),
  }),
  newsItem: z.object({
    ...fact,
    key: text,
    titleFr: text,
    titleEn: text.nullable(),
    publishedOn: partialDate.nullable(),
    bodyFr: text.nullable(),
    bodyEn: text.nullish(),
    url,
    themeCodes,
    countryCodes,
    documents: z.array(z.object({ title: text, url: url.nullable() })),
    note: text.nullable(),
  }),
  resource: z.object({
    ...fact,
    key: text,
    kind: z.enum(ResourceKind),
    titleFr: text,
    titleEn: text.nullable(),
    language: z.string().regex(/^[a-z]{2}$/, 'expected an ISO 639-1 code'),
    date: partialDate.nullable(),
    url,
    licence: text.nullable(),
    themeCodes,
    countryCodes,
    note: text.nullable(),
  }),
};

/** Codes of each theme and of all themes below it, by code. */
type Themes = ReadonlyMap<string, readonly string[]>;

function themesOf(reading: Reading): Themes {
  const rows = reading.rows(files.themeTree, shapes.theme, (row) => row.code);
  const paths = pathsOf(rows);
  for (const { code } of rows)
    if (!paths.has(code)) reading.reject(files.themeTree, code, 'its chain of parents has a gap or a cycle');
  return subtreesOf(paths);
}

/** Returns the rows whose themes are known and reports the others as rejected. */
function withKnownThemes<Row extends { key: string; themeCodes: string[] }>(
  reading: Reading,
  file: string,
  rows: readonly Row[],
  themes: Themes,
): Row[] {
  return rows.filter((row) => {
    const unknown = row.themeCodes.find((code) => !themes.has(code));
    if (unknown) reading.reject(file, row.key, `theme ${unknown} is not known`);
    return !unknown;
  });
}

function eventsOf(reading: Reading): { key: string; row: object }[] {
  return reading
    .rows(files.events, shapes.event, (row) => row.key)
    .flatMap((row) => {
      const { startDate, endDate, startTime, endTime, registrationDeadline } = row;
      const ends = `${endDate} ${endTime ?? '24:00'}`;
      if (ends < `${startDate} ${startTime ?? '00:00'}`)
        reading.reject(files.events, row.key, 'it ends before it begins');
      else if (registrationDeadline !== null && registrationDeadline > startDate) {
        reading.reject(
          files.events,
          row.key,
          `its registration deadline, ${registrationDeadline}, is after its start, ${startDate}`,
        );
      } else {
        const event = {
          ...row,
          ...statedFact(row),
          conflicts: parseConflicts(row.conflicts),
          id: makeId('Event', row.key),
          searchText: searchText([row.titleFr, row.titleEn, row.place]),
        };
        return [{ key: row.key, row: event }];
      }
      return [];
    });
}

function participantsOf(reading: Reading, eventKeys: Set<string>): object[] {
  const keyOf = (row: z.output<typeof shapes.participant>) =>
    `${row.eventKey} ${row.authorityKey} ${row.role}`;
  return reading.rows(files.participants, shapes.participant, keyOf).flatMap((row) => {
    if (!eventKeys.has(row.eventKey)) {
      reading.reject(files.participants, keyOf(row), `event ${row.eventKey} is not known`);
      return [];
    }
    return [
      {
        ...row,
        ...statedFact(row),
        eventId: makeId('Event', row.eventKey),
        authorityId: makeId('Authority', row.authorityKey),
      },
    ];
  });
}

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 5,
  tables(reading): TableRows[] {
    const themes = themesOf(reading);
    const events = eventsOf(reading);
    const newsItems = reading.rows(files.newsItems, shapes.newsItem, (row) => row.key);
    const resources = reading.rows(files.resources, shapes.resource, (row) => row.key);
    return [
      {
        entity: ThemeTreeEntity,
        key: ['code'],
        rows: [...themes].map(([code, subtreeCodes]) => ({ code, subtreeCodes })),
      },
      { entity: EventEntity, key: ['id'], rows: events.map((event) => event.row) },
      {
        entity: EventParticipantEntity,
        partOf: { entity: EventEntity, by: 'eventId' },
        key: ['eventId', 'authorityId', 'role'],
        rows: participantsOf(reading, new Set(events.map((event) => event.key))),
      },
      {
        entity: NewsItemEntity,
        key: ['id'],
        rows: withKnownThemes(reading, files.newsItems, newsItems, themes).map((row) => ({
          ...row,
          ...statedFact(row),
          id: makeId('NewsItem', row.key),
          searchText: searchText([row.titleFr, row.titleEn, row.bodyFr, row.bodyEn]),
        })),
      },
      {
        entity: ResourceEntity,
        key: ['id'],
        rows: withKnownThemes(reading, files.resources, resources, themes).map((row) => ({
          ...row,
          ...statedFact(row),
          id: makeId('Resource', row.key),
          contentLanguage: row.language,
          url: new URL(row.url).href,
          searchText: searchText([row.titleFr, row.titleEn]),
        })),
      },
    ];
  },
};
