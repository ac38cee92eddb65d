import { Kind, type GraphQLResolveInfo, type SelectionNode, type SelectionSetNode } from 'graphql';

type Selection = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/**
 * Fields that an operation selects below a field, as paths: `facets`, `facets.theme`. Aliases, fragments, `@skip` and
 * `@include` are resolved; type conditions are not: a field selected on some type counts as selected.
 */
export function selectedPaths(info: Selection): ReadonlySet<string> {
  const paths = new Set<string>();
  const walk = (set: SelectionSetNode | undefined, parent: string): void => {
    for (const selection of set?.selections ?? []) {
      if (!isIncluded(selection, info.variableValues)) continue;
      if (selection.kind === Kind.FIELD) {
        const path = `${parent}${selection.name.value}`;
        paths.add(path);
        walk(selection.selectionSet, `${path}.`);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, parent);
      else walk(info.fragments[selection.name.value]?.selectionSet, parent);
    }
  };
  for (const field of info.fieldNodes) walk(field.selectionSet, '');
  return paths;
}

function isIncluded({ directives }: SelectionNode, variables: Selection['variableValues']): boolean {
  return (directives ?? []).every(({ name, arguments: args }) => {
    const condition = args?.find((argument) => argument.name.value === 'if')?.value;
    const holds =
      condition?.kind === Kind.VARIABLE
        ? variables[condition.name.value] === true
        : condition?.kind === Kind.BOOLEAN && condition.value;
    if (name.value === 'skip') return !holds;
    return name.value !== 'include' || holds;
  });
}
