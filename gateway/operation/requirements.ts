import { requirementOf, enforceRequirement, type Actor, type Requirement } from '#kernel/auth';
import {
  BREAK,
  GraphQLError,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { rootFields } from '../engine/index.js';

/** Returns an error for each root field whose required permission the actor lacks; the subgraphs check again. */
export type RootCheck = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  actor: Actor,
) => GraphQLError[];

/** @param schema the public one, built from SDL, whose directives state the required permissions */
export function createRootCheck(schema: GraphQLSchema): RootCheck {
  const requirements = requirementsOf(schema);
  const guarded = new Set([...requirements.keys()].map((coordinate) => coordinate.split('.')[1]!));
  // Most documents name no guarded field, and need no second look.
  const known = new WeakMap<DocumentNode, boolean>();

  function namesGuarded(document: DocumentNode): boolean {
    let names = known.get(document);
    if (names === undefined) {
      names = false;
      visit(document, {
        Field: ({ name }) => (guarded.has(name.value) ? ((names = true), BREAK) : undefined),
      });
      known.set(document, names);
    }
    return names;
  }

  return (document, operation, variables, actor) => {
    if (!namesGuarded(document)) return [];
    return [...rootFields(document, operation, schema, variables)].flatMap(([, [field]]) => {
      const coordinate = `${schema.getRootType(operation.operation)!.name}.${field!.name.value}`;
      const requirement = requirements.get(coordinate);
      if (!requirement) return [];
      try {
        enforceRequirement(actor, requirement);
        return [];
      } catch (error) {
        return [refused(error as GraphQLError, field!, coordinate)];
      }
    });
  };
}

/** Returns the requirements of root fields by coordinate, such as `Mutation.labelDecide`. */
function requirementsOf(schema: GraphQLSchema): Map<string, Requirement> {
  const found = new Map<string, Requirement>();
  for (const kind of Object.values(OperationTypeNode)) {
    const root = schema.getRootType(kind);
    for (const { name, astNode } of Object.values(root?.getFields() ?? {})) {
      const requirement = requirementOf(astNode?.directives);
      if (requirement) found.set(`${root!.name}.${name}`, requirement);
    }
  }
  return found;
}

function refused({ message, extensions }: GraphQLError, field: FieldNode, coordinate: string): GraphQLError {
  const status = extensions.code === 'UNAUTHENTICATED' ? 401 : 403;
  return new GraphQLError(message, {
    nodes: [field],
    extensions: { ...extensions, coordinate, http: { status, spec: true } },
  });
}
