import { Kind, isInterfaceType, isObjectType, parse, visit, type GraphQLSchema } from 'graphql';

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
      // Such as `id organisation { id }`.
      visit(parse(`{ ${key.value} }`, { noLocation: true }), {
        Field: (field) => void names.add(field.name.value),
      });
    }
  }
  return names;
}
