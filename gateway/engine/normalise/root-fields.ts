import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { FieldCollector, fragmentsOf } from './collect-fields.js';
import { conditionVariables, conditionsIn } from './conditions.js';

/**
 * Returns the root fields that an operation executes with given variables, by response key.
 * @throws ConditionError
 */
export function rootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): Map<string, FieldNode[]> {
  const conditions = conditionsIn(conditionVariables(document, operation), variables);
  const collector = new FieldCollector(schema, fragmentsOf(document), conditions);
  return collector.fields([operation.selectionSet], schema.getRootType(operation.operation)!);
}
