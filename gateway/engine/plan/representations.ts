import type { InputRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';
import type { Entity } from './plan-paths.js';
import type { TypeMembers } from './type-members.js';

/** Index of an object that has no representation, because it lacks the key. */
export const NONE = -1;

/** Builds the representation of an object of one type: undefined when its key is missing. */
type Represent = (entity: Entity) => Entity | undefined;

/** Representations of one variable of a fetch, each once. */
export class RepresentationList {
  readonly items: Entity[] = [];
  readonly #indexes = new Map<unknown, number>();

  /** Returns the index of a representation. @param key by which equal representations are found */
  add(key: unknown, representation: () => Entity): number {
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = this.items.push(representation()) - 1;
      this.#indexes.set(key, index);
    }
    return index;
  }
}

/** Builds the representations by which a fetch asks for entities (`requires` of a query plan). */
export class Representations {
  readonly #byType = new Map<unknown, ((entity: Entity, list: RepresentationList) => number) | undefined>();

  constructor(
    private readonly requires: readonly RequiresSelection[],
    private readonly rewrites: readonly InputRewrite[],
    private readonly members: TypeMembers,
  ) {
    for (const rewrite of rewrites) if ('KeyRenamer' in rewrite) throw unknownRewrite(rewrite);
  }

  /** Adds the representations of objects. @returns their indexes in the list, or {@link NONE} */
  addAll(entities: readonly Entity[], list: RepresentationList): number[] {
    return entities.map((entity) => {
      const typename = entity.__typename;
      if (!this.#byType.has(typename)) this.#byType.set(typename, this.#forType(typename));
      return this.#byType.get(typename)?.(entity, list) ?? NONE;
    });
  }

  #forType(typename: unknown): ((entity: Entity, list: RepresentationList) => number) | undefined {
    if (typeof typename !== 'string') return undefined;
    const selections = this.#flatten(this.requires, typename).filter(({ name }) => name !== '__typename');
    if (!selections.length) return undefined;
    const sentName = this.#rewritten(typename);
    const [first] = selections;
    if (selections.length === 1 && first && !first.selections && !first.alias) {
      // Most keys: one scalar, which is its own identity. Types are kept apart, since ids of two types may be equal.
      const { name } = first;
      return (entity, list) => {
        const value = entity[name];
        if (value === undefined || value === null) return NONE;
        const key =
          typeof value === 'object' ? JSON.stringify([sentName, value]) : `${sentName} ${String(value)}`;
        return list.add(key, () => ({ __typename: sentName, [name]: value }));
      };
    }
    const represent = this.#compile(selections);
    return (entity, list) => {
      const representation = represent(entity);
      if (!representation) return NONE;
      const complete = { __typename: sentName, ...representation };
      return list.add(JSON.stringify(complete), () => complete);
    };
  }

  /** Returns the fields that are required of a type, without those for others. */
  #flatten(selections: readonly RequiresSelection[], typename: string): RequiredField[] {
    const fields = selections.flatMap((selection): RequiredField[] => {
      if (selection.kind === 'Field') return [selection];
      if (selection.kind === 'FragmentSpread') throw new Error('A query plan requires a fragment spread');
      return this.members.of(selection.typeCondition).has(typename)
        ? this.#flatten(selection.selections, typename)
        : [];
    });
    return [...new Map(fields.map((field) => [field.alias ?? field.name, field])).values()];
  }

  #compile(fields: readonly RequiredField[]): Represent {
    return (entity) => {
      const representation: Entity = {};
      let isEmpty = true;
      for (const { name, alias, selections } of fields) {
        const key = alias ?? name;
        const given = entity[name] ?? entity[key];
        const value = selections ? this.#nested(selections, given) : given;
        if (value === undefined) continue;
        representation[key] = value;
        if (value !== null) isEmpty = false;
      }
      return isEmpty ? undefined : representation;
    };
  }

  #nested(selections: readonly RequiresSelection[], value: unknown): unknown {
    if (value === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#nested(selections, item));
    const entity = value as Entity;
    const nested: Entity = {};
    for (const field of this.#flattenNested(selections, entity.__typename)) {
      const given = entity[field.name] ?? entity[field.alias ?? field.name];
      const inner = field.selections ? this.#nested(field.selections, given) : given;
      if (inner !== undefined) nested[field.alias ?? field.name] = inner;
    }
    return nested;
  }

  #flattenNested(selections: readonly RequiresSelection[], typename: unknown): RequiredField[] {
    return selections.flatMap((selection): RequiredField[] => {
      if (selection.kind === 'Field') return [selection];
      if (selection.kind === 'FragmentSpread') throw new Error('A query plan requires a fragment spread');
      const applies = this.members.of(selection.typeCondition).has(typename);
      return applies ? this.#flattenNested(selection.selections, typename) : [];
    });
  }

  /** Name under which the subgraph knows a type: that of the interface where it has an interface object. */
  #rewritten(typename: string): string {
    let name = typename;
    for (const rewrite of this.rewrites) {
      const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
      if (!('setValueTo' in setter)) throw unknownRewrite(rewrite);
      const applies = setter.path.every(
        (segment) =>
          !('TypenameEquals' in segment) ||
          [segment.TypenameEquals].flat().some((condition) => this.members.of(condition).has(typename)),
      );
      const last = setter.path.at(-1);
      if (applies && last && 'Key' in last && last.Key === '__typename') name = setter.setValueTo;
    }
    return name;
  }
}

type RequiredField = Extract<RequiresSelection, { kind: 'Field' }>;

const unknownRewrite = (rewrite: InputRewrite) =>
  new Error(`A query plan has an unknown input rewrite: ${JSON.stringify(rewrite)}`);
