import {
  Kind,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  print,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';

// Values printed afresh, so that the planner parses each: it knows neither block strings nor integers beyond 64 bits.

const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Name of a variable in the normalised operation. Members of Object.prototype get another one: `__proto__` is no key of
 * the objects in which graphql-js collects values.
 */
export const variableName = (name: string): string => (name in Object.prototype ? `_p_${name}` : name);

/**
 * Prints a literal or a variable.
 * @param used gets the names of the variables, as the client wrote them
 */
export function printValue(node: ValueNode, type: GraphQLInputType | undefined, used: Set<string>): string {
  const nullable = type && getNullableType(type);
  switch (node.kind) {
    case Kind.VARIABLE:
      used.add(node.name.value);
      return `$${variableName(node.name.value)}`;
    case Kind.LIST: {
      const items = nullable && isListType(nullable) ? nullable.ofType : undefined;
      return `[${node.values.map((item) => printValue(item, items, used)).join(', ')}]`;
    }
    case Kind.OBJECT: {
      const named = nullable && getNamedType(nullable);
      const fields = isInputObjectType(named) ? named.getFields() : {};
      const printed = node.fields.map(
        ({ name, value }) => `${name.value}: ${printValue(value, fields[name.value]?.type, used)}`,
      );
      return `{${printed.join(', ')}}`;
    }
    case Kind.INT:
      return printInt(node.value, nullable && getNamedType(nullable));
    case Kind.STRING:
      return print({ kind: Kind.STRING, value: node.value });
    default:
      return print(node);
  }
}

/** A number at ID is a text for the subgraphs; beyond 64 bits it becomes a Float. */
function printInt(digits: string, type: GraphQLInputType | undefined): string {
  if (isScalarType(type) && type.name === 'ID') return JSON.stringify(digits);
  const value = BigInt(digits);
  return value > MAX_INT64 || value < -MAX_INT64 ? Number(digits).toExponential() : digits;
}

/** Prints the arguments of a field with their parentheses; an empty text without arguments. */
export function printArguments(
  { arguments: args = [] }: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  used: Set<string>,
): string {
  if (!args.length) return '';
  const types = new Map(definition.args.map(({ name, type }) => [name, type]));
  const printed = args.map(
    ({ name, value }) => `${name.value}: ${printValue(value, types.get(name.value), used)}`,
  );
  return `(${printed.join(', ')})`;
}
