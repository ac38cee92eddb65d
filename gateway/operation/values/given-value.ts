import { Kind, type GraphQLLeafType, type ValueNode } from 'graphql';

/** A value as a client gives it, whether it is written in the document or sent as a variable. */
export interface GivenValue {
  /** Set in a literal where a variable stands, whose own value is checked elsewhere. */
  isVariable: boolean;
  isNull: boolean;
  /** Items of a list; undefined for any other value. */
  items: readonly GivenValue[] | undefined;
  /** Fields of an object; undefined for any other value. */
  fields: readonly (readonly [name: string, value: GivenValue])[] | undefined;
  /** The text by which a client means an enum value, as far as it is one. */
  word: string | undefined;
  /** Literal in the document; undefined in variables. */
  node: ValueNode | undefined;
  /** Reads the value as a scalar or an enum does. @returns undefined, or @throws, for a value that the type has not */
  coerce(type: GraphQLLeafType): unknown;
}

/** A literal of a document. */
export function literal(node: ValueNode): GivenValue {
  return {
    isVariable: node.kind === Kind.VARIABLE,
    isNull: node.kind === Kind.NULL,
    items: node.kind === Kind.LIST ? node.values.map(literal) : undefined,
    fields:
      node.kind === Kind.OBJECT
        ? node.fields.map(({ name, value }) => [name.value, literal(value)])
        : undefined,
    word: node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : undefined,
    node,
    coerce: (type) => type.parseLiteral(node, undefined),
  };
}

/** A value out of JSON; absent fields of an object are those that it lacks, or that are undefined. */
export function plain(value: unknown): GivenValue {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return {
    isVariable: false,
    isNull: value == null,
    items: Array.isArray(value) ? value.map(plain) : undefined,
    fields: isObject
      ? Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, plain(inner)]]))
      : undefined,
    word: typeof value === 'string' ? value : undefined,
    node: undefined,
    coerce: (type) => type.parseValue(value),
  };
}
