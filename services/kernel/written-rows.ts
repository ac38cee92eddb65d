import { reachOf, type Actor } from './actor.js';
import { refusal } from './problems.js';
import { Confidence, type FactColumns, type Source } from './provenance.js';
import { dayInParis } from './today.js';

/**
 * In whose name somebody writes: told by the permission that is used, whatever else they are and may do.
 * @param words for those whose permission is confined to things, such as "the country group"
 */
export function partyOf(actor: Actor, scope: string, words: string): string {
  return reachOf(actor, scope) === 'ALL' ? 'an administrator' : words;
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
export function enteredBy(party: string): { sources: Source[]; asOf: string; confidence: Confidence } {
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
export function editedBy(
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

/** Without the properties that are undefined. */
export function present<Row extends object>(row: {
  [Property in keyof Row]?: Row[Property] | undefined;
}): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;
}

/** @throws Refusal NOTHING_TO_CHANGE for an edit that asks for nothing */
export function requireChanges(changes: object): void {
  if (Object.values(changes).every((value) => value === undefined))
    throw refusal('NOTHING_TO_CHANGE', 'Say what should be different.');
}

/** @throws Refusal VALUE_NEEDED for null where that means nothing */
export function requireValues(input: object, fields: readonly string[]): void {
  for (const field of fields)
    if ((input as Record<string, unknown>)[field] === null)
      throw refusal('VALUE_NEEDED', 'It cannot be cleared: leave it out, or say what it is.', field);
}
