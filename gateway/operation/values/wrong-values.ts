import {
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type ValueNode,
} from 'graphql';
import type { GivenValue } from './given-value.js';

/** Place of a value: the name of an argument or a variable, then fields of inputs and indexes of lists. */
export type ValuePath = readonly (string | number)[];

/** What is wrong with a value. */
export type Fault =
  | { kind: 'NULL'; type: GraphQLInputType }
  | { kind: 'NO_OBJECT'; type: GraphQLInputObjectType }
  | { kind: 'UNKNOWN_FIELD'; type: GraphQLInputObjectType; name: string }
  | { kind: 'MISSING_FIELD'; type: GraphQLInputType }
  | { kind: 'NOT_ONE_FIELD'; type: GraphQLInputObjectType }
  /** `error` is what the scalar threw. */
  | { kind: 'NO_SUCH_VALUE'; type: GraphQLLeafType; word: string | undefined; error: unknown };

/** A wrong value, at its own place: an absent field at the place where it would stand. */
export interface WrongValue {
  path: ValuePath;
  /** The literal, or the one around it; undefined in variables. */
  node: ValueNode | undefined;
  fault: Fault;
}

/** Returns all that is wrong in a value, by the rules of the specification for literals and for variables. */
export function* wrongValues(
  given: GivenValue,
  type: GraphQLInputType,
  path: ValuePath,
): Generator<WrongValue, void> {
  if (given.isVariable) return;
  const { node } = given;
  if (given.isNull) {
    if (isNonNullType(type)) yield { path, node, fault: { kind: 'NULL', type } };
    return;
  }
  const nullable: GraphQLInputType = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) {
    if (!given.items) return yield* wrongValues(given, nullable.ofType, path);
    for (const [index, item] of given.items.entries())
      yield* wrongValues(item, nullable.ofType, [...path, index]);
  } else if (isInputObjectType(nullable)) {
    if (given.fields) yield* wrongFields(given, given.fields, nullable, path);
    else yield { path, node, fault: { kind: 'NO_OBJECT', type: nullable } };
  } else if (isLeafType(nullable)) {
    const fault = wrongLeaf(given, nullable);
    if (fault) yield { path, node, fault };
  }
}

function* wrongFields(
  { node }: GivenValue,
  given: NonNullable<GivenValue['fields']>,
  type: GraphQLInputObjectType,
  path: ValuePath,
): Generator<WrongValue, void> {
  const fields = type.getFields();
  const names = new Set(given.map(([name]) => name));
  for (const [name, value] of given) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field) yield* wrongValues(value, field.type, [...path, name]);
    else
      yield {
        path: [...path, name],
        node: value.node ?? node,
        fault: { kind: 'UNKNOWN_FIELD', type, name },
      };
  }
  for (const field of Object.values(fields))
    if (isRequiredInputField(field) && !names.has(field.name))
      yield { path: [...path, field.name], node, fault: { kind: 'MISSING_FIELD', type: field.type } };
  if (!type.isOneOf) return;
  const [only, ...others] = given;
  if (!only || others.length) yield { path, node, fault: { kind: 'NOT_ONE_FIELD', type } };
  else if (only[1].isNull) {
    // A field that is unknown has an error of its own, at its own place.
    const isKnown = Object.hasOwn(fields, only[0]);
    yield { path: isKnown ? [...path, only[0]] : path, node, fault: { kind: 'NOT_ONE_FIELD', type } };
  }
}

function wrongLeaf(given: GivenValue, type: GraphQLLeafType): Fault | undefined {
  const { word } = given;
  try {
    if (given.coerce(type) !== undefined) return undefined;
  } catch (error) {
    return { kind: 'NO_SUCH_VALUE', type, word, error };
  }
  return { kind: 'NO_SUCH_VALUE', type, word, error: undefined };
}
