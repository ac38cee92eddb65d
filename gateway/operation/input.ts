import { badUserInput } from '#kernel/errors';
import { DateScalar, DateTimeScalar, PartialDateScalar, TimeScalar, UrlScalar } from '#kernel/values';
import { CountryCodeScalar, InseeCodeScalar, PostalCodeScalar, SirenScalar } from '#vocabulary';
import {
  GraphQLError,
  Kind,
  ValuesOfCorrectTypeRule,
  buildASTSchema,
  coerceInputValue,
  getOperationAST,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  parse,
  typeFromAST,
  validate,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLScalarLiteralParser,
  type GraphQLScalarType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { asRequestError } from './errors.js';

const SCALARS = [
  CountryCodeScalar,
  DateScalar,
  DateTimeScalar,
  InseeCodeScalar,
  PostalCodeScalar,
  PartialDateScalar,
  SirenScalar,
  TimeScalar,
  UrlScalar,
];

/** Longest text of an argument, in characters: beyond any address, title or description, and far below the size of a body. */
const MAX_TEXT = 10_000;
/** Deepest nesting of variables: deeper than any filter; coercion recurses, and would run out of stack. */
const MAX_INPUT_DEPTH = 20;
const MAX_ERRORS = 10;

/** Builds the public schema with scalars that check their values: a supergraph knows them by name only. */
export function publicSchemaOf(api: string, scalars: readonly GraphQLScalarType[] = SCALARS): GraphQLSchema {
  const schema = buildASTSchema(parse(api), { assumeValid: true });
  for (const { name, parseValue, parseLiteral } of scalars) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral: withNode(parseLiteral) });
  }
  return schema;
}

/** Adds the literal to the errors of a scalar, which do not name it. */
function withNode(parseLiteral: GraphQLScalarLiteralParser<unknown>): GraphQLScalarLiteralParser<unknown> {
  return (node, variables) => {
    try {
      return parseLiteral(node, variables);
    } catch (error) {
      const { message, extensions } = error as GraphQLError;
      throw new GraphQLError(message, { nodes: [node], extensions });
    }
  };
}

/**
 * Returns errors in the values of an operation, literals or variables, each with its path: text that PostgreSQL cannot
 * store, invalid scalars, variables of another type. Runs on a valid document before execution, so that no subgraph is
 * called in vain and all report such errors alike.
 */
export function inputErrors(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
): GraphQLError[] {
  return [
    ...literalErrors(document, schema),
    ...variableErrors(getOperationAST(document, operationName), schema, variables),
  ].slice(0, MAX_ERRORS);
}

/** @throws BAD_USER_INPUT for variables that are nested too deeply to be coerced */
export function checkInputDepth(variables: unknown): void {
  const isTooDeep = (value: unknown, depth: number): boolean =>
    typeof value === 'object' &&
    value !== null &&
    (depth > MAX_INPUT_DEPTH || Object.values(value).some((item) => isTooDeep(item, depth + 1)));
  for (const [name, value] of Object.entries(variables ?? {})) {
    if (isTooDeep(value, 1)) throw refusal(name, `at most ${MAX_INPUT_DEPTH} levels of values`);
  }
}

/** Literal errors by document: they do not depend on the variables. */
const checked = new WeakMap<DocumentNode, GraphQLError[]>();

function literalErrors(document: DocumentNode, schema: GraphQLSchema): GraphQLError[] {
  const known = checked.get(document);
  if (known) return known;
  const paths = literalPaths(document);
  const texts = [...paths].flatMap(([node, path]) =>
    node.kind === Kind.STRING ? textErrors(node.value, path, node) : [],
  );
  const scalars = validate(schema, document, [ValuesOfCorrectTypeRule], { maxErrors: MAX_ERRORS }).map(
    (error) => {
      const argument = paths.get(error.nodes?.[0] as ASTNode) ?? 'query';
      return refusal(argument, expectedBy(error) ?? 'another kind of value', error.nodes?.[0]);
    },
  );
  const errors = [...texts, ...scalars];
  checked.set(document, errors);
  return errors;
}

/** Returns the path of each literal, such as `filter.country.in.0`. */
function literalPaths(document: DocumentNode): Map<ASTNode, string> {
  const paths = new Map<ASTNode, string>();
  const collect = (value: ValueNode, path: string): void => {
    paths.set(value, path);
    if (value.kind === Kind.LIST) value.values.forEach((item, index) => collect(item, `${path}.${index}`));
    if (value.kind === Kind.OBJECT)
      for (const field of value.fields) collect(field.value, `${path}.${field.name.value}`);
  };
  visit(document, {
    Argument: ({ name, value }) => collect(value, name.value),
    VariableDefinition: ({ variable, defaultValue }) =>
      defaultValue ? collect(defaultValue, variable.name.value) : undefined,
  });
  return paths;
}

function variableErrors(
  operation: OperationDefinitionNode | null | undefined,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  return (operation?.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as unknown as GraphQLInputType;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!isInputType(type) || (value === undefined && (definition.defaultValue || !isNonNullType(type))))
      return [];
    if (value == null)
      return isNonNullType(type) ? [refusal(name, `a value of type ${type}`, definition)] : [];
    const errors: GraphQLError[] = [];
    coerceInputValue(value, type, (path, _wrong, error) => {
      if (errors.length < MAX_ERRORS)
        errors.push(
          refusal(
            [name, ...path].join('.'),
            expectedBy(error) ?? `a value of type ${typeAt(type, path)}`,
            definition,
          ),
        );
    });
    return errors.length ? errors : textsIn(value, name, definition);
  });
}

function textsIn(value: unknown, path: string, node: ASTNode): GraphQLError[] {
  if (typeof value === 'string') return textErrors(value, path, node);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`, node));
}

function textErrors(text: string, path: string, node: ASTNode): GraphQLError[] {
  if (text.includes('\0')) return [refusal(path, 'text without NUL characters', node)];
  if (/\p{Surrogate}/u.test(text))
    return [refusal(path, 'well-formed Unicode, without half of a surrogate pair', node)];
  return text.length > MAX_TEXT ? [refusal(path, `at most ${MAX_TEXT} characters`, node)] : [];
}

/** Returns what a scalar of this project expected; undefined for errors of graphql-js. */
function expectedBy(error: GraphQLError): string | undefined {
  const expectations = [error, error.originalError as GraphQLError | undefined].map(
    (each) => each?.extensions?.expected,
  );
  return expectations.find((expected) => typeof expected === 'string');
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let found = type;
  for (const key of path) {
    if (isNonNullType(found)) found = found.ofType;
    if (isListType(found) && typeof key === 'number') found = found.ofType;
    else if (isInputObjectType(found)) found = found.getFields()[key]?.type ?? found;
  }
  return found;
}

function refusal(argument: string, expected: string, node?: ASTNode): GraphQLError {
  const { message, extensions } = badUserInput({ argument, expected });
  return asRequestError(message, extensions, node);
}
