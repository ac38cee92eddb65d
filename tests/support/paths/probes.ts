import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
  type GraphQLInputType,
} from 'graphql';
import { isGuarded, isLeaf, namedOf, type AnyField, type Shape } from './shape.js';

/** Queries of public root fields with a text argument, with their totals or names. */
export function probesOf(shape: Shape): ((text: string) => string)[] {
  return shape
    .fieldsOf('Query')
    .filter((field) => !isGuarded(field))
    .flatMap((field) =>
      textsOf(field).map(
        (args) => (text: string) =>
          `${field.name}(${args(JSON.stringify(text))}) ${selectionOf(shape, field)}`,
      ),
    );
}

function selectionOf(shape: Shape, field: AnyField): string {
  const fields = shape.fieldsOf(namedOf(field).name);
  if (fields.some(({ name }) => name === 'totalCount')) return '{ totalCount nodes { __typename } }';
  return `{ __typename ${fields
    .filter(isLeaf)
    .map(({ name }) => name)
    .join(' ')} }`;
}

type Args = (text: string) => string;

/** Arguments of a field with a text in one of them, and its other required arguments. */
function textsOf({ args }: AnyField): Args[] {
  return args.flatMap(({ name, type }) => {
    if (['after', 'before', 'asOf', 'types'].includes(name)) return [];
    const others = args.flatMap((other) =>
      other.name !== name && isRequiredArgument(other) ? [`${other.name}: ${anyOf(other.type)}`] : [],
    );
    return textsIn(type).map(
      (value): Args =>
        (text) =>
          [...others, `${name}: ${value(text)}`].join(', '),
    );
  });
}

function anyOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues()[0]!.name : '"any"';
}

/** Values of a type that contain a text. */
function textsIn(type: GraphQLInputType, depth = 0): Args[] {
  const named = getNamedType(type);
  if (named.name === 'String') return [(text) => text];
  if (!isInputObjectType(named) || depth > 2) return [];
  return Object.values(named.getFields())
    .filter(({ name }) => !['and', 'or', 'not', 'notIn'].includes(name))
    .flatMap((field) =>
      textsIn(field.type, depth + 1).map(
        (value): Args =>
          (text) =>
            `{ ${field.name}: ${value(text)} }`,
      ),
    );
}
