import { isAbstractType, type GraphQLSchema } from 'graphql';

/** Object types that fulfil type conditions, looked up once. */
export class TypeMembers {
  readonly #known = new Map<string, ReadonlySet<unknown>>();

  /** @param schema of the supergraph, which has types that the public schema hides */
  constructor(private readonly schema: GraphQLSchema) {}

  /** Returns the names of the object types of one condition, or of any of several. */
  of(condition: string | readonly string[]): ReadonlySet<unknown> {
    const names = typeof condition === 'string' ? [condition] : condition;
    const key = names.join('|');
    let members = this.#known.get(key);
    if (!members) this.#known.set(key, (members = new Set(names.flatMap((name) => this.#membersOf(name)))));
    return members;
  }

  #membersOf(name: string): string[] {
    const type = this.schema.getType(name);
    // An interface object answers with the name of the interface.
    return isAbstractType(type)
      ? [name, ...this.schema.getPossibleTypes(type).map((each) => each.name)]
      : [name];
  }
}
