import { requirementOf, enforceRequirement, type Actor, type Requirement } from '#kernel/auth';
import {
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  getOperationAST,
  parse,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Returns an error for each root field whose required permission the actor lacks; the subgraphs check again. */
export type RootCheck = (
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
  actor: Actor,
) => GraphQLError[];

interface Need {
  field: FieldNode;
  coordinate: string;
  requirement: Requirement;
  /** Selections whose @skip or @include may leave the field out: itself and the fragments around it. */
  within: readonly SelectionNode[];
}

const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** @param api the public schema, whose directives state the required permissions */
export function createRootCheck(api: string): RootCheck {
  const requirements = requirementsOf(api);
  const known = new WeakMap<DocumentNode, Map<string, readonly Need[]>>();

  function needsOf(document: DocumentNode, operationName: string | null | undefined): readonly Need[] {
    let byName = known.get(document);
    if (!byName) known.set(document, (byName = new Map()));
    const name = operationName ?? '';
    let needs = byName.get(name);
    if (!needs) byName.set(name, (needs = findNeeds(document, operationName, requirements)));
    return needs;
  }

  return (document, operationName, variables, actor) =>
    needsOf(document, operationName).flatMap((need) => {
      if (need.within.some((node) => isLeftOut(node, variables))) return [];
      try {
        enforceRequirement(actor, need.requirement);
        return [];
      } catch (error) {
        return [refused(error as GraphQLError, need)];
      }
    });
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

function findNeeds(
  document: DocumentNode,
  operationName: string | null | undefined,
  requirements: ReadonlyMap<string, Requirement>,
): Need[] {
  const operation = getOperationAST(document, operationName);
  if (!operation) return [];
  const needs: Need[] = [];
  const spread = new Map<string, number>();
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const walk = ({ selections }: SelectionSetNode, around: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      const within = selection.directives?.length ? [...around, selection] : around;
      if (selection.kind === Kind.FIELD) {
        const coordinate = `${ROOTS[operation.operation]}.${selection.name.value}`;
        const requirement = requirements.get(coordinate);
        if (requirement) needs.push({ field: selection, coordinate, requirement, within });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, within);
      else {
        // A fragment that is spread again counts whatever its @skip: at most two walks each keep the time linear.
        const times = spread.get(selection.name.value) ?? 0;
        spread.set(selection.name.value, times + 1);
        const fragment = fragments.get(selection.name.value);
        if (fragment && times < 2) walk(fragment.selectionSet, times ? [] : within);
      }
    }
  };
  walk(operation.selectionSet, []);
  return needs;
}

function isLeftOut(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false
  );
}

function refused({ message, extensions }: GraphQLError, { field, coordinate }: Need): GraphQLError {
  const status = extensions.code === 'UNAUTHENTICATED' ? 401 : 403;
  return new GraphQLError(message, {
    nodes: [field],
    extensions: { ...extensions, coordinate, http: { status, spec: true } },
  });
}
