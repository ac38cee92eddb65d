import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { SubgraphClient } from '../graphql/subgraph-client.js';
import type { ChangeEvent, OutboxPosition } from '../outbox/outbox.js';
import { openPool, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { hasReached } from '../outbox/feed-cursor.js';
import { outboxState, readOutbox } from '../outbox/outbox-client.js';
import {
  SNAPSHOT_INCOMPLETE,
  dropOlderCheckpoint,
  markSnapshotComplete,
  saveCheckpoint,
  checkpointOf,
} from './checkpoint.js';
import { WakeUpSignal, listenForChanges } from '../outbox/wake-up-signal.js';

/** What is drawn from the feeds of others, and from nothing else: all tables of a subgraph, or copies beside its own. */
export interface ProjectionDefinition {
  /** Names of the subgraphs whose feeds it follows, in the order in which they are read first. */
  sources: readonly string[];
  /**
   * Increase when `apply` makes other rows of the same changes. At the next start a read model is then made anew; of
   * copies, the feeds are read again from their start.
   */
  version: number;
  /**
   * Brings the tables to what these changes say: one feed, in its order, the last change of each entity alone. Runs in
   * the transaction that moves the reader's position, of several feeds one at a time; the same changes may come again
   * after others.
   */
  apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void>;
}

/** A subgraph with tables that are drawn from the outboxes of others. */
export interface ProjectingSubgraph extends SubgraphSchema {
  readonly readModel: ProjectionDefinition | undefined;
  /** The read model, or the copies. */
  readonly projection: ProjectionDefinition | undefined;
}

const FOLLOW_LOCK = 715_827_882;
/** Held by whoever moves a position in a schema, and by the rebuild while it puts new tables in the place of old ones. */
export const lockProjectors = `SELECT pg_advisory_xact_lock(${FOLLOW_LOCK}, hashtext($1))`;
const PAGE = 2_000;
/** Covers a wake-up that was lost. */
const POLL_MS = 2_000;
/** A change is told before readers may see it: an older transaction is still open. */
const BACKOFF_MS = [5, 20, 50, 150, 400];
const WAIT_AFTER_FAILURE_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** It will be ready by itself. */
export class NotCaughtUp extends Error {
  override name = 'CatchingUp';
}

type Applied = 'APPLIED' | 'REWOUND' | 'NEWER_VERSION';

interface ProjectorOptions {
  readModel: ProjectionDefinition;
  /**
   * Copies beside tables of the subgraph's own: where older code stood, or a first reading was cut off, counts for
   * nothing, and each feed is read again from its start; where newer code stands, nothing is applied.
   */
  isReplica?: boolean;
  /** Copies are read again from the start, whoever stood there. */
  rereadFromStart?: boolean;
  /** SQL schema of the tables. */
  schema: string;
  /** Ended by {@link Projector.close}. */
  pool: Pool;
  clients: ReadonlyMap<string, SubgraphClient>;
  log: Logger;
}

interface Feed {
  name: string;
  subgraphClient: SubgraphClient;
  wakeUp: WakeUpSignal;
  /** Behind which nothing is missing. */
  at: OutboxPosition | null;
  /** Was read to its end once. */
  known: boolean;
  /** Whether it was looked who stood there. */
  begun: boolean;
  /** How many changes are read at once: fewer after some that could not be applied, so that one at fault is found. */
  page: number;
}

/**
 * Keeps a read model up to date. Where it stands is written in the transaction that applies what it has read, so that
 * a reader that is killed anywhere goes on where it stopped; of several at once, one applies and the others wait.
 * Each feed is followed by itself: one that cannot be read or applied holds no other up.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #feeds: readonly Feed[];
  readonly #ending = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#feeds = options.readModel.sources.map((name) => {
      const subgraphClient = options.clients.get(name);
      if (!subgraphClient) throw new Error(`${options.schema} follows ${name}, which is not open`);
      return {
        name,
        subgraphClient,
        wakeUp: new WakeUpSignal(),
        at: null,
        known: false,
        begun: false,
        page: PAGE,
      };
    });
  }

  /**
   * Reads every feed to its end, one after the other.
   * @returns how many changes were read
   */
  async catchUp(progress: (done: number, total: number) => void = () => {}): Promise<number> {
    const states = await Promise.all(
      this.#feeds.map(async ({ name, subgraphClient }) =>
        outboxState(subgraphClient, await this.#position(name)),
      ),
    );
    const total = states.reduce((sum, { behind }) => sum + behind, 0);
    let done = 0;
    for (const feed of this.#feeds) {
      const before = done;
      done += await this.#readToEnd(feed, (read) => progress(Math.min(before + read, total), total));
    }
    return done;
  }

  /** Follows until {@link close}. */
  start(): void {
    const listening = listenForChanges(this.#options.pool, this.#ending.signal, (sqlSchema) => {
      const told = this.#feeds.filter(({ name }) => name.replaceAll('-', '_') === sqlSchema);
      for (const { wakeUp } of sqlSchema === undefined ? this.#feeds : told) wakeUp.buffer();
    });
    this.#running = Promise.all([listening, ...this.#feeds.map((feed) => this.#follow(feed))]);
  }

  /** What is being applied is finished first. */
  async close(): Promise<void> {
    this.#ending.abort();
    for (const { wakeUp } of this.#feeds) wakeUp.buffer();
    await this.#running;
    await this.#options.pool.end();
  }

  /**
   * Rejects until every feed was read to its end for the first time: before that, answers would lack things. Copies that
   * were made once will do, so that who keeps them starts while those whom it follows are away.
   */
  async ready(): Promise<void> {
    const unknown: string[] = [];
    for (const { name, known } of this.#feeds)
      if (!known && !(await this.#isComplete(name))) unknown.push(name);
    if (unknown.length)
      throw new NotCaughtUp(
        `${this.#options.schema} has not caught up with the feed of ${unknown.join(', ')} yet`,
      );
  }

  get #stopped(): boolean {
    return this.#ending.signal.aborted;
  }

  async #follow(feed: Feed): Promise<void> {
    const log = this.#options.log.child({ feed: feed.name });
    let failures = 0;
    let quiet = BACKOFF_MS.length;
    while (!this.#stopped) {
      try {
        if (await this.#readToEnd(feed)) quiet = 0;
        if (failures) log.info({ failures }, 'the feed is followed again');
        failures = 0;
      } catch (error) {
        if (this.#stopped) return;
        failures += 1;
        // The first, and ever more seldom.
        if (Number.isInteger(Math.log2(failures)))
          log.warn({ err: error, failures }, 'the feed cannot be followed; trying again');
        // Wake-ups do not shorten it.
        const wait = Math.min(failures * WAIT_AFTER_FAILURE_MS, LONGEST_WAIT_MS);
        await sleep(wait, undefined, { signal: this.#ending.signal }).catch(() => {});
        continue;
      }
      quiet = (await feed.wakeUp.wait(BACKOFF_MS[quiet] ?? POLL_MS)) ? 0 : quiet + 1;
    }
  }

  /** @returns how many changes were read */
  async #readToEnd(feed: Feed, progress: (read: number) => void = () => {}): Promise<number> {
    let read = 0;
    while (!this.#stopped) {
      const page = feed.page;
      const count = await this.#step(feed);
      if (count > 0) progress((read += count));
      feed.page = Math.min(page * 2, PAGE);
      if (count < page) {
        if (!feed.known) await this.#complete(feed);
        feed.known = true;
        break;
      }
    }
    return read;
  }

  /** @returns how many changes were read */
  async #step(feed: Feed): Promise<number> {
    if (!feed.begun) await this.#begin(feed);
    const from = await this.#position(feed.name);
    const changes = await readOutbox(feed.subgraphClient, from, feed.page, this.#ending.signal);
    feed.at = from;
    if (!changes.length) return 0;
    const applying = this.#turn.then(() => this.#apply(feed, from, changes));
    this.#turn = applying.catch(() => {});
    const applied = await applying;
    if (applied === 'NEWER_VERSION') return 0;
    if (applied === 'REWOUND') {
      if (this.#options.isReplica) feed.known = false;
      return this.#step(feed);
    }
    feed.at = changes.at(-1)!;
    return changes.length;
  }

  /** Of copies, what older code drew, or was cut off, is drawn again. */
  async #begin(feed: Feed): Promise<void> {
    const { rereadFromStart, isReplica, pool, readModel } = this.#options;
    if (isReplica) await dropOlderCheckpoint(pool, feed.name, rereadFromStart ? null : readModel.version);
    feed.begun = true;
  }

  /** Copies are whole, unless somebody has begun anew meanwhile. */
  async #complete({ name, at }: Feed): Promise<void> {
    const { isReplica, pool, readModel } = this.#options;
    if (isReplica && at) await markSnapshotComplete(pool, name, at, readModel.version);
  }

  /** Of copies: whether they were read to the end once, by whom ever. */
  async #isComplete(name: string): Promise<boolean> {
    const { isReplica, pool, readModel } = this.#options;
    if (!isReplica) return false;
    const at = await checkpointOf(pool, name);
    return at !== undefined && at.version >= readModel.version;
  }

  /**
   * Applies what nobody else has applied since it was read.
   * @param from the position after which `changes` begin
   * @returns REWOUND when the position was, so that something is missing before them; LEFT to newer code
   */
  async #apply(feed: Feed, from: OutboxPosition | null, changes: ChangeEvent[]): Promise<Applied> {
    const { isReplica = false, pool, readModel } = this.#options;
    const client = await pool.connect();
    // What breaks between two statements is told by the next one.
    const wait = () => {};
    client.on('error', wait);
    try {
      await client.query('BEGIN');
      await client.query(lockProjectors, [this.#options.schema]);
      const reached = await checkpointOf(client, feed.name);
      const isLeft = isReplica && reached !== undefined && reached.version > readModel.version;
      const fits = !isLeft && (from === null || hasReached(reached, from));
      const fresh = changes.filter((change) => !hasReached(reached, change));
      const last = fresh.at(-1);
      if (fits && last) {
        const latest = new Map(fresh.map((change) => [`${change.type} ${change.entityId}`, change]));
        await readModel.apply([...latest.values()], client).catch((cause: unknown) => {
          feed.page = Math.max(1, fresh.length >> 1);
          throw new Error(`${describe(fresh)} cannot be applied`, { cause });
        });
        const unfinished = isReplica && !feed.known;
        await saveCheckpoint(client, feed.name, last, {
          isReplica,
          version: unfinished ? SNAPSHOT_INCOMPLETE : readModel.version,
        });
      }
      await client.query('COMMIT');
      client.off('error', wait);
      client.release();
      return isLeft ? 'NEWER_VERSION' : fits ? 'APPLIED' : 'REWOUND';
    } catch (error) {
      // Whatever state the connection is in, nobody uses it again.
      client.release(error as Error);
      throw error;
    }
  }

  async #position(name: string): Promise<OutboxPosition | null> {
    return (await checkpointOf(this.#options.pool, name)) ?? null;
  }
}

/**
 * What keeps a read model, or copies, up to date, with connections of its own.
 * @param subgraph one that follows others
 * @param more.anew to read copies again from the start
 */
export function openProjector(
  subgraph: ProjectingSubgraph,
  clients: ReadonlyMap<string, SubgraphClient>,
  options: DatabaseOptions,
  log: Logger,
  more: { rereadFromStart?: boolean } = {},
): Projector {
  return new Projector({
    readModel: subgraph.projection!,
    isReplica: !subgraph.readModel,
    ...more,
    schema: options.schema ?? subgraph.sqlSchema,
    pool: openPool(subgraph, { ...options, poolSize: 3, statementTimeout: 60_000 }),
    clients,
    log: log.child({ subgraph: subgraph.name }),
  });
}

/** Which changes, as an operator finds them again. */
function describe(changes: readonly ChangeEvent[]): string {
  const [first] = changes;
  return `${first!.type} ${first!.entityId} (change ${first!.transaction} ${first!.number})${
    changes.length > 1 ? ` and ${changes.length - 1} changes after it` : ''
  }`;
}
