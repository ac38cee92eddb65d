import {
  GraphQLError,
  Kind,
  Lexer,
  Source,
  TokenKind,
  getIntrospectionQuery,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  parse,
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
import { operationText, requestError } from './errors.js';

/** Limits of one operation. */
export interface Limits {
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxCost: number;
}

/** Longest document, in characters: comments and commas are no tokens, and documents are cached in memory. */
const MAX_DOCUMENT = 32_768;
/** Deepest nesting of brackets: the planner fails at 50, with an error that is of no use to the caller. */
const MAX_NESTING = 32;
/** Largest introspection, as a multiple of the full one of graphql-js: other tools ask for slightly more. */
const INTROSPECTION_MARGIN = 1.25;

/** Assumed length of a list of unknown length. */
const ASSUMED_LIST = 5;
/** Assumed number of fields, arguments or values of a type. */
const ASSUMED_PARTS = 8;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;
/** Most groups of statistics. */
const MAX_GROUPS = 1000;
/** Lists whose length is the size argument of the field around them. */
const SIZED = new Set(['nodes', 'edges', 'groups']);

/** @param asked MORE where counting has stopped at the maximum */
export function limitExceeded(
  limit: string,
  maximum: number,
  asked: number | 'MORE',
  message: 'LIMIT' | 'LIMIT_WRITTEN_OUT' = 'LIMIT',
): GraphQLError {
  const values = {
    limit,
    maximum,
    asked: asked === 'MORE' ? operationText('MORE_THAN', { maximum }) : asked,
  };
  return requestError('OPERATION_LIMIT_EXCEEDED', operationText(message, values), values);
}

const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** @throws OPERATION_LIMIT_EXCEEDED before a document that is too long, or nested too deeply, is parsed */
export function checkText(text: string, { maxTokens }: Limits): void {
  if (text.length > MAX_DOCUMENT) throw limitExceeded('characters', MAX_DOCUMENT, text.length);
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (++tokens > maxTokens) throw limitExceeded('tokens', maxTokens, 'MORE');
      if (OPENING.has(token.kind) && ++nesting > MAX_NESTING)
        throw limitExceeded('nesting', MAX_NESTING, 'MORE');
      if (CLOSING.has(token.kind)) nesting -= 1;
    }
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code) throw error;
    // A syntax error: the parser reports it, with its location.
  }
}

interface Weight {
  depth: number;
  aliases: number;
  cost: number;
  /** Most parts of the schema that an introspection lists. */
  introspection: number;
}

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0, introspection: 0 };
const FULL_INTROSPECTION = {
  inputValueDeprecation: true,
  specifiedByUrl: true,
  schemaDescription: true,
  directiveIsRepeatable: true,
  oneOf: true,
};
const fullIntrospection = new WeakMap<GraphQLSchema, number>();

/** Returns the weight of the full introspection. */
function introspectionOf(schema: GraphQLSchema): number {
  let weight = fullIntrospection.get(schema);
  if (weight === undefined) {
    weight = weightOf(parse(getIntrospectionQuery(FULL_INTROSPECTION)), schema, {}).introspection;
    fullIntrospection.set(schema, weight);
  }
  return weight;
}

/**
 * Checks depth, aliases and cost of a document before validation, which a hostile document can make take minutes.
 * Fragments are weighed once each, so that the time is linear in the text whatever they spread.
 * Cost is the number of objects that the answer may hold: a page counts `first` or `last` times (its default when absent).
 * @returns the cost
 * @throws OPERATION_LIMIT_EXCEEDED
 */
export function checkWeight(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
  limits: Limits,
): number {
  const { depth, aliases, cost, introspection } = knownWeightOf(document, schema, variables, operationName);
  if (depth > limits.maxDepth) throw limitExceeded('depth', limits.maxDepth, depth);
  if (aliases > limits.maxAliases) throw limitExceeded('aliases', limits.maxAliases, aliases);
  if (cost > limits.maxCost) throw limitExceeded('cost', limits.maxCost, cost);
  const maxIntrospection = introspection && Math.round(introspectionOf(schema) * INTROSPECTION_MARGIN);
  if (introspection > maxIntrospection) throw limitExceeded('introspection', maxIntrospection, introspection);
  return cost;
}

const MAX_WEIGHTS = 16;
const weights = new WeakMap<DocumentNode, Map<string, Weight>>();

/** Caches weights: of the variables, a weight depends only on numbers and lengths of lists. */
function knownWeightOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
): Weight {
  const sizes = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : Array.isArray(value) ? `${value.length} items` : value == null,
  ]);
  const key = JSON.stringify([operationName, sizes]);
  let known = weights.get(document);
  if (!known || known.size >= MAX_WEIGHTS) weights.set(document, (known = new Map()));
  let weight = known.get(key);
  if (!weight) known.set(key, (weight = weightOf(document, schema, variables, operationName)));
  return weight;
}

export function weightOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName?: string | null,
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
    const size = definition && pageSize(field, definition, values);
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
      cost: times * (objects + inner.cost),
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
): number | undefined {
  const first = args.find(({ name }) => name === 'first');
  if (!first) return undefined;
  const size =
    argument(field, 'first', variables) ?? argument(field, 'last', variables) ?? first.defaultValue;
  const most = getNamedType(type).name.endsWith('Connection') ? MAX_PAGE : MAX_GROUPS;
  return typeof size === 'number' && size > 0 ? Math.min(size, most) : DEFAULT_PAGE;
}

/** Returns the length of a list by ids, which is that of its argument; else the assumed length. */
function listSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const ids = argument(field, 'ids', variables);
  return Array.isArray(ids) ? Math.max(ids.length, 1) : ASSUMED_LIST;
}
