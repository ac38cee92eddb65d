import {
  astFromValue,
  getNamedType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isObjectType,
  print,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { SupergraphFields } from './supergraph-fields.js';

/** Object of a payload that is no entity: all that it has came with the one request that executed the mutation. */
export class PayloadObject {
  constructor(
    readonly __typename: string,
    readonly values: Readonly<Record<string, unknown>>,
  ) {}
}

type AnyField = GraphQLField<unknown, unknown>;

/** What a payload refers to, besides its own objects. */
export interface EntityReading {
  /** Selection of what identifies the entities of a field. */
  identity: (type: GraphQLNamedType, subgraph: string) => string;
  /** Makes references of entities that were selected so. */
  references: (value: unknown) => unknown;
}

const MAX_DEPTH = 5;

/** Reads payloads whole: a mutation cannot be repeated for each field. Entities are read from then on by their keys. */
export class Payloads {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fields: SupergraphFields,
  ) {}

  /** Returns the selection of everything in a payload, down to entities. */
  selectionOf(type: GraphQLNamedType, subgraph: string, reading: EntityReading, depth = MAX_DEPTH): string {
    if (this.#isEntity(type, subgraph)) return reading.identity(type, subgraph);
    const parts = this.#fieldsOf(type, subgraph).flatMap((field) => {
      const named = getNamedType(field.type);
      if (!isCompositeType(named))
        return variantsOf(field).map(({ key, text }) => `${key}: ${field.name}${text}`);
      if (depth === 0 || variantsOf(field).length === 0) return [];
      return [`${field.name}__: ${field.name} ${this.selectionOf(named, subgraph, reading, depth - 1)}`];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }

  /** Makes objects of what that selection has returned. */
  objectsOf(type: GraphQLNamedType, subgraph: string, reading: EntityReading, value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value))
      return value.map((item: unknown) => this.objectsOf(type, subgraph, reading, item));
    if (this.#isEntity(type, subgraph)) return reading.references(value);
    const { __typename, ...found } = value as Record<string, unknown> & { __typename: string };
    const values = { ...found };
    for (const field of this.#fieldsOf(type, subgraph)) {
      const named = getNamedType(field.type);
      const key = `${field.name}__`;
      if (isCompositeType(named) && key in found)
        values[key] = this.objectsOf(named, subgraph, reading, found[key]);
    }
    return new PayloadObject(__typename, values);
  }

  /** Returns the value of a field. @throws for one that this reference does not read */
  valueOf({ __typename, values }: PayloadObject, field: AnyField, args: Record<string, unknown>): unknown {
    const texts = field.args.flatMap(({ name, type }) =>
      name in args ? [print(astFromValue(args[name], type)!)] : [],
    );
    const key = `${field.name}__${texts.join('_')}`;
    if (!(key in values))
      throw new Error(`The reference does not read ${__typename}.${field.name} as ${key}`);
    return values[key];
  }

  #isEntity = (type: GraphQLNamedType, subgraph: string): boolean =>
    this.fields
      .membersIn(this.fields.schema.getType(type.name)!, subgraph)
      .some((member) => this.fields.keysOf(member, subgraph, { resolvable: true }).length > 0);

  #fieldsOf(type: GraphQLNamedType, subgraph: string): AnyField[] {
    const object = this.schema.getType(type.name);
    if (!isObjectType(object)) throw new Error(`${type.name} is no object, and no entity of ${subgraph}`);
    return Object.values(object.getFields()).filter(({ name }) =>
      this.fields.ownersOf(type.name, name).includes(subgraph),
    );
  }
}

/** Ways to select a field: without arguments, and with each value of an enum that is its only one; none where more is needed. */
function variantsOf({ name, args }: AnyField): { key: string; text: string }[] {
  if (args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)) return [];
  const plain = { key: `${name}__`, text: '' };
  const [only] = args;
  const type = only && getNamedType(only.type);
  if (args.length !== 1 || !isEnumType(type)) return [plain];
  const valued = type.getValues().map((value) => ({
    key: `${name}__${value.name}`,
    text: `(${only!.name}: ${value.name})`,
  }));
  return [plain, ...valued];
}
