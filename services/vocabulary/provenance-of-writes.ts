import { scopeTargets, type Actor } from '#kernel/auth';
import { refusal } from '#kernel/errors';
import { Confidence, type FactColumns, type Source, type SourceConflict } from '#kernel/graphql';
import { dayInParis } from './day-in-paris.js';

/**
 * In whose name somebody writes: told by the permission that is used, whatever else they are and may do.
 * @param words for those whose permission is confined to things, such as "the country group"
 */
export function sourceLabel(actor: Actor, scope: string, words: string): string {
  return scopeTargets(actor, scope) === 'ALL' ? 'an administrator' : words;
}

/** How the titles of sources begin that are no source but this graph. */
const ENTERED_BY = 'Entered in Passerelle by ';

/** The source of what people write here. @param party such as "the country group", never a person's name */
export const sourceOf = (party: string): Source => ({
  title: `${ENTERED_BY}${party}`,
  url: null,
  licence: null,
});

/** Whether a source other than this graph tells of it. */
export const isFromSources = ({ sources }: Pick<FactColumns, 'sources'>): boolean =>
  sources.some(({ title }) => !title.startsWith(ENTERED_BY));

/**
 * The provenance of what somebody states here first: the party for which they write, never their name; the day in Paris.
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

/** Changes of these alone state nothing anew. */
const REMARKS: readonly string[] = ['note'];

/**
 * The provenance of a row that somebody edits, by one rule for all: the party is added to the sources, which stay; the
 * confidence stays as it is, since what is left of the row is no surer than before; it is of the day in Paris only
 * when something other than a remark changes.
 * @param changes what the edit sets; undefined: nothing
 */
export function provenanceForEdit(
  party: string,
  { sources }: Pick<FactColumns, 'sources'>,
  changes: object,
): { sources: Source[]; asOf?: string } {
  const own = sourceOf(party);
  const states = Object.entries(changes).some(
    ([property, value]) => value !== undefined && !REMARKS.includes(property),
  );
  return {
    sources: [...sources.filter(({ title }) => title !== own.title), own],
    ...(states && { asOf: dayInParis() }),
  };
}

/**
 * What sources say otherwise, after an edit: the value that was entered comes first, since it is what the graph shows,
 * and all that sources say stays. Absent when the edit touches nothing on which they differ.
 * @param party that enters it
 * @throws Refusal VALUE_NEEDED for an edit that clears what sources know
 */
export function conflictsAfter(
  party: string,
  conflicts: readonly SourceConflict[],
  changes: object,
): { conflicts?: SourceConflict[] } {
  const given = changes as Record<string, unknown>;
  if (conflicts.every(({ field }) => given[field] === undefined)) return {};
  const [source] = provenanceForCreate(party).sources;
  return {
    conflicts: conflicts.map(({ field, values }) => {
      const value = given[field];
      if (value === undefined) return { field, values };
      if (value === null)
        throw refusal('VALUE_NEEDED', 'Sources differ on it: say which value holds.', field);
      const others = values.filter((other) => other.source.title !== source!.title);
      return { field, values: [{ value: String(value), source: source! }, ...others] };
    }),
  };
}
