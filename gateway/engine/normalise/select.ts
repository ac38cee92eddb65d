import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { LimitError } from './limit-error.js';
import type { FieldCollector } from './collect-fields.js';
import { printArguments, type VariableNames } from './print-values.js';
import type { ResponseKeys } from './response-keys.js';
import type { ObjectSelection, SelectedField, Selection } from './selection.js';

/** Most fields of an operation after its fragments are written out: the planner takes up to 0.4 ms for each. */
export const MAX_FIELDS = 2_000;
/** Deepest nesting of braces after that: the planner refuses some 50. */
export const MAX_NESTING = 45;

/** Builds the selection of one operation. */
export class SelectionBuilder {
  /** Variables that arguments use. */
  readonly variables: VariableNames = new Map();
  /** Number of fields so far, those of all alternatives included. */
  fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly collector: FieldCollector,
  ) {}

  /** @throws LimitError beyond {@link MAX_FIELDS} or {@link MAX_NESTING} */
  object(
    sets: readonly SelectionSetNode[],
    type: GraphQLCompositeType,
    keys: ResponseKeys,
    nesting = 1,
  ): ObjectSelection {
    if (nesting > MAX_NESTING) throw new LimitError('nesting', MAX_NESTING);
    keys.nextObject();
    const fields = [...this.collector.fields(sets, type)].map(([responseKey, nodes]) =>
      this.#field(responseKey, nodes, type, keys, nesting),
    );
    return { kind: 'OBJECT', type, fields };
  }

  #field(
    responseKey: string,
    nodes: readonly FieldNode[],
    parent: GraphQLCompositeType,
    keys: ResponseKeys,
    nesting: number,
  ): SelectedField {
    this.fields += 1;
    if (this.fields > MAX_FIELDS) throw new LimitError('fields', MAX_FIELDS);
    const node = nodes[0]!;
    const name = node.name.value;
    if (name === '__typename') return { kind: 'TYPENAME', responseKey, name, nodes };
    if (name === '__schema' || name === '__type') return { kind: 'INTROSPECTION', responseKey, name, nodes };
    const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (!definition) throw new Error(`${parent.name} has no field ${name}: the document was not validated`);
    const args = printArguments(node, definition, this.variables);
    const type = getNamedType(definition.type);
    // A mutation that is written twice runs twice.
    const isMergeable = !isCompositeType(type) && parent !== this.schema.getMutationType();
    const key = keys.of(name, args, String(definition.type), isMergeable);
    const field = { kind: 'PLANNED', responseKey, name, nodes, key, args, parent, definition } as const;
    if (!isCompositeType(type)) return field;
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    return { ...field, selection: this.#selection(sets, type, keys.below(key), nesting + 1) };
  }

  #selection(
    sets: readonly SelectionSetNode[],
    type: GraphQLCompositeType,
    keys: ResponseKeys,
    nesting: number,
  ): Selection {
    if (!isAbstractType(type)) return this.object(sets, type, keys, nesting);
    const common = this.object(sets, type, keys, nesting);
    const members = [...this.collector.namedMembers(sets, type)];
    return {
      kind: 'ABSTRACT',
      common,
      byType: new Map(members.map((member) => [member.name, this.object(sets, member, keys, nesting + 1)])),
      possibleTypes: new Set(this.schema.getPossibleTypes(type).map(({ name }) => name)),
    };
  }
}
