import {
  GraphQLError,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { FieldCollector } from './collect-fields.js';
import { printArguments } from './print-values.js';
import type { ResponseKeys } from './response-keys.js';
import type { ObjectSelection, SelectedField, Selection } from './selection.js';

/** Most fields of an operation after its fragments are written out. */
export const MAX_FIELDS = 20_000;

/** Builds the selection of one operation. */
export class SelectionBuilder {
  /** Names of the variables that arguments use. */
  readonly usedVariables = new Set<string>();
  #fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly collector: FieldCollector,
  ) {}

  /** @throws OPERATION_LIMIT_EXCEEDED beyond {@link MAX_FIELDS} */
  object(sets: readonly SelectionSetNode[], type: GraphQLCompositeType, keys: ResponseKeys): ObjectSelection {
    keys.nextObject();
    const fields = [...this.collector.fields(sets, type)].map(([responseKey, nodes]) =>
      this.#field(responseKey, nodes, type, keys),
    );
    return { kind: 'OBJECT', type, fields };
  }

  #field(
    responseKey: string,
    nodes: readonly FieldNode[],
    parent: GraphQLCompositeType,
    keys: ResponseKeys,
  ): SelectedField {
    this.#fields += 1;
    if (this.#fields > MAX_FIELDS) throw tooManyFields();
    const node = nodes[0]!;
    const name = node.name.value;
    if (name === '__typename') return { kind: 'TYPENAME', responseKey, name, nodes };
    if (name === '__schema' || name === '__type') return { kind: 'INTROSPECTION', responseKey, name, nodes };
    const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (!definition) throw new Error(`${parent.name} has no field ${name}: the document was not validated`);
    const args = printArguments(node, definition, this.usedVariables);
    const type = getNamedType(definition.type);
    // A mutation that is written twice runs twice.
    const isMergeable = !isCompositeType(type) && parent !== this.schema.getMutationType();
    const key = keys.of(name, args, String(definition.type), isMergeable);
    const field = { kind: 'PLANNED', responseKey, name, nodes, key, args, parent, definition } as const;
    if (!isCompositeType(type)) return field;
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    return { ...field, selection: this.#selection(sets, type, keys.below(key)) };
  }

  #selection(sets: readonly SelectionSetNode[], type: GraphQLCompositeType, keys: ResponseKeys): Selection {
    return isAbstractType(type) ? this.#abstract(sets, type, keys) : this.object(sets, type, keys);
  }

  #abstract(sets: readonly SelectionSetNode[], type: GraphQLAbstractType, keys: ResponseKeys): Selection {
    const common = this.object(sets, type, keys);
    const members = [...this.collector.namedMembers(sets, type)];
    return {
      kind: 'ABSTRACT',
      common,
      byType: new Map(members.map((member) => [member.name, this.object(sets, member, keys)])),
      possibleTypes: new Set(this.schema.getPossibleTypes(type).map(({ name }) => name)),
    };
  }
}

function tooManyFields(): GraphQLError {
  const message = `The operation asks for too much: fields is more than ${MAX_FIELDS}, at most ${MAX_FIELDS} is allowed.`;
  const limit = { limit: 'fields', maximum: MAX_FIELDS, asked: `more than ${MAX_FIELDS}` };
  return new GraphQLError(message, { extensions: { code: 'OPERATION_LIMIT_EXCEEDED', ...limit } });
}
