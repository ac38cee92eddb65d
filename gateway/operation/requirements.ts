import { requirementOf, enforceRequirement, type Actor, type Requirement } from '#kernel/auth';
import {
  BREAK,
  GraphQLError,
  Kind,
  parse,
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

const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** @param api the public schema, whose directives state the required permissions */
export function createRootCheck(api: string, schema: GraphQLSchema): RootCheck {
  const requirements = requirementsOf(api);
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
      const coordinate = `${ROOTS[operation.operation]}.${field!.name.value}`;
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
function requirementsOf(api: string): Map<string, Requirement> {
  const found = new Map<string, Requirement>();
  const roots: string[] = Object.values(ROOTS);
  for (const definition of parse(api).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !roots.includes(definition.name.value)) continue;
    for (const { name, directives } of definition.fields ?? []) {
      const requirement = requirementOf(directives);
      if (requirement) found.set(`${definition.name.value}.${name.value}`, requirement);
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
