import { requirementOf } from '#kernel/auth';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

export type AnyField = GraphQLField<unknown, unknown>;

/** Fields of the schema that paths can take, and their distances to private types. */
export class Shape {
  /** Types that `node(id)` returns. */
  readonly nodes: readonly GraphQLObjectType[];
  readonly #distances = new Map<string, number>();
  readonly #leading = new Set<string>();

  /** @param goals types that are private, or private in part */
  constructor(
    readonly api: GraphQLSchema,
    goals: readonly string[],
  ) {
    this.nodes = Object.values(api.getTypeMap()).filter(
      (type): type is GraphQLObjectType => isObjectType(type) && this.isNode(type),
    );
    for (const goal of goals) this.#distances.set(goal, 0);
    const objects = Object.values(api.getTypeMap()).filter(isObjectType);
    for (let changed = true; changed;) {
      changed = false;
      for (const type of objects)
        for (const field of Object.values(type.getFields())) {
          const to = getNamedType(field.type);
          const distance = this.distanceOf(to) + 1;
          if (distance < this.distanceOf(type)) {
            this.#distances.set(type.name, distance);
            changed = true;
          }
          if (!this.#leading.has(type.name) && this.leadsOn(to)) {
            this.#leading.add(type.name);
            changed = true;
          }
        }
    }
  }

  isNode(type: GraphQLNamedType): boolean {
    return (
      (isInterfaceType(type) && type.name === 'Node') ||
      (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'))
    );
  }

  /** Number of fields from a type to a private type; 99 without a way. */
  distanceOf(type: GraphQLNamedType): number {
    return type.name === 'Node' ? 1 : (this.#distances.get(type.name) ?? 99);
  }

  /** Whether a path through this type can reach an entity with an id. */
  leadsOn(type: GraphQLNamedType): boolean {
    return this.isNode(type) || this.#leading.has(type.name);
  }

  fieldsOf(type: string): AnyField[] {
    const found = this.api.getType(type);
    return isObjectType(found) || isInterfaceType(found) ? Object.values(found.getFields()) : [];
  }
}

export const namedOf = (field: AnyField): GraphQLNamedType => getNamedType(field.type);
export const isLeaf = (field: AnyField): boolean => isLeafType(namedOf(field));

export function isList(type: GraphQLOutputType): boolean {
  return isListType(type) || (isNonNullType(type) && isListType(type.ofType));
}

/** Whether the field needs a permission. */
export const isGuarded = (field: AnyField): boolean => requirementOf(field.astNode?.directives) !== undefined;
