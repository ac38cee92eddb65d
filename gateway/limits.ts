import {
  GraphQLError,
  Kind,
  Lexer,
  Source,
  TokenKind,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** What one operation may ask for. */
export interface Limits {
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxCost: number;
}

/** Objects that a list of unknown length is reckoned to hold. */
const ASSUMED_LIST = 5;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

export function limitExceeded(limit: string, maximum: number, asked: number | string): GraphQLError {
  return new GraphQLError(`The operation asks for too much: ${limit} is ${asked}, at most ${maximum} is allowed.`, {
    extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit, maximum, asked },
  });
}

/** @throws OPERATION_LIMIT_EXCEEDED before a document of too many words is parsed */
export function checkTokens(text: string, { maxTokens }: Limits): void {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) {
      if (++tokens > maxTokens) throw limitExceeded('tokens', maxTokens, `more than ${maxTokens}`);
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
}

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0 };

/**
 * Depth, aliases and cost of a document, before it is validated: validation itself can be made to take minutes.
 * Fragments are weighed once each, so that the time is linear in the text whatever they spread.
 * Cost is the number of objects that the answer may hold: a page counts `first` or `last` times (20 when absent).
 * @throws OPERATION_LIMIT_EXCEEDED
 */
export function checkWeight(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
  limits: Limits,
): number {
  const { depth, aliases, cost } = weightOf(document, schema, variables, operationName);
  if (depth > limits.maxDepth) throw limitExceeded('depth', limits.maxDepth, depth);
  if (aliases > limits.maxAliases) throw limitExceeded('aliases', limits.maxAliases, aliases);
  if (cost > limits.maxCost) throw limitExceeded('cost', limits.maxCost, cost);
  return cost;
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
    const total = { depth: 0, aliases: 0, cost: 0 };
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
    }
    return total;
  }

  /** @param page items on the page to which the parent belongs, when the parent is a connection */
  function ofField(field: FieldNode, parent: GraphQLNamedType | undefined, page: number): Weight {
    const name = field.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const type = definition ? getNamedType(definition.type) : undefined;
    const introspection = name.startsWith('__');
    const connection = type?.name.endsWith('Connection') ?? false;
    const nextPage = connection ? pageSize(field, variables) : 0;
    const inner = field.selectionSet ? ofSelection(field.selectionSet, type, nextPage) : NOTHING;
    const objects = !isCompositeType(type) || introspection ? 0 : connection || type.name === 'PageInfo' ? 0 : 1;
    const times = introspection ? 0 : page > 0 && (name === 'nodes' || name === 'edges') ? page : isList(definition?.type) ? listSize(field, variables) : 1;
    return {
      // Introspection is as deep as the type system asks for, and costs no database.
      depth: introspection ? 1 : inner.depth + 1,
      aliases: inner.aliases + (field.alias ? 1 : 0),
      cost: times * (objects + inner.cost),
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
  }
  return total;
}

function isList(type: GraphQLOutputType | undefined): boolean {
  return isListType(type) || (isNonNullType(type) && isListType(type.ofType));
}

function argument(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = field.arguments?.find((given) => given.name.value === name)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value?.kind === Kind.LIST) return value.values;
  return undefined;
}

function pageSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const size = argument(field, 'first', variables) ?? argument(field, 'last', variables);
  return typeof size === 'number' && size > 0 ? Math.min(size, MAX_PAGE) : DEFAULT_PAGE;
}

/** A list by ids is as long as its argument. */
function listSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const ids = argument(field, 'ids', variables);
  return Array.isArray(ids) ? Math.max(ids.length, 1) : ASSUMED_LIST;
}
