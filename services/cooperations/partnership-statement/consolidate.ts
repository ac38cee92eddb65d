import { Confidence, type Source, type SourceConflict } from '#kernel/graphql';
import { isFromSources } from '#vocabulary';
import { searchText } from '#kernel/lists';
import {
  datesOf,
  endColumns,
  lastDay,
  mayBeSame,
  signedColumns,
  startColumns,
} from '../partnership/partial-dates.js';
import { distinctAmounts, distinctDocuments, grantOf } from './amounts.js';
import type { Facts, Stated, Statement } from './stated.js';

// What a partnership shows: what it is known for itself, then what statements add where it says nothing. The statements
// count in one order whatever the order in which they came, so that joining, updating and withdrawing one give the same
// result as if the others alone had come.

/** One that says something: the partnership itself, or a statement. */
interface Voice {
  source: Source;
  dates: { start: string | null; signed: string | null; end: string | null };
  kind: Stated['kind'];
  status: Stated['status'];
}

/** The latest first; then by key, so that the order is total. */
function inOrder(one: Statement, other: Statement): number {
  const [until, otherUntil] = [one, other].map(({ asOf }) => (asOf === null ? '' : lastDay(asOf)));
  if (until !== otherUntil) return until! > otherUntil! ? -1 : 1;
  const [key, otherKey] = [one, other].map(({ sourceKey, externalId }) => `${sourceKey}\0${externalId}`);
  return key! < otherKey! ? -1 : Number(key! > otherKey!);
}

export const orderedStatements = (statements: readonly Statement[]): Statement[] =>
  [...statements].sort(inOrder);

const known = <Value extends string>(value: Value | null): Value | null =>
  value === 'UNKNOWN' ? null : value;
const first = <Value>(values: readonly (Value | null)[]): Value | null =>
  values.find((value) => value !== null) ?? null;

/** The first date, or a later one that says it more precisely. */
function firstDate(dates: readonly (string | null)[]): string | null {
  let found: string | null = null;
  for (const date of dates) {
    if (date === null) continue;
    if (found === null || (date.length > found.length && date.startsWith(found))) found = date;
  }
  return found;
}

/** Facts that sources can contradict each other on, by their names in `conflicts`. */
const CONTRADICTABLE: readonly {
  field: string;
  valueOf: (voice: Voice) => string | null;
  agree: (one: string, other: string) => boolean;
}[] = [
  { field: 'kind', valueOf: ({ kind }) => kind && known(kind), agree: (one, other) => one === other },
  { field: 'startYear', valueOf: ({ dates }) => dates.start, agree: mayBeSame },
  { field: 'signedOn', valueOf: ({ dates }) => dates.signed, agree: mayBeSame },
  { field: 'endDate', valueOf: ({ dates }) => dates.end, agree: mayBeSame },
  {
    field: 'statusInSource',
    valueOf: ({ status }) => status && known(status),
    agree: (one, other) => one === other,
  },
];

const isSameValue = (one: SourceConflict['values'][number], other: SourceConflict['values'][number]) =>
  one.value === other.value && one.source.title === other.source.title;

/** Conflicts of the partnership, with those that the voices add. */
function conflictsOf(own: readonly SourceConflict[], voices: readonly Voice[]): SourceConflict[] {
  const found = new Map(own.map((conflict) => [conflict.field, [...conflict.values]]));
  for (const { field, valueOf, agree } of CONTRADICTABLE) {
    const values = voices.flatMap((voice) => {
      const value = valueOf(voice);
      return value === null ? [] : [{ value, source: voice.source }];
    });
    const differ = values.some((one) => values.some((other) => !agree(one.value, other.value)));
    const current = found.get(field) ?? [];
    if (!differ && !current.length) continue;
    for (const value of values) if (!current.some((one) => isSameValue(one, value))) current.push(value);
    found.set(field, current);
  }
  return [...found].map(([field, values]) => ({ field, values }));
}

