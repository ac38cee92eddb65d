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
import { asRequestError } from './errors.js';

/** What one operation may ask for. */
export interface Limits {
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxCost: number;
}

/** Longest document: comments and commas are no tokens, and the last 1024 documents are kept in memory. */
const MAX_DOCUMENT = 32_768;
/** Brackets within brackets: the planner gives up at 50, with an error that is of no use to the caller. */
const MAX_NESTING = 32;
/** How many times larger than the full introspection of graphql-js one may be: other tools ask for a little else. */
const INTROSPECTION_MARGIN = 1.25;

/** Objects that a list of unknown length is reckoned to hold. */
const ASSUMED_LIST = 5;
/** Fields, arguments or values that a type is reckoned to have. */
const ASSUMED_PARTS = 8;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;
/** Most groups of statistics. */
const MAX_GROUPS = 1000;
/** The lists that a size argument of the field around them sizes. */
const SIZED = new Set(['nodes', 'edges', 'groups']);

export function limitExceeded(limit: string, maximum: number, asked: number | string): GraphQLError {
  const message = `The operation asks for too much: ${limit} is ${asked}, at most ${maximum} is allowed.`;
  return asRequestError(message, { code: 'OPERATION_LIMIT_EXCEEDED', limit, maximum, asked });
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
      if (++tokens > maxTokens) throw limitExceeded('tokens', maxTokens, `more than ${maxTokens}`);
      if (OPENING.has(token.kind) && ++nesting > MAX_NESTING)
        throw limitExceeded('nesting', MAX_NESTING, `more than ${MAX_NESTING}`);
      if (CLOSING.has(token.kind)) nesting -= 1;
    }
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code) throw error;
    // Not GraphQL: the parser says so, with the place.
  }
}

interface Weight {
  depth: number;
  aliases: number;
  cost: number;
  /** Parts of the schema that an introspection may list. */
  introspection: number;
}

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0, introspection: 0 };
const ALL_OF_IT = {
  inputValueDeprecation: true,
  specifiedByUrl: true,
  schemaDescription: true,
  directiveIsRepeatable: true,
  oneOf: true,
};
const fullIntrospection = new WeakMap<GraphQLSchema, number>();

/** What the full introspection weighs. */
function introspectionOf(schema: GraphQLSchema): number {
  let weight = fullIntrospection.get(schema);
  if (weight === undefined) {
    weight = weightOf(parse(getIntrospectionQuery(ALL_OF_IT)), schema, {}).introspection;
    fullIntrospection.set(schema, weight);
  }
  return weight;
}

/**
 * Depth, aliases and cost of a document, before it is validated: validation itself can be made to take minutes.
 * Fragments are weighed once each, so that the time is linear in the text whatever they spread.
 * Cost is the number of objects that the answer may hold: a page counts `first` or `last` times (its default when absent).
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
  const mostIntrospection = introspection && Math.round(introspectionOf(schema) * INTROSPECTION_MARGIN);
  if (introspection > mostIntrospection)
    throw limitExceeded('introspection', mostIntrospection, introspection);
  return cost;
}

const KEPT_WEIGHTS = 16;
const weights = new WeakMap<DocumentNode, Map<string, Weight>>();

/** Of the variables, a weight depends on numbers and on lengths of lists alone: the same ones weigh the same again. */
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
  if (!known || known.size >= KEPT_WEIGHTS) weights.set(document, (known = new Map()));
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
      // It is as deep as the type system asks for, and costs no database.
      return { depth: 1, aliases: aliases + inner.aliases, cost: 0, introspection: inner.introspection };
    }
    if (parent?.name.startsWith('__')) return ofIntrospection(field, parent);
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const type = definition ? getNamedType(definition.type) : undefined;
    const size = definition && pageSize(field, definition, values);
    const inner = field.selectionSet ? ofSelection(field.selectionSet, type, size ?? 0) : NOTHING;
    // A connection, an edge or a PageInfo is no object of its own.
    const objects = isCompositeType(type) && !/(Connection|Edge|^PageInfo)$/.test(type.name) ? 1 : 0;
    const times =
      page > 0 && SIZED.has(name) ? page : isList(definition?.type) ? (size ?? listSize(field, values)) : 1;
    // The steps of a connection are one level, however they are written: edges { node } or nodes.
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

/** Values of variables that are not given. */
function defaultsOf(document: DocumentNode): Record<string, unknown> {
  const definitions = document.definitions.flatMap((definition) =>
    'variableDefinitions' in definition ? (definition.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    definitions.map(({ variable, defaultValue }) => [variable.name.value, sizeIn(defaultValue)]),
  );
}

function argument(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = field.arguments?.find((given) => given.name.value === name)?.value;
  return value?.kind === Kind.VARIABLE ? variables[value.name.value] : sizeIn(value);
}

/** The part of a literal that sizes are read from. */
function sizeIn(value: ValueNode | undefined): unknown {
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.LIST ? value.values : undefined;
}

/** How many items a field with a size argument asks for; undefined where it has none. */
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

/** A list by ids is as long as its argument. */
function listSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const ids = argument(field, 'ids', variables);
  return Array.isArray(ids) ? Math.max(ids.length, 1) : ASSUMED_LIST;
}
