import {
  Kind,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '#kernel/lists';
import { NO_COSTS, type FieldCosts, type ListSize } from './costs.js';

/** Assumed length of a list of unknown length. */
const ASSUMED_LIST = 5;
/** Assumed number of fields, arguments or values of a type. */
const ASSUMED_PARTS = 8;
/** Most groups of statistics. */
const MAX_GROUPS = 1000;
/** Lists whose length is the size argument of the field around them. */
const SIZED = new Set(['nodes', 'edges', 'groups']);

/** What an operation asks for. */
export interface Weight {
  depth: number;
  aliases: number;
  cost: number;
  /** Most parts of the schema that an introspection lists. */
  introspection: number;
}

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0, introspection: 0 };
/** Weighs an operation of a document, or all of them when none is named. */
export function weightOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName?: string | null,
  costs: FieldCosts = NO_COSTS,
): Weight {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const values = { ...defaultsOf(document), ...variables };
  const weighed = new Map<string, Weight>();
  const open = new Set<string>();

  function ofFragment(name: string, paged: number): Weight {
    const fragment = fragments.get(name);
    // A cycle or a missing fragment is an error that validation explains.
    if (!fragment || open.has(name)) return NOTHING;
    const key = `${name} ${paged}`;
    let weight = weighed.get(key);
    if (!weight) {
      open.add(name);
      weight = ofSelection(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), paged);
      open.delete(name);
      weighed.set(key, weight);
    }
    return weight;
  }

  function ofSelection(set: SelectionSetNode, parent: GraphQLNamedType | undefined, page: number): Weight {
    const total = { ...NOTHING };
    for (const selection of set.selections) {
      let part: Weight;
      if (selection.kind === Kind.FIELD) part = ofField(selection, parent, page);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) part = ofFragment(selection.name.value, page);
      else {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        part = ofSelection(selection.selectionSet, type, page);
      }
      total.depth = Math.max(total.depth, part.depth);
      total.aliases += part.aliases;
      total.cost += part.cost;
      total.introspection += part.introspection;
    }
    return total;
  }

  /** @param page items of the lists in the parent that a size argument sizes; 0 where there is none */
  function ofField(field: FieldNode, parent: GraphQLNamedType | undefined, page: number): Weight {
    const name = field.name.value;
    const aliases = field.alias ? 1 : 0;
    if (name === '__schema' || name === '__type') {
      const inner = ofIntrospection(field, schema.getType(name === '__schema' ? '__Schema' : '__Type'));
      // Introspection needs its depth, and reads no database.
      return { depth: 1, aliases: aliases + inner.aliases, cost: 0, introspection: inner.introspection };
    }
    if (parent?.name.startsWith('__')) return ofIntrospection(field, parent);
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const type = definition ? getNamedType(definition.type) : undefined;
    const stated = parent && costs.get(`${parent.name}.${name}`);
    const size = definition && pageSize(field, definition, values, stated?.list);
    const inner = field.selectionSet ? ofSelection(field.selectionSet, type, size ?? 0) : NOTHING;
    // Connections, edges and PageInfo do not count as objects.
    const objects = isCompositeType(type) && !/(Connection|Edge|^PageInfo)$/.test(type.name) ? 1 : 0;
    const times =
      page > 0 && SIZED.has(name) ? page : isList(definition?.type) ? (size ?? listSize(field, values)) : 1;
    // A connection is one level, whether written as edges { node } or as nodes.
    const step = /(Connection|Edge)$/.test(parent?.name ?? '') && isCompositeType(type);
    return {
      depth: inner.depth + (step ? 0 : 1),
      aliases: inner.aliases + aliases,
      cost: (stated?.weight ?? 0) + times * (objects + inner.cost),
      introspection: inner.introspection,
    };
  }

  function ofIntrospection(field: FieldNode, parent: GraphQLNamedType | undefined): Weight {
    const meta = field.name.value.startsWith('__') ? parent : undefined;
    const definition = !meta && isObjectType(parent) ? parent.getFields()[field.name.value] : undefined;
    const inner = field.selectionSet
      ? ofSelection(field.selectionSet, meta ?? (definition && getNamedType(definition.type)), 0)
      : NOTHING;
    const times =
      field.name.value === 'types'
        ? Object.keys(schema.getTypeMap()).length
        : isList(definition?.type)
          ? ASSUMED_PARTS
          : 1;
    return {
      ...inner,
      depth: 1,
      aliases: inner.aliases + (field.alias && !meta ? 1 : 0),
      introspection: times * Math.max(inner.introspection, 1),
    };
  }

  const operation = getOperationAST(document, operationName);
  const total = { ...NOTHING };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || (operation && definition !== operation)) continue;
    const root = schema.getRootType(definition.operation) ?? undefined;
    const weight = ofSelection(definition.selectionSet, root, 0);
    total.depth = Math.max(total.depth, weight.depth);
    total.aliases += weight.aliases;
    total.cost += weight.cost;
    total.introspection += weight.introspection;
  }
  return total;
}

function isList(type: GraphQLOutputType | undefined): boolean {
  return isListType(type) || (isNonNullType(type) && isListType(type.ofType));
}

/** Returns the defaults of variables. */
function defaultsOf(document: DocumentNode): Record<string, unknown> {
  const definitions = document.definitions.flatMap((definition) =>
    'variableDefinitions' in definition ? (definition.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    definitions.map(({ variable, defaultValue }) => [variable.name.value, sizeIn(defaultValue)]),
  );
}

function argument(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = field.arguments?.find((node) => node.name.value === name)?.value;
  return value?.kind === Kind.VARIABLE ? variables[value.name.value] : sizeIn(value);
}

/** Returns the part of a literal that a size is read from: a number, or the items of a list. */
function sizeIn(value: ValueNode | undefined): unknown {
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.LIST ? value.values : undefined;
}

/** Returns the number of items that a field with a size argument asks for; undefined without such an argument. */
function pageSize(
  field: FieldNode,
  { args, type }: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
  stated: ListSize | undefined,
): number | undefined {
  const slicing = stated?.slicingArguments.length ? stated.slicingArguments : ['first', 'last'];
  const sliced = args.filter(({ name }) => slicing.includes(name));
  if (!sliced.length) return stated?.assumedSize;
  const sizes = sliced.map(({ name }) => argument(field, name, variables));
  const size = sizes.find((value) => value != null) ?? sliced[0]!.defaultValue;
  const most = getNamedType(type).name.endsWith('Connection') ? MAX_PAGE : MAX_GROUPS;
  return typeof size === 'number' && size > 0 ? Math.min(size, most) : (stated?.assumedSize ?? DEFAULT_PAGE);
}

/** Returns the length of a list by ids, which is that of its argument; else the assumed length. */
function listSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const ids = argument(field, 'ids', variables);
  return Array.isArray(ids) ? Math.max(ids.length, 1) : ASSUMED_LIST;
}
