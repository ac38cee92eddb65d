import {
  GraphQLError,
  ValuesOfCorrectTypeRule,
  execute as executeSlowly,
  getOperationAST,
  getNamedType,
  getVariableValues,
  validate,
  isInputObjectType,
  typeFromAST,
  visit,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Logger } from 'pino';
import type { SubgraphCall } from './subgraph-client.js';
import { isKnownCode, maskErrors } from '../errors/errors.js';
import type { Context } from '../context/context.js';

interface Plan {
  operationName: string | undefined;
  operation: OperationDefinitionNode | null | undefined;
  /** Variables inside object literals. graphql-jit reads an absent one as null there, which is another question. */
  inLiterals: readonly string[];
  /** Absent for what graphql-jit cannot compile. */
  query?: CompiledQuery;
  /** Literals that are no values of their type: the gateway, which does not know our scalars, lets them through. */
  errors: GraphQLError[];
}

/** Executes an operation, or one event of a subscription, whose payload is then its root value. */
export type ExecuteOperation = ReturnType<typeof createExecutor>;

/**
 * Executes operations of one schema. Compiled operations are kept for as long as the gateway keeps their documents,
 * which it does for each operation that it has planned.
 */
export function createExecutor(schema: GraphQLSchema, log: Logger) {
  const plans = new WeakMap<DocumentNode, Plan>();

  function planOf(document: DocumentNode, operationName: string | undefined): Plan {
    let plan = plans.get(document);
    if (!plan || plan.operationName !== operationName) {
      const errors = validate(schema, document, [ValuesOfCorrectTypeRule], { maxErrors: 10 }).map(asBadInput);
      plan = {
        operationName,
        operation: getOperationAST(document, operationName),
        inLiterals: variablesInLiterals(document),
        errors,
      };
      const result = compileQuery(schema, withoutInputTypes(schema, document), operationName, {
        disablingCapturingStackErrors: true,
      });
      if (isCompiledQuery(result)) plan.query = result;
      else log.debug({ errors: result.errors }, 'operation executed without compilation');
      plans.set(document, plan);
    }
    return plan;
  }

  return async function execute(
    call: SubgraphCall,
    context: Context<unknown>,
    rootValue: object = {},
  ): Promise<ExecutionResult> {
    const { document, operationName } = call;
    const { operation, query, inLiterals, errors } = planOf(document, operationName);
    if (errors.length) return { errors };
    // graphql-jit ignores default values inside input objects, so variables are coerced before it sees them.
    const variables = operation?.variableDefinitions?.length
      ? getVariableValues(schema, operation.variableDefinitions, call.variables ?? {}, { maxErrors: 10 })
      : { coerced: {} };
    if (variables.errors) return { errors: variables.errors.map(asBadInput) };
    const { coerced } = variables;
    const result = await (query && inLiterals.every((name) => name in coerced)
      ? query.query(rootValue, context, coerced)
      : executeSlowly({
          schema,
          document,
          rootValue,
          variableValues: call.variables ?? {},
          operationName: operationName ?? null,
          contextValue: context,
        }));
    return result.errors
      ? { ...result, errors: maskErrors(result.errors, context.caller.requestId, log) }
      : result;
  };
}

function variablesInLiterals(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    ObjectField: (field) => {
      visit(field, { Variable: ({ name }) => void names.add(name.value) });
    },
  });
  return [...names];
}

const ANYTHING: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: '_Any' } };

/**
 * graphql-jit compiles the check of a variable by walking its type, without end where an input type holds itself, as
 * every filter does: the process ran out of memory. Variables are coerced before it, so it takes such values as they are.
 */
function withoutInputTypes(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition(definition) {
      const type = typeFromAST(schema, definition.type as never);
      if (!isInputObjectType(getNamedType(type))) return false;
      return { kind: definition.kind, variable: definition.variable, type: ANYTHING };
    },
    Field: () => false,
    FragmentDefinition: () => false,
  });
}

/** What graphql-js says of a wrong value, with a code. */
function asBadInput(error: GraphQLError): GraphQLError {
  const given = (isKnownCode(error.extensions.code) ? error : error.originalError) as
    { extensions?: { code?: unknown; expected?: unknown } } | undefined;
  const extensions = isKnownCode(given?.extensions?.code) ? given.extensions : { code: 'BAD_USER_INPUT' };
  return new GraphQLError(error.message, { extensions: { ...extensions } });
}
