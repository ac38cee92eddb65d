import { Text, errorText, publicError, type ErrorCode } from '#kernel/errors';
import type { ASTNode, GraphQLError } from 'graphql';
import { asRequestError } from '../errors.js';
import { expectationOf, type Expectation } from './expectations.js';
import type { ValuePath, WrongValue } from './wrong-values.js';

/** Most errors that one operation gets for its values. */
export const MAX_ERRORS = 10;

/** Where a value stands in a request. */
export interface ValuePlace {
  path: ValuePath;
  /** Name of the variable that holds the value; undefined for an argument in the document. */
  variable: string | undefined;
  node: ASTNode | undefined;
}

/**
 * Creates the error for a value: `argument` is its place, from the name of the argument or the variable on, such as
 * `filter.country.in.1`; `variable` tells that it is a variable.
 */
export function valueError(
  { path, variable, node }: ValuePlace,
  { expected, suggestions }: Expectation,
  code: ErrorCode = 'BAD_USER_INPUT',
): GraphQLError {
  const argument = path.join('.');
  const message = suggestions.length
    ? errorText('ARGUMENT_MEANT', { argument, expected, names: alternatives(suggestions) })
    : errorText('ARGUMENT', { argument, expected });
  const error = publicError(code, message, {
    argument,
    ...(variable === undefined ? {} : { variable }),
    expected,
  });
  return asRequestError(error, node);
}

/** @param node the place in the document of a value that stands in a variable */
export function errorOfWrongValue(
  wrong: WrongValue,
  {
    variable,
    showsSchema,
    node,
    code,
  }: {
    variable: string | undefined;
    showsSchema: boolean;
    node?: ASTNode;
    code?: ErrorCode;
  },
): GraphQLError {
  // The name of an absent field is one that the client has not written.
  const isHidden = wrong.fault.kind === 'MISSING_FIELD' && !showsSchema;
  const path = isHidden ? wrong.path.slice(0, -1) : wrong.path;
  const place = { path, variable, node: wrong.node ?? node };
  return valueError(place, expectationOf(wrong.fault, showsSchema), code);
}

/** The names in quotes, with "or" before the last one. */
function alternatives(names: readonly string[]): Text {
  const quoted = names.map((name) => errorText('QUOTED', { name }));
  const last = quoted.pop()!;
  return quoted.length ? errorText('ALTERNATIVES', { first: Text.join(quoted, ', '), last }) : last;
}
