import {
  GraphQLError,
  OperationTypeNode,
  ValuesOfCorrectTypeRule,
  execute as executeUncompiled,
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
import type { SubgraphCall } from '../auth/subgraph-client.js';
import { isKnownCode, maskErrors } from '../errors/errors.js';
import type { Context } from '../context/context.js';

interface Plan {
  operationName: string | undefined;
  operation: OperationDefinitionNode | null | undefined;
  /** Variables inside object literals: graphql-jit reads an absent one as null there, so the operation then runs uncompiled. */
  inLiterals: readonly string[];
  /**
   * Absent for an operation that graphql-jit cannot compile, and for mutations: it would go on with those after one that
   * failed and leaves nothing of the answer.
   */
  query?: CompiledQuery;
  /** Invalid literals: the gateway does not know the scalars of subgraphs and accepts any. */
  errors: GraphQLError[];
}

/** Executor of operations, and of subscription events, whose payload is the root value. */
export type ExecuteOperation = ReturnType<typeof createExecutor>;

/**
 * Creates the executor of one schema. A compiled operation lives as long as its document, which the gateway caches with
 * the query plan.
 */
export function createExecutor(schema: GraphQLSchema, log: Logger) {
  const plans = new WeakMap<DocumentNode, Plan>();

  function planOf(document: DocumentNode, operationName: string | undefined): Plan {
    let plan = plans.get(document);
    if (!plan || plan.operationName !== operationName) {
      const errors = validate(schema, document, [ValuesOfCorrectTypeRule], { maxErrors: 10 }).map(asBadInput);
      const operation = getOperationAST(document, operationName);
      plan = { operationName, operation, inLiterals: variablesInLiterals(document), errors };
      if (operation?.operation !== OperationTypeNode.MUTATION) {
        const result = compileQuery(schema, withoutInputTypes(schema, document), operationName, {
          disablingCapturingStackErrors: true,
        });
        if (isCompiledQuery(result)) plan.query = result;
        else log.debug({ errors: result.errors }, 'operation executed without compilation');
      }
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
      : executeUncompiled({
          schema,
          document,
          rootValue,
          variableValues: call.variables ?? {},
          operationName: operationName ?? null,
          contextValue: context,
        }));
    // Errors of what was aborted are none: nobody gets this result.
    call.signal?.throwIfAborted();
    return result.errors ? { ...result, errors: maskErrors(result.errors, context.caller, log) } : result;
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
 * Document whose variables of input types have the type `_Any`. graphql-jit compiles the check of a variable by walking
 * its type, which never ends for a recursive input type such as a filter: the process ran out of memory. Variables are
 * coerced before.
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

/** Error of graphql-js about an invalid value, with a code. */
function asBadInput(error: GraphQLError): GraphQLError {
  const source = (isKnownCode(error.extensions.code) ? error : error.originalError) as
    { extensions?: { code?: unknown; expected?: unknown } } | undefined;
  const extensions = isKnownCode(source?.extensions?.code) ? source.extensions : { code: 'BAD_USER_INPUT' };
  return new GraphQLError(error.message, { extensions: { ...extensions } });
}
