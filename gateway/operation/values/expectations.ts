import { nearestOf } from '#kernel/values';
import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
} from 'graphql';
import type { Fault } from './wrong-values.js';

/** What is expected in place of a wrong value, and the names that the client may have meant. */
export interface Expectation {
  expected: string;
  suggestions: readonly string[];
}

const BUILT_IN: ReadonlyMap<string, string> = new Map([
  [GraphQLInt.name, 'a whole number of 32 bits'],
  [GraphQLFloat.name, 'a finite number'],
  [GraphQLString.name, 'text'],
  [GraphQLBoolean.name, 'true or false'],
  [GraphQLID.name, 'an id: text or a whole number'],
]);
const MAX_SUGGESTIONS = 5;

/** @param showsSchema whether clients may read the schema; without, no name of it is told that they have not written */
export function expectationOf(fault: Fault, showsSchema: boolean): Expectation {
  const of = (shown: string, hidden: string, suggestions: readonly string[] = []): Expectation =>
    showsSchema ? { expected: shown, suggestions } : { expected: hidden, suggestions: [] };
  switch (fault.kind) {
    case 'NULL':
      return of(`a value of type ${fault.type}, not null`, 'a value, not null');
    case 'MISSING_FIELD':
      return of(`a value of type ${fault.type}`, 'a value');
    case 'NO_OBJECT':
      return of(`an object of type ${fault.type}`, 'an object');
    case 'NOT_ONE_FIELD': {
      const names = Object.keys(fault.type.getFields());
      return of(`exactly one of ${names.join(', ')}, not null`, 'exactly one field, not null');
    }
    case 'UNKNOWN_FIELD': {
      const names = Object.keys(fault.type.getFields());
      return of(`a field of ${fault.type}`, 'a field that exists', similarTo(fault.name, names));
    }
    case 'NO_SUCH_VALUE':
      return ofLeaf(fault, of);
  }
}

function ofLeaf(
  { type, word, error }: Extract<Fault, { kind: 'NO_SUCH_VALUE' }>,
  of: (shown: string, hidden: string, suggestions?: readonly string[]) => Expectation,
): Expectation {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return of(`one of ${names.join(', ')}`, 'another value', similarTo(word, names));
  }
  const expected = BUILT_IN.get(type.name) ?? expectedBy(error);
  return expected ? { expected, suggestions: [] } : of(`a value of type ${type}`, 'another value');
}

/** Returns what a scalar of this project expected; undefined for errors of others. */
function expectedBy(error: unknown): string | undefined {
  const expected = error instanceof GraphQLError ? error.extensions.expected : undefined;
  return typeof expected === 'string' ? expected : undefined;
}

/** The names that a word is a misspelling of: two letters in five may be wrong. */
const similarTo = (word: string | undefined, names: readonly string[]): string[] =>
  word === undefined
    ? []
    : nearestOf(word, names, MAX_SUGGESTIONS, Math.max(1, Math.floor(word.length * 0.4)));
