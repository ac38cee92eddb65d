import { scopeTargets, type Actor } from '#kernel/auth';
import { refusal } from './messages/problems.js';
import { Confidence, type FactColumns, type Source, type SourceConflict } from '#kernel/graphql';
import { dayInParis } from './day-in-paris.js';

/**
 * Label of the party for which an actor writes, determined by the permission that is used, whatever other roles it has.
 * @param words for an actor whose permission is limited to entities, such as "the country group"
 */
export function sourceLabel(actor: Actor, scope: string, words: string): string {
  return scopeTargets(actor, scope) === 'ALL' ? 'an administrator' : words;
}

/** Prefix of the titles of sources that are writes in this graph. */
const ENTERED_BY = 'Entered in Passerelle by ';

/** Source of a write in this graph. @param party such as "the country group", never a person's name */
export const sourceOf = (party: string): Source => ({
  title: `${ENTERED_BY}${party}`,
  url: null,
  licence: null,
});

/** True when the row has a source other than this graph. */
export const isFromSources = ({ sources }: Pick<FactColumns, 'sources'>): boolean =>
  sources.some(({ title }) => !title.startsWith(ENTERED_BY));

/**
 * Provenance of a row created here: the party for which a person writes, never their name, and the day in Paris.
 * @param party such as "the country group"
 */
export function provenanceForCreate(party: string): {
  sources: Source[];
  asOf: string;
  confidence: Confidence;
} {
  return {
    sources: [sourceOf(party)],
    asOf: dayInParis(),
    confidence: Confidence.CONFIRMED,
  };
}

/** Properties whose edits do not change the statement. */
const REMARKS: readonly string[] = ['note'];

/**
 * Provenance of an edited row: the party is added to the sources, which stay; the confidence stays, since the rest of the
 * row is no more certain than before; the date becomes the day in Paris only when something other than a remark changes.
 * @param changes properties that the edit sets; undefined: unchanged
 */
export function provenanceForEdit(
  party: string,
  { sources }: Pick<FactColumns, 'sources'>,
  changes: object,
): { sources: Source[]; asOf?: string } {
  const own = sourceOf(party);
  const changesStatement = Object.entries(changes).some(
    ([property, value]) => value !== undefined && !REMARKS.includes(property),
  );
  return {
    sources: [...sources.filter(({ title }) => title !== own.title), own],
    ...(changesStatement && { asOf: dayInParis() }),
  };
}

/**
 * Source conflicts after an edit: the entered value comes first, since it is the one that the graph shows, and the values
 * of the sources stay. Absent when the edit concerns no field with a conflict.
 * @param party that enters the value
 * @throws Refusal VALUE_NEEDED for an edit that clears a field with a conflict
 */
export function conflictsAfter(
  party: string,
  conflicts: readonly SourceConflict[],
  changes: object,
): { conflicts?: SourceConflict[] } {
  const entered = changes as Record<string, unknown>;
  if (conflicts.every(({ field }) => entered[field] === undefined)) return {};
  const [source] = provenanceForCreate(party).sources;
  return {
    conflicts: conflicts.map(({ field, values }) => {
      const value = entered[field];
      if (value === undefined) return { field, values };
      if (value === null) throw refusal('VALUE_NEEDED.SOURCES_DIFFER', field);
      const others = values.filter((other) => other.source.title !== source!.title);
      return { field, values: [{ value: String(value), source: source! }, ...others] };
    }),
  };
}
