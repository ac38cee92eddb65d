import { GraphQLError, parse } from 'graphql';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { ANONYMOUS, type SubgraphDoor } from './caller.js';
import { CHANGE_CHANNEL, type ChangeRow, type FeedPosition, type FeedState } from './change-feed.js';

/** A subgraph whose tables are drawn from the feeds of others, and from nothing else. */
export interface ReadModelDefinition {
  /** Names of the subgraphs whose feeds it follows, in the order in which they are read. */
  follows: readonly string[];
  /** Increase when `apply` makes other rows of the same changes: the tables are then made anew at the next start. */
  version: number;
  /**
   * Brings the tables to what these changes say: one feed, in its order, the last change of each entity alone. Runs in
   * the transaction that moves the reader's position; the same changes may come again after others.
   */
  apply(changes: readonly ChangeRow[], client: PoolClient): Promise<void>;
}

/** DDL of the table in which a read model keeps how far it has come; belongs into its first migration. */
export const FEED_POSITION_DDL = `CREATE TABLE feed_position (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`;

const FOLLOW_LOCK = 715_827_882;
/** Held by whoever moves a position in a schema, and by the rebuild while it puts new tables in the place of old ones. */
export const lockFollowers = `SELECT pg_advisory_xact_lock(${FOLLOW_LOCK}, hashtext($1))`;
const PAGE = 2_000;
/** Covers a wake-up that was lost. */
const POLL_MS = 2_000;
/** A change is told before readers may see it: an older transaction is still open. */
const SOON_MS = [5, 20, 50, 150, 400];

const changesOf = parse(
  'query Changes($after: _Any, $first: Int!) { _changes(after: $after, first: $first, fields: true) }',
);
const feedOf = parse('query Feed($after: _Any) { _feed(after: $after) }');
const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'follower' } as const;

/** It will be ready by itself. */
export class CatchingUp extends Error {
  override name = 'CatchingUp';
}

interface FollowerOptions {
  readModel: ReadModelDefinition;
  /** SQL schema of the tables. */
  schema: string;
  /** Ended by {@link Follower.close}. */
  pool: Pool;
  doors: ReadonlyMap<string, SubgraphDoor>;
  log: Logger;
}

