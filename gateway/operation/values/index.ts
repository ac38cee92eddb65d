import { getOperationAST, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { literalErrors } from './literals.js';
import { MAX_ERRORS } from './value-errors.js';
import { variableErrors } from './variables.js';

export { literalsRule } from './literals.js';
export { publicSchemaOf } from './public-schema.js';
export { checkInputDepth } from './variables.js';

/**
 * Returns errors in the values of an operation, literals or variables, each with its place: text that PostgreSQL cannot
 * store, invalid scalars, variables of another type. Runs on a valid document before execution, so that no subgraph is
 * called in vain and all report such errors alike.
 * @param schema the public one, with scalars that check their values
 * @param showsSchema whether clients may read the schema, and errors may tell what it has
 */
export function inputErrors(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | null | undefined,
  showsSchema: boolean,
): GraphQLError[] {
  return [
    ...literalErrors(document, schema, showsSchema),
    ...variableErrors(getOperationAST(document, operationName), schema, variables, showsSchema),
  ].slice(0, MAX_ERRORS);
}
