import {
  Kind,
  buildSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** What the `join__` directives of a supergraph say, read without the engine. */
export class SupergraphFields {
  readonly schema: GraphQLSchema;
  readonly #names = new Map<string, string>();

  constructor(supergraph: string) {
    this.schema = buildSchema(supergraph, { assumeValid: true, assumeValidSDL: true });
    const graphs = this.schema.getType('join__Graph')!.astNode;
    if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error('The supergraph has no join__Graph');
    for (const value of graphs.values ?? [])
      this.#names.set(value.name.value, argumentsOf(value.directives![0]!).get('name')!);
  }

  /** Names of the subgraphs that resolve a field: those of its directives, or all that have the type. */
  ownersOf(type: string, field: string): string[] {
    const parent = this.schema.getType(type);
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field] : undefined;
    const joins = joinsOf(definition?.astNode?.directives, 'join__field').filter(
      (join) => join.get('external') !== 'true' && join.get('usedOverridden') !== 'true',
    );
    const graphs = joins.flatMap((join) => join.get('graph') ?? []);
    return graphs.length ? graphs.map((graph) => this.#names.get(graph)!) : this.subgraphsOf(type);
  }

  subgraphsOf(type: string): string[] {
    return this.#typeJoins(type).map((join) => this.#names.get(join.get('graph')!)!);
  }

  /** Keys by which a subgraph finds entities of a type; empty for types that are no entities there. */
  keysOf(type: string, subgraph: string, { resolvable = false } = {}): string[] {
    return this.#typeJoins(type).flatMap((join) => {
      const isThere = this.#names.get(join.get('graph')!) === subgraph;
      const key = join.get('key');
      return isThere && key && !(resolvable && join.get('resolvable') === 'false') ? [key] : [];
    });
  }

  #typeJoins(type: string) {
    return joinsOf(this.schema.getType(type)?.astNode?.directives, 'join__type');
  }

  /** Object types that a field of this type returns from a subgraph. */
  membersIn(type: GraphQLNamedType, subgraph: string): string[] {
    const members = isInterfaceType(type) || isUnionType(type) ? this.schema.getPossibleTypes(type) : [type];
    return members.map(({ name }) => name).filter((name) => this.subgraphsOf(name).includes(subgraph));
  }
}

function joinsOf(directives: readonly ConstDirectiveNode[] = [], name: string): Map<string, string>[] {
  return directives.filter((directive) => directive.name.value === name).map(argumentsOf);
}

function argumentsOf({ arguments: args = [] }: ConstDirectiveNode): Map<string, string> {
  return new Map(
    args.flatMap(({ name, value }): [string, string][] =>
      'value' in value ? [[name.value, String(value.value)]] : [],
    ),
  );
}
