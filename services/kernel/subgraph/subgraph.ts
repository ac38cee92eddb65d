import type { GraphQLFieldConfigMap, GraphQLScalarType, GraphQLSchema } from 'graphql';
import type { MigrationInterface } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { addFederation, buildPlainSchema, printSubgraph, type ReferenceLoader } from './federation.js';
import type { ProjectionDefinition } from '../projections/projector.js';
import type { JobDefinition } from '../scheduler/job.js';
import type { LoadDefinition } from '../database/load.js';
import type { Context, RuntimeTools, StoreTools } from '../context/context.js';
import { createReader } from '../database/sql.js';

/** Contribution of one entity to its subgraph; every part is optional. */
export interface EntityParts<Stores> {
  /** Object types that no resolver returns directly. */
  types?: readonly Function[];
  /** Resolvers of queries, mutations and fields, including fields that the entity adds to types of other subgraphs. */
  resolvers?: readonly Function[];
  /** TypeORM entities: its tables. */
  tables?: readonly Function[];
  /** Reference loaders by GraphQL type. */
  resolveReference?: Readonly<Record<string, ReferenceLoader<Stores>>>;
}

/** Table of contents of an entity's folder. */
export const defineEntity = <Stores = unknown>(parts: EntityParts<Stores>): EntityParts<Stores> => parts;

export interface SubgraphParts<Stores> {
  /** Name in lower case with hyphens, such as `country-groups`: also the folder, the URL, and (with underscores) the SQL schema. */
  name: string;
  /** Entities in the order of the printed schema. */
  entities: readonly EntityParts<Stores>[];
  /** Object types of other subgraphs, with their keys alone. */
  references?: readonly Function[];
  /** TypeORM entities of tables that belong to no entity of the graph. */
  tables?: readonly Function[];
  migrations: readonly (new () => MigrationInterface)[];
  /** Creates the stores (SQL and loaders) of one request. */
  stores(tools: StoreTools): Stores;
  load?: LoadDefinition;
  /** Scheduled jobs. */
  jobs?: readonly JobDefinition[];
  /** Names of the subgraphs that its jobs call, on behalf of actors. */
  calls?: readonly string[];
  /** Projection that fills all tables of the subgraph: they can be rebuilt at any time. */
  readModel?: ProjectionDefinition;
  /** Projection that fills replicated reference tables beside the subgraph's own tables. */
  copies?: ProjectionDefinition;
  /** Root fields for the gateway alone, absent from the public schema. Their names begin with `_`. */
  internal?(any: GraphQLScalarType): GraphQLFieldConfigMap<unknown, Context<Stores>>;
}

export interface Subgraph {
  readonly name: string;
  readonly sqlSchema: string;
  readonly entities: readonly Function[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly load: LoadDefinition | undefined;
  readonly jobs: readonly JobDefinition[];
  /** Names of the subgraphs that its jobs call. */
  readonly calls: readonly string[];
  readonly readModel: ProjectionDefinition | undefined;
  /** Projection of the read model or of the replicated reference tables. */
  readonly projection: ProjectionDefinition | undefined;
  /** Schema text for composition. Opens no database. */
  sdl(): string;
  plainSchema(): GraphQLSchema;
  /** Schema for the gateway, with `_service` and `_entities`. */
  schema(): GraphQLSchema;
  context(runtime: RuntimeTools, caller: Caller): Context<unknown>;
}

/** Defines a subgraph. @throws Error for an invalid name */
export function defineSubgraph<Stores>(parts: SubgraphParts<Stores>): Subgraph {
  if (!/^[a-z][a-z-]*$/.test(parts.name))
    throw new Error(`Subgraph name ${parts.name}: use lower-case letters and hyphens`);
  let plain: GraphQLSchema | undefined;
  let full: GraphQLSchema | undefined;
  const { entities } = parts;
  const types = [...entities.flatMap((entity) => entity.types ?? []), ...(parts.references ?? [])];
  const resolvers = entities.flatMap((entity) => entity.resolvers ?? []);
  const resolveReference = Object.assign({}, ...entities.map((entity) => entity.resolveReference)) as Record<
    string,
    ReferenceLoader<Stores>
  >;
  const subgraph: Subgraph = {
    name: parts.name,
    sqlSchema: parts.name.replaceAll('-', '_'),
    entities: [...(parts.tables ?? []), ...entities.flatMap((entity) => entity.tables ?? [])],
    migrations: parts.migrations,
    load: parts.load,
    jobs: parts.jobs ?? [],
    calls: parts.calls ?? [],
    readModel: parts.readModel,
    projection: parts.readModel ?? parts.copies,
    plainSchema: () => (plain ??= buildPlainSchema({ types, resolvers })),
    sdl: () => printSubgraph(subgraph.plainSchema()),
    schema: () =>
      (full ??= addFederation(
        subgraph.plainSchema(),
        resolveReference,
        // Printed when a client asks for it, which no start needs.
        () => subgraph.sdl(),
        { isReadModel: parts.readModel !== undefined, isProjector: subgraph.projection !== undefined },
        parts.internal as never,
      )),
    context(runtime, caller) {
      const { pool, plannedOnce, beforeRead, dataSource, cursors, tables, feedTailer, revisions } = runtime;
      const reader = createReader(pool, parts.name, caller, 'FOR_VALUES', beforeRead);
      const newStores = () =>
        parts.stores({
          actor: caller.actor,
          reader,
          plannedOnce: createReader(plannedOnce, parts.name, caller, 'ONCE', beforeRead),
          cursors,
          tables,
        });
      const context: Context<Stores> = {
        caller,
        reader,
        subgraph: parts.name,
        pool,
        dataSource,
        cursors,
        feedTailer,
        revisions,
        stores: newStores(),
        forNextEvent: () => subgraph.context(runtime, caller) as Context<Stores>,
        resetStores: () => void (context.stores = newStores()),
      };
      return context;
    },
  };
  return subgraph;
}
