import { expected } from '#kernel/errors';
import {
  isInputType,
  isNonNullType,
  typeFromAST,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { plain } from './given-value.js';
import { textErrors } from './texts.js';
import { MAX_ERRORS, errorOfWrongValue, valueError } from './value-errors.js';
import { wrongValues } from './wrong-values.js';

/** Deepest nesting of variables: deeper than any filter; coercion recurses, and would run out of stack. */
const MAX_INPUT_DEPTH = 20;

/** @throws BAD_USER_INPUT for variables that are nested too deeply to be coerced */
export function checkInputDepth(variables: unknown): void {
  const isTooDeep = (value: unknown, depth: number): boolean =>
    typeof value === 'object' &&
    value !== null &&
    (depth > MAX_INPUT_DEPTH || Object.values(value).some((item) => isTooDeep(item, depth + 1)));
  for (const [name, value] of Object.entries(variables ?? {})) {
    if (!isTooDeep(value, 1)) continue;
    const levels = expected('LEVELS', { max: MAX_INPUT_DEPTH });
    throw valueError(
      { path: [name], variable: name, node: undefined },
      { expected: levels, suggestions: [] },
    );
  }
}

/** Returns errors of the variables of an operation: values of another type, and texts. */
export function variableErrors(
  operation: OperationDefinitionNode | null | undefined,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  showsSchema: boolean,
): GraphQLError[] {
  return (operation?.variableDefinitions ?? []).flatMap((definition) =>
    errorsOf(definition, schema, variables, showsSchema),
  );
}

function errorsOf(
  definition: VariableDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  showsSchema: boolean,
): GraphQLError[] {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type as never);
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!isInputType(type) || (value === undefined && (definition.defaultValue || !isNonNullType(type))))
    return [];
  const given = plain(value);
  const place = { path: [name], variable: name, node: definition };
  // The type of a variable is what the client has written itself.
  if (given.isNull && isNonNullType(type))
    return [
      valueError(place, { expected: expected('VALUE_OF_TYPE', { type: String(type) }), suggestions: [] }),
    ];
  const errors: GraphQLError[] = [];
  for (const wrong of wrongValues(given, type, [name])) {
    errors.push(errorOfWrongValue(wrong, { variable: name, showsSchema, node: definition }));
    if (errors.length === MAX_ERRORS) break;
  }
  return errors.length ? errors : textErrors(given, place, type);
}
