import { Kind, parse, visit, type DirectiveNode, type DocumentNode } from 'graphql';

const DIRECTIVES = parse(`
"""Needs authentication by a token or an API key."""
directive @authenticated on FIELD_DEFINITION

"""Needs permissions: all permissions of one of these lists. \`viewer\` lists the permissions of the caller."""
directive @requiresScopes(
  """Names of permissions, such as \`[["expertise:write"]]\`."""
  scopes: [[String!]!]!
) on FIELD_DEFINITION
`);
const NAMES = new Set(['authenticated', 'requiresScopes']);

/** Adds the permissions that fields need to the public schema; composition omits them. */
export function withRequirements(api: DocumentNode, supergraph: DocumentNode): DocumentNode {
  const required = new Map<string, DirectiveNode[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const found = directives.filter((directive) => NAMES.has(directive.name.value));
      if (found.length) required.set(`${definition.name.value}.${name.value}`, found);
    }
  }
  const annotated = visit(api, {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.map((field) => ({
        ...field,
        directives: [
          ...(field.directives ?? []),
          ...(required.get(`${type.name.value}.${field.name.value}`) ?? []),
        ],
      })),
    }),
  });
  return { ...annotated, definitions: [...DIRECTIVES.definitions, ...annotated.definitions] };
}
