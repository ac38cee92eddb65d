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
 * Names of variables in a normalised operation, by those that the client gave: numbered in the order of their first use.
 * They collide with none of the planner, such as `representations`, nor with members of Object.prototype.
 */
export type VariableNames = Map<string, string>;

/**
 * Prints a literal or a variable.
 * @param names gets the variables that occur
 */
export function printValue(
  node: ValueNode,
  type: GraphQLInputType | undefined,
  names: VariableNames,
): string {
  const nullable = type && getNullableType(type);
  switch (node.kind) {
    case Kind.VARIABLE: {
      const given = node.name.value;
      const name = names.get(given) ?? `v${names.size}`;
      names.set(given, name);
      return `$${name}`;
    }
    case Kind.LIST: {
      const items = nullable && isListType(nullable) ? nullable.ofType : undefined;
      return `[${node.values.map((item) => printValue(item, items, names)).join(', ')}]`;
    }
    case Kind.OBJECT: {
      const named = nullable && getNamedType(nullable);
      const fields = isInputObjectType(named) ? named.getFields() : {};
      const printed = node.fields.map(
        ({ name, value }) => `${name.value}: ${printValue(value, fields[name.value]?.type, names)}`,
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
  names: VariableNames,
): string {
  if (!args.length) return '';
  const types = new Map(definition.args.map(({ name, type }) => [name, type]));
  const printed = args.map(
    ({ name, value }) => `${name.value}: ${printValue(value, types.get(name.value), names)}`,
  );
  return `(${printed.join(', ')})`;
}
