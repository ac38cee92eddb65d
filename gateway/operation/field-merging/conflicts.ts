import {
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { WrittenField } from './collect-response-fields.js';

/** Two fields of one response name that cannot be merged. */
export interface Conflict {
  fields: readonly [WrittenField, WrittenField];
  /** End of the sentence "Fields "…" conflict because …", as graphql-js words it. */
  reason: string;
}

// Each comparison below is an equivalence: to compare all fields with the first one is to compare all pairs.

/** Returns two fields whose values have different shapes: list and item, nullable and not, two kinds of leaf. */
export function shapeConflict(fields: readonly WrittenField[]): Conflict | undefined {
  const first = fields.find(({ type }) => type);
  const other = first && fields.find(({ type }) => type && !haveOneShape(first.type!, type));
  if (!other) return undefined;
  const reason = `they return conflicting types "${String(first.type)}" and "${String(other.type)}"`;
  return { fields: [first, other], reason };
}

/** Returns two fields that are not the same field with the same arguments. */
export function fieldConflict(fields: readonly WrittenField[]): Conflict | undefined {
  const [first, ...others] = fields;
  const name = first!.node.name.value;
  const renamed = others.find(({ node }) => node.name.value !== name);
  if (renamed) {
    const reason = `"${name}" and "${renamed.node.name.value}" are different fields`;
    return { fields: [first!, renamed], reason };
  }
  const values = first!.argumentsText;
  const differing = others.find(({ argumentsText }) => argumentsText !== values);
  return differing && { fields: [first!, differing], reason: 'they have differing arguments' };
}

/**
 * Returns the groups of fields that may be selected on one object: those of each object type with those of interfaces and
 * unions, which any object may have, whether it does today or not.
 */
export function onOneObject(fields: readonly WrittenField[]): readonly (readonly WrittenField[])[] {
  const ofObjects = new Map<GraphQLObjectType, WrittenField[]>();
  const ofAny: WrittenField[] = [];
  for (const field of fields) {
    if (!isObjectType(field.parent)) ofAny.push(field);
    else if (ofObjects.has(field.parent)) ofObjects.get(field.parent)!.push(field);
    else ofObjects.set(field.parent, [field]);
  }
  if (ofObjects.size < 2) return [fields];
  return [...ofObjects.values()].map((own) => [...ofAny, ...own]);
}

/** Composite types have one shape until their fields are compared. */
function haveOneShape(one: GraphQLOutputType, other: GraphQLOutputType): boolean {
  if (one === other) return true;
  if (isListType(one) || isListType(other))
    return isListType(one) && isListType(other) && haveOneShape(one.ofType, other.ofType);
  if (isNonNullType(one) || isNonNullType(other))
    return isNonNullType(one) && isNonNullType(other) && haveOneShape(one.ofType, other.ofType);
  return !isLeafType(one) && !isLeafType(other);
}
