import {
  Kind,
  print,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
} from 'graphql';
import { FieldCollector, fragmentsOf, type Conditions } from './collect-fields.js';
import { printFields } from './print-selection.js';
import { printValue, type VariableNames } from './print-values.js';
import { ResponseKeys } from './response-keys.js';
import { SelectionBuilder } from './select.js';
import type { ObjectSelection } from './selection.js';

/**
 * An operation in a form that the planner answers rightly: conditions resolved, fragments written out, equal fields merged,
 * keys that collide with no key of an entity.
 */
export interface NormalisedOperation {
  /** Undefined when no subgraph has anything to answer. */
  text: string | undefined;
  /** Variables of the text: their names there, by those that the client gave. */
  variables: Readonly<VariableNames>;
  /** Selection by which its answer becomes the client's. */
  root: ObjectSelection;
  /** Number of its fields, those of all alternatives included. */
  fields: number;
  /** Introspection of the operation, for graphql-js; undefined without any. */
  introspection: DocumentNode | undefined;
}

/**
 * Normalises an operation of a valid document.
 * @param identifying names of fields that identify entities
 * @throws LimitError when it has too many fields once its fragments are written out
 */
export function normalise(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { schema, identifying }: { schema: GraphQLSchema; identifying: ReadonlySet<string> },
  conditions: Conditions,
): NormalisedOperation {
  const builder = new SelectionBuilder(schema, new FieldCollector(schema, fragmentsOf(document), conditions));
  const root = builder.object(
    [operation.selectionSet],
    schema.getRootType(operation.operation)!,
    new ResponseKeys(identifying),
  );
  const fields = printFields(root);
  const definitions = new Map(
    operation.variableDefinitions?.map((definition) => [definition.variable.name.value, definition]),
  );
  const printed = [...builder.variables].map(([given, name]) => {
    const { type, defaultValue } = definitions.get(given)!;
    const inputType = typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType | undefined;
    const otherwise = defaultValue ? ` = ${printValue(defaultValue, inputType, new Map())}` : '';
    return `$${name}: ${print(type)}${otherwise}`;
  });
  const head = printed.length ? ` (${printed.join(', ')})` : '';
  return {
    text: fields ? `${operation.operation}${head} {${fields} }` : undefined,
    variables: builder.variables,
    fields: builder.fields,
    root,
    introspection: introspectionIn(document, operation, root),
  };
}

function introspectionIn(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  root: ObjectSelection,
): DocumentNode | undefined {
  const selections = root.fields.flatMap(({ kind, nodes }) => (kind === 'INTROSPECTION' ? nodes : []));
  if (!selections.length) return undefined;
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
    ],
  };
}
