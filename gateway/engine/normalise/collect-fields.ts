import {
  Kind,
  isAbstractType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Values of the variables that `@skip` and `@include` use. */
export type Conditions = Readonly<Record<string, boolean>>;

/** Fragments of a document, by name. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}

/** Collects the fields of selection sets under given conditions ("CollectFields" of the GraphQL specification). */
export class FieldCollector {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly conditions: Conditions,
  ) {}

  /** Returns the fields by response key. For an abstract type: those that all of its members have in common. */
  fields(sets: readonly SelectionSetNode[], type: GraphQLCompositeType): Map<string, FieldNode[]> {
    const found = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (!this.#isIncluded(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          const nodes = found.get(key);
          if (nodes) nodes.push(selection);
          else found.set(key, [selection]);
          continue;
        }
        const fragment = this.#fragment(selection, spread);
        if (fragment && this.#applies(fragment.typeCondition?.name.value, type))
          collect(fragment.selectionSet);
      }
    };
    sets.forEach(collect);
    return found;
  }

  /** Returns the members of an abstract type that fragments name, so that more may be selected on them than on the others. */
  namedMembers(sets: readonly SelectionSetNode[], type: GraphQLAbstractType): Set<GraphQLObjectType> {
    const members = new Set<GraphQLObjectType>();
    const spread = new Set<string>();
    const look = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD || !this.#isIncluded(selection)) continue;
        const fragment = this.#fragment(selection, spread);
        if (!fragment) continue;
        const condition = fragment.typeCondition?.name.value;
        if (!this.#applies(condition, type))
          for (const member of this.#objectTypes(condition!))
            if (this.schema.isSubType(type, member)) members.add(member);
        look(fragment.selectionSet);
      }
    };
    sets.forEach(look);
    return members;
  }

  #isIncluded({ directives }: SelectionNode): boolean {
    return (directives ?? []).every(({ name: { value: name }, arguments: args }) => {
      if (name !== 'skip' && name !== 'include') return true;
      const value = args![0]!.value;
      const condition =
        value.kind === Kind.VARIABLE ? this.conditions[value.name.value] : 'value' in value && value.value;
      return condition === (name === 'include');
    });
  }

  /** Returns a fragment, each named one once. */
  #fragment(
    selection: Exclude<SelectionNode, FieldNode>,
    spread: Set<string>,
  ): FragmentDefinitionNode | InlineFragmentNode | undefined {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
    const name = selection.name.value;
    if (spread.has(name)) return undefined;
    spread.add(name);
    return this.fragments.get(name);
  }

  /**
   * Whether a type condition holds for a type, so that its fields are those of the type. A union never fulfils the
   * condition of an interface: it has no fields, even if all of its members have them.
   */
  #applies(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = this.schema.getType(condition);
    return isAbstractType(conditionType) && this.schema.isSubType(conditionType, type as GraphQLObjectType);
  }

  #objectTypes(name: string): readonly GraphQLObjectType[] {
    const type = this.schema.getType(name);
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type as GraphQLObjectType];
  }
}
