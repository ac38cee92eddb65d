import type { GraphQLFieldConfigMap, GraphQLScalarType, GraphQLSchema } from 'graphql';
import type { DataSource, MigrationInterface } from 'typeorm';
import type { Pool } from 'pg';
import type { Actor } from './actor.js';
import type { Caller } from './caller.js';
import { addFederation, buildPlainSchema, printSubgraph, type ReferenceLoader } from './federation.js';
import type { ReadModelDefinition } from './follower.js';
import type { JobDefinition } from './jobs.js';
import type { LoadDefinition } from './load.js';
import type { CursorCodec } from './pagination.js';
import type { LiveChanges } from './live-changes.js';
import type { ReferenceTables } from './reference-tables.js';
import { createReader, type Reader } from './sql.js';
import type { Tail } from './tail.js';

/** What a subgraph's stores are made of, once for each request. */
export interface StoreTools {
  /** Who asks: what others may not see, stores do not give away. */
  actor: Actor;
  reader: Reader;
  cursors: CursorCodec;
  /** Shared by all requests. */
  tables: ReferenceTables;
}

/** What a subgraph has for as long as it is open. */
export interface RoomTools {
  pool: Pool;
  /** TypeORM on the same pool, for writes. Connects at the first call. */
  dataSource(): Promise<DataSource>;
  cursors: CursorCodec;
  tables: ReferenceTables;
  tail: Tail;
}

/** What resolvers find in `@Ctx()`. */
export interface Context<Stores> {
  caller: Caller;
  stores: Stores;
  reader: Reader;
  /** Name of the subgraph. */
  subgraph: string;
  pool: Pool;
  /** TypeORM on the same pool, for writes. Connects at the first call. */
  dataSource(): Promise<DataSource>;
  cursors: CursorCodec;
  tail: Tail;
  /** Of a subscription that goes on in the place of one that broke off: the cursor after which. */
  resumeAfter?: string;
  /** What a subscription's `subscribe` began. */
  live?: LiveChanges<unknown>;
  /** The same for the same caller, with stores that have read nothing yet: for the next event of a subscription. */
  anew(): Context<Stores>;
  /** New stores in the place of those that have read what is no longer so. */
  renew(): void;
}

export interface SubgraphParts<Stores> {
  /** Lower case with hyphens, such as `country-groups`: the folder, the address, and (with underscores) the SQL schema. */
  name: string;
  /** Object types that no resolver returns by itself: entities and references. */
  types: readonly Function[];
  resolvers: readonly Function[];
  /** How a reference becomes a row. A type with a key that is not listed is a reference to another subgraph's. */
  references: Readonly<Record<string, ReferenceLoader<Stores>>>;
  entities: readonly Function[];
  migrations: readonly (new () => MigrationInterface)[];
  /** SQL and loaders; they live as long as one request. */
  stores(tools: StoreTools): Stores;
  load?: LoadDefinition;
  /** What it does by itself. */
  jobs?: readonly JobDefinition[];
  /** Draws all its tables from the feeds of others: they can be made anew at any time. */
  readModel?: ReadModelDefinition;
  /** Keeps copies from the feeds of others, in tables beside its own that nothing else writes. */
  copies?: ReadModelDefinition;
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
  readonly readModel: ReadModelDefinition | undefined;
  /** The read model, or the copies. */
  readonly following: ReadModelDefinition | undefined;
  /** As composition sees it. Opens nothing. */
  sdl(): string;
  plainSchema(): GraphQLSchema;
  /** As the gateway calls it, with `_service` and `_entities`. */
  schema(): GraphQLSchema;
  context(room: RoomTools, caller: Caller): Context<unknown>;
}

/** All that makes a subgraph, in one call. */
export function defineSubgraph<Stores>(parts: SubgraphParts<Stores>): Subgraph {
  if (!/^[a-z][a-z-]*$/.test(parts.name))
    throw new Error(`Subgraph name ${parts.name}: use lower-case letters and hyphens`);
  let plain: GraphQLSchema | undefined;
  let full: GraphQLSchema | undefined;
  const subgraph: Subgraph = {
    name: parts.name,
    sqlSchema: parts.name.replaceAll('-', '_'),
    entities: parts.entities,
    migrations: parts.migrations,
    load: parts.load,
    jobs: parts.jobs ?? [],
    readModel: parts.readModel,
    following: parts.readModel ?? parts.copies,
    plainSchema: () => (plain ??= buildPlainSchema(parts)),
    sdl: () => printSubgraph(subgraph.plainSchema()),
    schema: () =>
      (full ??= addFederation(
        subgraph.plainSchema(),
        parts.references,
        subgraph.sdl(),
        { isReadModel: parts.readModel !== undefined, isFollower: subgraph.following !== undefined },
        parts.internal as never,
      )),
    context(room, caller) {
      const { pool, dataSource, cursors, tables, tail } = room;
      const reader = createReader(pool, parts.name, caller);
      const newStores = () => parts.stores({ actor: caller.actor, reader, cursors, tables });
      const context: Context<Stores> = {
        caller,
        reader,
        subgraph: parts.name,
        pool,
        dataSource,
        cursors,
        tail,
        stores: newStores(),
        anew: () => subgraph.context(room, caller) as Context<Stores>,
        renew: () => void (context.stores = newStores()),
      };
      return context;
    },
  };
  return subgraph;
}
