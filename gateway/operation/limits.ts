import {
  GraphQLError,
  Lexer,
  Source,
  TokenKind,
  getIntrospectionQuery,
  parse,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { NO_COSTS, type FieldCosts } from './costs.js';
import { operationText, requestError } from './errors.js';
import { weightOf, type Weight } from './weight.js';

/** Limits of one operation. */
export interface Limits {
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxCost: number;
}

/** Longest document, in characters: comments and commas are no tokens, and documents are cached in memory. */
export const MAX_DOCUMENT = 32_768;
/** Deepest nesting of brackets: the planner fails at 50, with an error that is of no use to the caller. */
const MAX_NESTING = 32;
/** Largest introspection, as a multiple of the full one of graphql-js: other tools ask for slightly more. */
export const INTROSPECTION_MARGIN = 1.25;

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
 * Cost is the number of objects that the answer may hold, and what fields cost beside them (`@cost`): a page counts as many
 * times as its slicing argument says (`@listSize`), or its default.
 * @param costs of the supergraph
 * @returns the cost, and the size of an introspection as a share of the full one
 * @throws OPERATION_LIMIT_EXCEEDED
 */
export function checkWeight(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
  limits: Limits,
  costs: FieldCosts = NO_COSTS,
): { cost: number; introspected: number } {
  const { depth, aliases, cost, introspection } = knownWeightOf(
    document,
    schema,
    variables,
    operationName,
    costs,
  );
  if (depth > limits.maxDepth) throw limitExceeded('depth', limits.maxDepth, depth);
  if (aliases > limits.maxAliases) throw limitExceeded('aliases', limits.maxAliases, aliases);
  if (cost > limits.maxCost) throw limitExceeded('cost', limits.maxCost, cost);
  if (!introspection) return { cost, introspected: 0 };
  const full = introspectionOf(schema);
  const maxIntrospection = Math.round(full * INTROSPECTION_MARGIN);
  if (introspection > maxIntrospection) throw limitExceeded('introspection', maxIntrospection, introspection);
  return { cost, introspected: introspection / full };
}

const MAX_WEIGHTS = 16;
const weights = new WeakMap<DocumentNode, Map<string, Weight>>();

/** Caches weights: of the variables, a weight depends only on numbers and lengths of lists. */
function knownWeightOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
  costs: FieldCosts,
): Weight {
  const sizes = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : Array.isArray(value) ? `${value.length} items` : value == null,
  ]);
  const key = JSON.stringify([operationName, sizes]);
  let known = weights.get(document);
  if (!known || known.size >= MAX_WEIGHTS) weights.set(document, (known = new Map()));
  let weight = known.get(key);
  if (!weight) known.set(key, (weight = weightOf(document, schema, variables, operationName, costs)));
  return weight;
}
