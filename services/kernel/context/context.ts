import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor.js';
import type { Caller } from '../auth/caller.js';
import type { ReferenceTables } from '../database/reference-tables.js';
import type { Reader } from '../database/sql.js';
import type { CursorCodec } from '../lists/pagination.js';
import type { FeedTailer } from '../outbox/feed-tailer.js';
import type { RevisionWatcher } from '../outbox/revision-watcher.js';

/** Dependencies of a subgraph's stores, created for each request. */
export interface StoreTools {
  /** Author of the request: stores return nothing that it may not see. */
  actor: Actor;
  reader: Reader;
  /** For statements whose plan takes longer than their execution, whatever their values: they are planned once. */
  plannedOnce: Reader;
  cursors: CursorCodec;
  /** Shared by all requests. */
  tables: ReferenceTables;
}

/** Dependencies that live as long as the subgraph is open. */
export interface RuntimeTools {
  pool: Pool;
  /** Called before each read; throws when the subgraph is being closed. */
  beforeRead(): void;
  /** Small pool for statements that are planned once. Connects at the first of them. */
  plannedOnce: Pool;
  /** TypeORM on the same pool, for writes. Connects at the first call. */
  dataSource(): Promise<DataSource>;
  cursors: CursorCodec;
  tables: ReferenceTables;
  feedTailer: FeedTailer;
  revisions: RevisionWatcher;
}

/** Progress of a subscription, as an outbox cursor. */
export interface SubscriptionProgress extends AsyncIterableIterator<unknown> {
  readonly cursor: string;
}

/** GraphQL context of a request: the `@Ctx()` of resolvers. */
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
  feedTailer: FeedTailer;
  revisions: RevisionWatcher;
  /** Cursor after which a subscription resumes that replaces an interrupted one. */
  resumeAfter?: string;
  /** Event source that the `subscribe` of a subscription has opened. */
  live?: SubscriptionProgress;
  /** New context for the same caller, with empty stores: for the next event of a subscription. */
  forNextEvent(): Context<Stores>;
  /** Replaces the stores, whose loaders may hold stale rows after a write. */
  resetStores(): void;
}
