import type { GraphQLFieldConfigMap, GraphQLScalarType, GraphQLSchema } from 'graphql';
import type { MigrationInterface } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { addFederation, buildPlainSchema, printSubgraph, type ReferenceLoader } from './federation.js';
import type { ProjectionDefinition } from '../projections/projector.js';
import type { JobDefinition } from '../scheduler/job.js';
import type { LoadDefinition } from '../database/load.js';
import type { Context, RuntimeTools, StoreTools } from '../context/context.js';
import { createReader } from '../database/sql.js';

/** What one entity brings to its subgraph; the parts that it does not have stay out. */
export interface EntityParts<Stores> {
  /** Object types that no resolver returns by itself. */
  types?: readonly Function[];
  /** Queries, mutations and fields, those that it adds to types of others included. */
  resolvers?: readonly Function[];
  /** TypeORM entities: its tables. */
  tables?: readonly Function[];
  /** How a reference becomes a row, by GraphQL type. */
  resolveReference?: Readonly<Record<string, ReferenceLoader<Stores>>>;
}

/** The table of contents of an entity's folder. */
export const defineEntity = <Stores = unknown>(parts: EntityParts<Stores>): EntityParts<Stores> => parts;

export interface SubgraphParts<Stores> {
  /** Lower case with hyphens, such as `country-groups`: the folder, the address, and (with underscores) the SQL schema. */
  name: string;
  /** In the order in which the schema names them. */
  entities: readonly EntityParts<Stores>[];
  /** Object types of other subgraphs, by their keys alone. */
  references?: readonly Function[];
  /** TypeORM entities of tables that belong to no entity of the graph. */
  tables?: readonly Function[];
  migrations: readonly (new () => MigrationInterface)[];
  /** SQL and loaders; they live as long as one request. */
  stores(tools: StoreTools): Stores;
  load?: LoadDefinition;
  /** What it does by itself. */
  jobs?: readonly JobDefinition[];
  /** Draws all its tables from the feeds of others: they can be made anew at any time. */
  readModel?: ProjectionDefinition;
  /** Keeps copies from the feeds of others, in tables beside its own that nothing else writes. */
  copies?: ProjectionDefinition;
  /** Root fields for the gateway alone, which the public schema does not have. Their names begin with `_`. */
  internal?(any: GraphQLScalarType): GraphQLFieldConfigMap<unknown, Context<Stores>>;
}

export interface Subgraph {
  readonly name: string;
  readonly sqlSchema: string;
  readonly entities: readonly Function[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly load: LoadDefinition | undefined;
  readonly jobs: readonly JobDefinition[];
  readonly readModel: ProjectionDefinition | undefined;
  /** The read model, or the copies. */
  readonly projection: ProjectionDefinition | undefined;
  /** As composition sees it. Opens nothing. */
  sdl(): string;
  plainSchema(): GraphQLSchema;
  /** As the gateway calls it, with `_service` and `_entities`. */
  schema(): GraphQLSchema;
  context(runtime: RuntimeTools, caller: Caller): Context<unknown>;
}

/** All that makes a subgraph, in one call. */
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
    readModel: parts.readModel,
    projection: parts.readModel ?? parts.copies,
    plainSchema: () => (plain ??= buildPlainSchema({ types, resolvers })),
    sdl: () => printSubgraph(subgraph.plainSchema()),
    schema: () =>
      (full ??= addFederation(
        subgraph.plainSchema(),
        resolveReference,
        subgraph.sdl(),
        { isReadModel: parts.readModel !== undefined, isProjector: subgraph.projection !== undefined },
        parts.internal as never,
      )),
    context(runtime, caller) {
      const { pool, dataSource, cursors, tables, feedTailer } = runtime;
      const reader = createReader(pool, parts.name, caller);
      const newStores = () => parts.stores({ actor: caller.actor, reader, cursors, tables });
      const context: Context<Stores> = {
        caller,
        reader,
        subgraph: parts.name,
        pool,
        dataSource,
        cursors,
        feedTailer,
        stores: newStores(),
        forNextEvent: () => subgraph.context(runtime, caller) as Context<Stores>,
        resetStores: () => void (context.stores = newStores()),
      };
      return context;
    },
  };
  return subgraph;
}
