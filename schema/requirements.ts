import { Kind, parse, visit, type DirectiveNode, type DocumentNode } from 'graphql';

const DIRECTIVES = parse(`
"""Only for who says who they are, by a token or an API key."""
directive @authenticated on FIELD_DEFINITION

"""Only for who has one of these permissions: any of the lists, and all of a list. \`viewer\` says which one has."""
directive @requiresScopes(
  """Names of permissions, such as \`[["expertise:write"]]\`."""
  scopes: [[String!]!]!
) on FIELD_DEFINITION
`);
const NAMES = new Set(['authenticated', 'requiresScopes']);

/** The public schema with what its fields ask of who asks for them; composition leaves that out. */
export function withRequirements(api: DocumentNode, supergraph: DocumentNode): DocumentNode {
  const asked = new Map<string, DirectiveNode[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const found = directives.filter((directive) => NAMES.has(directive.name.value));
      if (found.length) asked.set(`${definition.name.value}.${name.value}`, found);
    }
  }
  const described = visit(api, {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.map((field) => ({
        ...field,
        directives: [
          ...(field.directives ?? []),
          ...(asked.get(`${type.name.value}.${field.name.value}`) ?? []),
        ],
      })),
    }),
  });
  return { ...described, definitions: [...DIRECTIVES.definitions, ...described.definitions] };
}
