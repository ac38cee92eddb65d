import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor.js';
import type { Caller } from '../auth/caller.js';
import type { ReferenceTables } from '../database/reference-tables.js';
import type { Reader } from '../database/sql.js';
import type { CursorCodec } from '../lists/pagination.js';
import type { FeedTailer } from '../outbox/feed-tailer.js';

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
export interface RuntimeTools {
  pool: Pool;
  /** TypeORM on the same pool, for writes. Connects at the first call. */
  dataSource(): Promise<DataSource>;
  cursors: CursorCodec;
  tables: ReferenceTables;
  feedTailer: FeedTailer;
}

/** How far a subscription has come: a cursor of the outbox. */
export interface SubscriptionProgress extends AsyncIterableIterator<unknown> {
  readonly cursor: string;
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
  feedTailer: FeedTailer;
  /** Of a subscription that goes on in the place of one that broke off: the cursor after which. */
  resumeAfter?: string;
  /** What a subscription's `subscribe` began. */
  live?: SubscriptionProgress;
  /** The same for the same caller, with stores that have read nothing yet: for the next event of a subscription. */
  forNextEvent(): Context<Stores>;
  /** New stores in the place of those that have read what is no longer so. */
  resetStores(): void;
}
