import {
  GraphQLNonNull,
  Kind,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  parseType,
  typeFromAST,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Entity } from './plan-paths.js';
import type { TypeMembers } from './type-members.js';

/** Field that got an alias in the selection of one type of entity. */
interface AliasedField {
  root: string;
  condition: string;
  alias: string;
  key: string;
}

/**
 * Aliases in the document of an entity fetch. The planner selects fields of one name and different types under one key,
 * such as `... on Theme { code } ... on SustainableDevelopmentGoal { code }` (ID! and Int!), which is not valid GraphQL: a
 * subgraph that validates its documents refuses it.
 */
export class EntityAliases {
  readonly document: DocumentNode;
  /** Whether the entities hold no objects. */
  readonly isFlat: boolean;
  readonly #aliased: AliasedField[] = [];

  /** @param shapes types of the fields in the subgraph that is asked */
  constructor(
    document: DocumentNode,
    shapes: FieldShapes,
    private readonly members: TypeMembers,
  ) {
    this.document = visit(document, {
      Field: (field, _key, _parent, _path, ancestors) => {
        // Root fields are the only ones inside one selection set.
        const sets = ancestors.filter((node) => 'kind' in node && node.kind === Kind.SELECTION_SET);
        if (sets.length !== 1) return undefined;
        return this.#withAliases(field, shapes);
      },
    });
    let isFlat = true;
    visit(this.document, {
      FragmentSpread: () => {
        isFlat = false;
      },
      InlineFragment: ({ selectionSet }) => {
        if (selectionSet.selections.some((node) => node.kind !== Kind.FIELD || node.selectionSet))
          isFlat = false;
      },
    });
    this.isFlat = isFlat;
  }

  #withAliases(rootField: FieldNode, shapes: FieldShapes): FieldNode | undefined {
    const root = (rootField.alias ?? rootField.name).value;
    const selections = rootField.selectionSet?.selections ?? [];
    const fragments = selections.filter((node) => node.kind === Kind.INLINE_FRAGMENT);
    if (fragments.length < 2) return undefined;
    const seen: { type: string; set: SelectionSetNode }[] = [];
    const changed = fragments.map((fragment): InlineFragmentNode => {
      const condition = fragment.typeCondition!.name.value;
      const fields = fragment.selectionSet.selections.map((node): SelectionNode => {
        if (node.kind !== Kind.FIELD) return node;
        const own = { kind: Kind.SELECTION_SET, selections: [node] } as const;
        if (!seen.some(({ type, set }) => shapes.conflict(set, type, own, condition))) return node;
        const key = (node.alias ?? node.name).value;
        const alias = `_${condition}_${key}`;
        this.#aliased.push({ root, condition, alias, key });
        return { ...node, alias: { kind: Kind.NAME, value: alias } };
      });
      const selectionSet = { ...fragment.selectionSet, selections: fields };
      seen.push({ type: condition, set: selectionSet });
      return { ...fragment, selectionSet };
    });
    if (!this.#aliased.length) return undefined;
    const others = selections.filter((node) => node.kind !== Kind.INLINE_FRAGMENT);
    return { ...rootField, selectionSet: { kind: Kind.SELECTION_SET, selections: [...others, ...changed] } };
  }

  /** Gives the aliased fields of an entity their keys again. */
  restore(root: string, entity: Entity, typename: unknown): void {
    for (const { root: aliasedRoot, condition, alias, key } of this.#aliased) {
      if (aliasedRoot !== root || !(alias in entity) || !this.members.of(condition).has(typename)) continue;
      entity[key] = entity[alias];
      delete entity[alias];
    }
  }

  /** Returns the path of an error without aliases. */
  originalPath(path: readonly (string | number)[]): (string | number)[] {
    return path.map((part, at) =>
      at === 2
        ? (this.#aliased.find(({ root, alias }) => root === path[0] && alias === part)?.key ?? part)
        : part,
    );
  }
}

/** Types of fields as one subgraph declares them, by the `join__field` directives of the supergraph. */
export class FieldShapes {
  readonly #graph: string | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    subgraph: string,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {
    const graphs = schema.getType('join__Graph')?.astNode;
    const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
    this.#graph = values.find((value) =>
      value.directives?.some(({ arguments: args = [] }) =>
        args.some(
          ({ name, value: text }) =>
            name.value === 'name' && text.kind === Kind.STRING && text.value === subgraph,
        ),
      ),
    )?.name.value;
  }

  /** Whether two selections have a field of one key with different shapes ("SameResponseShape" of the specification). */
  conflict(one: SelectionSetNode, oneType: string, other: SelectionSetNode, otherType: string): boolean {
    const otherFields = this.#fields(other, otherType);
    return this.#fields(one, oneType).some(({ key, type, set }) =>
      otherFields.some((field) => field.key === key && this.#differ(type, set, field.type, field.set)),
    );
  }

  #differ(
    one: GraphQLOutputType | undefined,
    oneSet: SelectionSetNode | undefined,
    other: GraphQLOutputType | undefined,
    otherSet: SelectionSetNode | undefined,
  ): boolean {
    if (!one || !other) return one !== other;
    if (isNonNullType(one) || isNonNullType(other))
      return (
        !isNonNullType(one) ||
        !isNonNullType(other) ||
        this.#differ(one.ofType, oneSet, other.ofType, otherSet)
      );
    if (isListType(one) || isListType(other))
      return (
        !isListType(one) || !isListType(other) || this.#differ(one.ofType, oneSet, other.ofType, otherSet)
      );
    if (!isCompositeType(one) || !isCompositeType(other) || !oneSet || !otherSet) return one !== other;
    return this.conflict(oneSet, one.name, otherSet, other.name);
  }

  #fields(
    { selections }: SelectionSetNode,
    typeName: string,
  ): { key: string; type: GraphQLOutputType | undefined; set: SelectionSetNode | undefined }[] {
    return selections.flatMap((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT)
        return this.#fields(node.selectionSet, node.typeCondition?.name.value ?? typeName);
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.fragments.get(node.name.value);
        return fragment ? this.#fields(fragment.selectionSet, fragment.typeCondition.name.value) : [];
      }
      const key = (node.alias ?? node.name).value;
      return [
        { key, type: this.#typeOf(node.name.value, this.schema.getType(typeName)), set: node.selectionSet },
      ];
    });
  }

  #typeOf(name: string, parent: GraphQLNamedType | undefined): GraphQLOutputType | undefined {
    if (name === '__typename') return new GraphQLNonNull(this.schema.getType('String') as never);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    for (const directive of field?.astNode?.directives ?? []) {
      if (directive.name.value !== 'join__field') continue;
      const args = new Map(directive.arguments?.map(({ name: { value: key }, value }) => [key, value]));
      const graph = args.get('graph');
      const type = args.get('type');
      if (graph?.kind === Kind.ENUM && graph.value === this.#graph && type?.kind === Kind.STRING)
        return typeFromAST(this.schema, parseType(type.value) as NamedTypeNode) as
          GraphQLOutputType | undefined;
    }
    return field?.type;
  }
}
