import { expected, type Text } from '#kernel/errors';
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
  const instead = given.word === undefined ? undefined : expectedInstead(given.word);
  return instead === undefined ? [] : [valueError(place, { expected: instead, suggestions: [] })];
}

function expectedInstead(text: string): Text | undefined {
  if (text.includes('\0')) return expected('NO_NUL');
  if (/\p{Surrogate}/u.test(text)) return expected('UNICODE');
  return text.length > MAX_TEXT ? expected('AT_MOST_CHARACTERS', { max: MAX_TEXT }) : undefined;
}
