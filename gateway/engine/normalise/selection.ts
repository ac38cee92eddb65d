import type { FieldNode, GraphQLCompositeType, GraphQLField } from 'graphql';

// What a client selects, with fragments resolved and equal fields merged, as the GraphQL specification collects them.

interface Selected {
  /** Key in the client's answer. */
  responseKey: string;
  name: string;
  /** The client's fields that were merged into this one. */
  nodes: readonly FieldNode[];
}

/** `__typename`: constant on an object, read from the data at an abstract place. */
export interface TypenameField extends Selected {
  kind: 'TYPENAME';
}

/** `__schema` or `__type`, which the gateway answers itself. */
export interface IntrospectionField extends Selected {
  kind: 'INTROSPECTION';
}

/** Field that subgraphs resolve. */
export interface PlannedField extends Selected {
  kind: 'PLANNED';
  /** Key in the normalised operation and in its answer. */
  key: string;
  /** Printed arguments with their parentheses; empty without arguments. */
  args: string;
  parent: GraphQLCompositeType;
  definition: GraphQLField<unknown, unknown>;
  /** Selection on the objects of the field; absent for scalars and enums. */
  selection?: Selection;
}

export type SelectedField = TypenameField | IntrospectionField | PlannedField;

/** Fields of one type; an interface or union here stands for the members that no fragment names. */
export interface ObjectSelection {
  kind: 'OBJECT';
  type: GraphQLCompositeType;
  fields: readonly SelectedField[];
}

/** Selection on an interface or a union. */
export interface AbstractSelection {
  kind: 'ABSTRACT';
  /** For members without a selection of their own. */
  common: ObjectSelection;
  /** For members that fragments name. */
  byType: ReadonlyMap<string, ObjectSelection>;
  possibleTypes: ReadonlySet<string>;
}

export type Selection = ObjectSelection | AbstractSelection;

/** Returns the selection that holds for an object; undefined for a type that is not possible here. */
export function selectionFor(selection: Selection, typename: unknown): ObjectSelection | undefined {
  if (selection.kind === 'OBJECT') return selection;
  if (typeof typename !== 'string' || !selection.possibleTypes.has(typename)) return undefined;
  return selection.byType.get(typename) ?? selection.common;
}