function distinctSources(sources: readonly Source[]): Source[] {
  const found = new Map<string, Source>();
  for (const source of sources) {
    const key = `${source.title}\0${source.url ?? ''}`;
    if (!found.has(key)) found.set(key, source);
  }
  return [...found.values()];
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates.reduce(
    (one, other) => (one === null || (other !== null && lastDay(other) > lastDay(one)) ? other : one),
    null,
  );

/** One open data set states it; several that agree corroborate it. */
function confidenceOf(own: Facts | null, statements: readonly Statement[], differ: boolean): Confidence {
  if (own && own.confidence !== Confidence.STATED) return own.confidence;
  const ofOthers = new Set(statements.map(({ source }) => source.title));
  for (const { title } of own?.sources ?? []) ofOthers.delete(title);
  const others = own && isFromSources(own) ? ofOthers.size : ofOthers.size - 1;
  return others > 0 && !differ ? Confidence.CORROBORATED : Confidence.STATED;
}

/** Text by which it is found: that of the partnership itself, with the titles that statements add to it. */
function searchOf(
  own: Facts | null,
  { titleFr, titleEn }: Pick<Facts, 'titleFr' | 'titleEn'>,
  names: readonly string[],
): string {
  if (!own) return searchText([titleFr, titleEn, ...names]);
  const added = [own.titleFr === null ? titleFr : null, own.titleEn === null ? titleEn : null];
  return added.some((title) => title !== null) ? searchText([own.searchText, ...added]) : own.searchText;
}

/**
 * What a partnership shows.
 * @param own what it is known for apart from its statements; null when they made it
 * @param names of its partners, for search
 */
export function consolidated(own: Facts | null, all: readonly Statement[], names: readonly string[]): Facts {
  const statements = orderedStatements(all);
  if (own && !statements.length) return own;
  const stated = statements.map((statement) => statement.stated);
  const ownVoice: Voice[] = own
    ? [{ source: own.sources[0]!, dates: datesOf(own), kind: own.kind, status: own.statusInSource }]
    : [];
  const voices: Voice[] = [
    ...ownVoice,
    ...statements.map(({ source, stated: { start, signed, end, kind, status } }) => ({
      source,
      dates: { start, signed, end },
      kind,
      status,
    })),
  ];
  const conflicts = conflictsOf(own?.conflicts ?? [], voices);
  const confidence = confidenceOf(own, statements, conflicts.length > (own?.conflicts.length ?? 0));
  const start = firstDate(voices.map(({ dates }) => dates.start));
  const signed = firstDate(voices.map(({ dates }) => dates.signed));
  const end = firstDate(voices.map(({ dates }) => dates.end));
  const amounts = distinctAmounts(own, stated);
  const titleFr = first([own?.titleFr ?? null, ...stated.map((one) => one.titleFr)]);
  const titleEn = first([own?.titleEn ?? null, ...stated.map((one) => one.titleEn)]);
  return {
    kind: first(voices.map(({ kind }) => kind && known(kind))) ?? 'UNKNOWN',
    titleFr,
    titleEn,
    themeCodes:
      [own?.themeCodes ?? [], ...stated.map(({ themeCodes }) => themeCodes)].find(({ length }) => length) ??
      [],
    ...startColumns(start, own?.startYearConfidence ?? confidence),
    ...signedColumns(signed),
    ...endColumns(end),
    statusInSource: first(voices.map(({ status }) => status && known(status))) ?? 'UNKNOWN',
    ...grantOf(own, amounts),
    amounts,
    documents: distinctDocuments([
      ...(own?.documents ?? []),
      ...stated.flatMap(({ documents }) => documents),
    ]),
    dacSectorCode: first([own?.dacSectorCode ?? null, ...stated.map(({ dacSectorCode }) => dacSectorCode)]),
    note: first([own?.note ?? null, ...stated.map(({ note }) => note)]),
    conflicts,
    sources: distinctSources([...(own?.sources ?? []), ...statements.map(({ source }) => source)]),
    asOf: latest([own?.asOf ?? null, ...statements.map(({ asOf }) => asOf)]),
    confidence,
    searchText: searchOf(own, { titleFr, titleEn }, names),
  };
}
