import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/**
 * Whether the operation asks for the field that these names lead to, below the one that is being resolved: for what
 * must be known before a statement is made. A field that `@skip` or `@include` may leave out counts as asked for.
 */
export function asksFor(info: GraphQLResolveInfo, ...names: readonly string[]): boolean {
  const within = (set: SelectionSetNode | undefined, depth: number): boolean =>
    depth === names.length ||
    (set?.selections ?? []).some((selection) => {
      if (selection.kind === Kind.FIELD)
        return selection.name.value === names[depth] && within(selection.selectionSet, depth + 1);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
      return within(fragment?.selectionSet, depth);
    });
  return info.fieldNodes.some(({ selectionSet }) => within(selectionSet, 0));
}
