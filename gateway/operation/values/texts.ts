import { expected, type Text } from '#kernel/errors';
import { getNamedType, isInputObjectType, type GraphQLError, type GraphQLInputType } from 'graphql';
import type { GivenValue } from './given-value.js';
import { valueError, type ValuePlace } from './value-errors.js';

/** Longest text of an argument, in characters: beyond any address, title or description, and far below the size of a body. */
const MAX_TEXT = 10_000;

/** Scalar of texts that may be as long as the body of a request. */
const CONTENT = 'FileContent';

/**
 * Returns errors of the texts in a value: those that PostgreSQL cannot store, and those that are too long.
 * @param type where it is known, by which contents of files may be longer
 */
export function textErrors(given: GivenValue, place: ValuePlace, type?: GraphQLInputType): GraphQLError[] {
  const named = type && getNamedType(type);
  const at = (key: string | number, inner: GivenValue, innerType: GraphQLInputType | undefined) =>
    textErrors(inner, { ...place, path: [...place.path, key], node: inner.node ?? place.node }, innerType);
  if (given.items) return given.items.flatMap((item, index) => at(index, item, named));
  if (given.fields)
    return given.fields.flatMap(([name, value]) =>
      at(name, value, isInputObjectType(named) ? named.getFields()[name]?.type : undefined),
    );
  const max = named?.name === CONTENT ? Infinity : MAX_TEXT;
  const instead = given.word === undefined ? undefined : expectedInstead(given.word, max);
  return instead === undefined ? [] : [valueError(place, { expected: instead, suggestions: [] })];
}

function expectedInstead(text: string, max: number): Text | undefined {
  if (text.includes('\0')) return expected('NO_NUL');
  if (/\p{Surrogate}/u.test(text)) return expected('UNICODE');
  return text.length > max ? expected('AT_MOST_CHARACTERS', { max }) : undefined;
}
