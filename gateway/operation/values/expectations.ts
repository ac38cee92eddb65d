import { Text, expected, textOf } from '#kernel/errors';
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
  expected: Text;
  suggestions: readonly string[];
}

const BUILT_IN: ReadonlyMap<string, Text> = new Map([
  [GraphQLInt.name, expected('INT')],
  [GraphQLFloat.name, expected('FLOAT')],
  [GraphQLString.name, expected('STRING')],
  [GraphQLBoolean.name, expected('BOOLEAN')],
  [GraphQLID.name, expected('ID')],
]);
const MAX_SUGGESTIONS = 5;

/** @param showsSchema whether clients may read the schema; without, errors name nothing of it that the operation does not hold */
export function expectationOf(fault: Fault, showsSchema: boolean): Expectation {
  const of = (shown: Text, hidden: Text, suggestions: readonly string[] = []): Expectation =>
    showsSchema ? { expected: shown, suggestions } : { expected: hidden, suggestions: [] };
  switch (fault.kind) {
    case 'NULL':
      return of(expected('NOT_NULL_OF_TYPE', { type: String(fault.type) }), expected('NOT_NULL'));
    case 'MISSING_FIELD':
      return of(expected('VALUE_OF_TYPE', { type: String(fault.type) }), expected('ANY_VALUE'));
    case 'NO_OBJECT':
      return of(expected('OBJECT_OF_TYPE', { type: String(fault.type) }), expected('OBJECT'));
    case 'NOT_ONE_FIELD': {
      const names = Object.keys(fault.type.getFields());
      return of(expected('ONE_FIELD_OF', { names: names.join(', ') }), expected('ONE_FIELD'));
    }
    case 'UNKNOWN_FIELD': {
      const names = Object.keys(fault.type.getFields());
      return of(
        expected('FIELD_OF', { type: String(fault.type) }),
        expected('FIELD'),
        similarTo(fault.name, names),
      );
    }
    case 'NO_SUCH_VALUE':
      return ofLeaf(fault, of);
  }
}

function ofLeaf(
  { type, word, error }: Extract<Fault, { kind: 'NO_SUCH_VALUE' }>,
  of: (shown: Text, hidden: Text, suggestions?: readonly string[]) => Expectation,
): Expectation {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return of(
      expected('ONE_OF', { values: names.join(', ') }),
      expected('ANOTHER_VALUE'),
      similarTo(word, names),
    );
  }
  const wanted = BUILT_IN.get(type.name) ?? expectedBy(error);
  return wanted
    ? { expected: wanted, suggestions: [] }
    : of(expected('VALUE_OF_TYPE', { type: String(type) }), expected('ANOTHER_VALUE'));
}

/** Returns what a scalar of this project expected; undefined for errors of others. */
function expectedBy(error: unknown): Text | undefined {
  const wanted = error instanceof GraphQLError ? textOf(error, 'expected') : undefined;
  return wanted instanceof Text ? wanted : undefined;
}

/** The names that a word is a misspelling of: two letters in five may be wrong. */
const similarTo = (word: string | undefined, names: readonly string[]): string[] =>
  word === undefined
    ? []
    : nearestOf(word, names, MAX_SUGGESTIONS, Math.max(1, Math.floor(word.length * 0.4)));