/**
 * Keeps a read model up to date. Where it stands is written in the transaction that applies what it has read, so that
 * a reader that is killed anywhere goes on where it stopped; of several at once, one applies and the others wait.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #feeds: { name: string; door: SubgraphDoor }[];
  #stopped = false;
  #caughtUp = false;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => {};
  #woken = false;
  #listener: PoolClient | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#feeds = options.readModel.follows.map((name) => {
      const door = options.doors.get(name);
      if (!door) throw new Error(`The read model follows ${name}, which is not open`);
      return { name, door };
    });
  }

  /**
   * Reads every feed to its end.
   * @returns how many changes were applied
   */
  async catchUp(progress: (done: number, total: number) => void = () => {}): Promise<number> {
    const states = await Promise.all(
      this.#feeds.map(async ({ name, door }) => feedState(door, await this.#position(name))),
    );
    const total = states.reduce((sum, { behind }) => sum + behind, 0);
    let done = 0;
    for (const { name, door } of this.#feeds) {
      for (;;) {
        const applied = await this.#step(name, door);
        done += applied;
        if (applied > 0) progress(Math.min(done, total), total);
        if (applied < PAGE || this.#stopped) break;
      }
    }
    this.#caughtUp ||= !this.#stopped;
    return done;
  }

  /** Follows until {@link close}. */
  start(): void {
    this.#running = this.#follow();
  }

  async close(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
    this.#listener?.release(true);
    this.#listener = undefined;
    await this.#options.pool.end();
  }

  /** Rejects until every feed was read to its end for the first time: before that, answers would lack things. */
  async ready(): Promise<void> {
    if (!this.#caughtUp) throw new CatchingUp('the read model has not caught up with the feeds yet');
  }

  async #follow(): Promise<void> {
    let failures = 0;
    let quiet = SOON_MS.length;
    while (!this.#stopped) {
      try {
        await this.#listen();
        this.#woken = false;
        quiet = (await this.catchUp()) > 0 ? 0 : quiet;
        failures = 0;
      } catch (error) {
        if (this.#stopped) return;
        failures += 1;
        if (failures === 1) this.#options.log.warn({ err: error }, 'a feed cannot be followed; trying again');
      }
      if (this.#woken) quiet = 0;
      const wait = failures ? Math.min(failures * 250, 5_000) : (SOON_MS[quiet] ?? POLL_MS);
      quiet += 1;
      if (await this.#sleep(wait)) quiet = 0;
    }
  }

  /** @returns whether something woke it */
  #sleep(ms: number): Promise<boolean> {
    if (this.#woken || this.#stopped) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  async #listen(): Promise<void> {
    if (this.#listener) return;
    const client = await this.#options.pool.connect();
    const lost = () => {
      if (this.#listener !== client) return;
      this.#listener = undefined;
      client.release(true);
    };
    client.on('error', lost);
    client.on('notification', () => {
      this.#woken = true;
      this.#wake();
    });
    this.#listener = client;
    try {
      await client.query(`LISTEN ${CHANGE_CHANNEL}`);
    } catch (error) {
      lost();
      throw error;
    }
  }

  async #position(name: string): Promise<FeedPosition | null> {
    const { rows } = await this.#options.pool.query<FeedPosition>(
      'SELECT transaction::text AS transaction, number::text AS number FROM feed_position WHERE subgraph = $1',
      [name],
    );
    return rows[0] ?? null;
  }

  /** One page of one feed: read and applied, or nothing. */
  async #step(name: string, door: SubgraphDoor): Promise<number> {
    const { pool, readModel } = this.#options;
    // Most of the time there is nothing, and then nothing is locked.
    if (!(await readPage(door, await this.#position(name), 1)).length) return 0;
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(lockFollowers, [this.#options.schema]);
      const { rows } = await client.query<FeedPosition>(
        'SELECT transaction::text AS transaction, number::text AS number FROM feed_position WHERE subgraph = $1',
        [name],
      );
      const changes = await readPage(door, rows[0] ?? null, PAGE);
      const last = changes.at(-1);
      if (last) {
        const latest = new Map(changes.map((change) => [`${change.type} ${change.entityId}`, change]));
        await readModel.apply([...latest.values()], client);
        await client.query(
          `INSERT INTO feed_position (subgraph, transaction, number, version, changed_at) VALUES ($1, $2::xid8, $3, $4, $5)
           ON CONFLICT (subgraph) DO UPDATE SET transaction = excluded.transaction, number = excluded.number,
             version = excluded.version, changed_at = excluded.changed_at, applied_at = excluded.applied_at`,
          [name, last.transaction, last.number, readModel.version, last.changedAt],
        );
      }
      await client.query('COMMIT');
      client.release();
      return changes.length;
    } catch (error) {
      // Whatever state the connection is in, nobody uses it again.
      client.release(error as Error);
      throw error;
    }
  }
}

async function readPage(door: SubgraphDoor, after: FeedPosition | null, first: number): Promise<ChangeRow[]> {
  const data = await dataOf<{ _changes: ChangeRow[] }>(door, changesOf, { after, first });
  return data._changes;
}

/** @param after null for the start */
export async function feedState(door: SubgraphDoor, after: FeedPosition | null): Promise<FeedState> {
  return (await dataOf<{ _feed: FeedState }>(door, feedOf, { after }))._feed;
}

async function dataOf<Data>(
  door: SubgraphDoor,
  document: ReturnType<typeof parse>,
  variables: Record<string, unknown>,
): Promise<Data> {
  const { data, errors } = await door.execute({ document, variables, caller: CALLER });
  if (errors?.length)
    throw new GraphQLError(`${door.name}: ${errors[0]!.message}`, { originalError: errors[0]! });
  return data as Data;
}
