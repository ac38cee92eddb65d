import type { EntityBatchAlias, FetchNode, FlattenNode } from '@graphql-hive/router-query-planner';
import type { GraphQLError } from 'graphql';
import { copyOf, merge } from './merge.js';
import {
  commonPlace,
  compilePath,
  placesAt,
  type Entity,
  type ErrorPath,
  type FindEntities,
  type PlanPath,
} from './plan-paths.js';
import { NONE, RepresentationList, Representations } from './representations.js';
import { errorAt, type PlanRun } from './run.js';
import type { TypeMembers } from './type-members.js';
import type { EntityAliases } from './entity-aliases.js';

/** Entities that a fetch asks for under one alias of `_entities`. */
export interface EntityQuery {
  alias: string;
  /** Variable of the representations; several aliases may share one. */
  variable: string;
  paths: readonly { path: PlanPath; find: FindEntities }[];
  representations: Representations;
}

export function queryOfFlatten(node: FlattenNode, fetch: FetchNode, members: TypeMembers): EntityQuery {
  return entityQuery('_entities', 'representations', [node.path], fetch, members);
}

export function queryOfBatch(alias: EntityBatchAlias, members: TypeMembers): EntityQuery {
  return entityQuery(alias.alias, alias.representationsVariableName, alias.paths, alias, members);
}

function entityQuery(
  alias: string,
  variable: string,
  paths: readonly PlanPath[],
  { requires = [], inputRewrites = [], outputRewrites = [] }: Partial<EntityBatchAlias>,
  members: TypeMembers,
): EntityQuery {
  if (outputRewrites.length)
    throw new Error(`A query plan has an unknown output rewrite: ${JSON.stringify(outputRewrites)}`);
  return {
    alias,
    variable,
    paths: paths.map((path) => ({ path, find: compilePath(path, members) })),
    representations: new Representations(requires, inputRewrites, members),
  };
}

/** Objects of the answer that a fetch adds to, with the indexes of their representations. */
interface Targets {
  path: PlanPath;
  entities: readonly Entity[];
  indexes: readonly number[];
}

/** The entities of one execution of a fetch. */
export class EntityTargets {
  readonly variables: Record<string, Entity[]> = {};
  readonly #byAlias = new Map<string, readonly Targets[]>();

  constructor(queries: readonly EntityQuery[], data: Entity) {
    const lists = new Map<string, RepresentationList>();
    for (const { alias, variable, paths, representations } of queries) {
      const list = lists.get(variable) ?? new RepresentationList();
      lists.set(variable, list);
      const targets = paths.map(({ path, find }) => {
        const entities: Entity[] = [];
        find(data, entities);
        return { path, entities, indexes: representations.addAll(entities, list) };
      });
      this.#byAlias.set(alias, targets);
      this.variables[variable] = list.items;
    }
  }

  get isEmpty(): boolean {
    return Object.values(this.variables).every((items) => !items.length);
  }

  /** Adds the entities that a fetch returned to the answer. @param aliases of fields that conflict between types */
  merge(data: Entity, aliases: EntityAliases): void {
    for (const [alias, targets] of this.#byAlias) {
      const fetched = data[alias];
      if (!Array.isArray(fetched)) continue;
      // Later fetches add to nested objects: no two places may share one.
      const used = new Set<number>();
      for (const { entities, indexes } of targets) {
        entities.forEach((entity, at) => {
          const index = indexes[at]!;
          const source = index === NONE ? undefined : (fetched[index] as Entity | null | undefined);
          if (!source) return;
          if (!used.has(index)) aliases.restore(alias, source, entity.__typename);
          merge(entity, aliases.isFlat || !used.has(index) ? source : copyOf(source));
          used.add(index);
        });
      }
    }
  }

  /** Adds the errors of a fetch to those of the run, at the places in the answer that they concern. */
  report(
    errors: readonly GraphQLError[],
    run: PlanRun,
    { members, aliases }: { members: TypeMembers; aliases: EntityAliases },
  ): void {
    for (const error of errors) {
      const [alias, index, ...rest] = aliases.originalPath(error.path ?? []);
      const targets = typeof alias === 'string' ? this.#byAlias.get(alias) : undefined;
      if (!targets || typeof index !== 'number') {
        // It concerns the whole fetch: reported once, at the place that all its entities have in common.
        const [first] = targets ?? [...this.#byAlias.values()].flat();
        run.errors.push(errorAt(error, commonPlace(first?.path ?? [])));
        continue;
      }
      for (const target of targets)
        for (const place of this.#placesOf(target, run, members).get(index) ?? [])
          run.errors.push(errorAt(error, [...place, ...rest]));
    }
  }

  readonly #places = new Map<Targets, Map<number, ErrorPath[]>>();

  /** Places of the objects of a target by the index of their representation: found once, however many errors there are. */
  #placesOf(target: Targets, run: PlanRun, members: TypeMembers): Map<number, ErrorPath[]> {
    let byIndex = this.#places.get(target);
    if (byIndex) return byIndex;
    this.#places.set(target, (byIndex = new Map<number, ErrorPath[]>()));
    const { path, entities, indexes } = target;
    const places = placesAt(path, members, run.data);
    for (const [at, entity] of entities.entries()) {
      const place = places.get(entity) ?? commonPlace(path);
      const found = byIndex.get(indexes[at]!);
      if (found) found.push(place);
      else byIndex.set(indexes[at]!, [place]);
    }
    return byIndex;
  }
}
