import type { GraphQLError } from 'graphql';
import type { GivenValue } from './given-value.js';
import { valueError, type ValuePlace } from './value-errors.js';

/** Longest text of an argument, in characters: beyond any address, title or description, and far below the size of a body. */
const MAX_TEXT = 10_000;

/** Returns errors of the texts in a value: those that PostgreSQL cannot store, and those that are too long. */
export function textErrors(given: GivenValue, place: ValuePlace): GraphQLError[] {
  const at = (key: string | number, inner: GivenValue) =>
    textErrors(inner, { ...place, path: [...place.path, key], node: inner.node ?? place.node });
  if (given.items) return given.items.flatMap((item, index) => at(index, item));
  if (given.fields) return given.fields.flatMap(([name, value]) => at(name, value));
  const expected = given.word === undefined ? undefined : expectedInstead(given.word);
  return expected === undefined ? [] : [valueError(place, { expected, suggestions: [] })];
}

function expectedInstead(text: string): string | undefined {
  if (text.includes('\0')) return 'text without NUL characters';
  if (/\p{Surrogate}/u.test(text)) return 'well-formed Unicode, without half of a surrogate pair';
  return text.length > MAX_TEXT ? `at most ${MAX_TEXT} characters` : undefined;
}
