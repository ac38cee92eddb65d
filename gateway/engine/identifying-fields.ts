import { Kind, isInterfaceType, isObjectType, parse, type GraphQLSchema } from 'graphql';

/**
 * Returns the names of all fields that keys of entities use, by the `join__type` directives of the supergraph. The planner
 * selects these fields under their names, so that no field with arguments may take one of them.
 */
export function identifyingFields(supergraph: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { name, arguments: args = [] } of type.astNode?.directives ?? []) {
      const key = args.find((argument) => argument.name.value === 'key')?.value;
      if (name.value !== 'join__type' || key?.kind !== Kind.STRING) continue;
      for (const field of fieldNamesIn(key.value)) names.add(field);
    }
  }
  return names;
}

/** Returns the names of the fields in a key, such as `id organisation { id }`. */
function fieldNamesIn(key: string): string[] {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  const names: string[] = [];
  const walk = (node: { selectionSet?: { selections: readonly unknown[] } | undefined }): void => {
    for (const selection of node.selectionSet?.selections ?? []) {
      const field = selection as {
        name?: { value: string };
        selectionSet?: { selections: readonly unknown[] };
      };
      if (field.name) names.push(field.name.value);
      walk(field);
    }
  };
  walk(definition as never);
  return names;
}
