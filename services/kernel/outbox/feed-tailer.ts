import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { readLast, readTail, type OutboxPosition, type TailedEvent } from './outbox.js';
import { openPool, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { hasReached } from './feed-cursor.js';
import { WakeUpSignal, listenForChanges } from './wake-up-signal.js';

/** Changes that are kept in memory for those who are nearly up to date. */
const BUFFER_SIZE = 2_000;
const PAGE = 500;
/** Covers a wake-up that was lost. */
const POLL_MS = 2_000;
/** A change is told before readers may see it: an older transaction is still open. */
const BACKOFF_MS = [5, 20, 50, 150, 400];
const WAIT_AFTER_FAILURE_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const START: OutboxPosition = { transaction: '0', number: '0' };

/** One who follows. An abort signal would do the same, and cost more than all the rest of an event. */
export interface FeedReader {
  /** Set it and call `wake` to be let go. */
  hasLeft: boolean;
  /** Set by the tail while the reader waits. */
  wake(): void;
}

/**
 * The end of a room's feed, private changes included: read once, for all who wait there. It hears commits on a
 * connection of its own and polls as well. It keeps the last changes in memory; who is further behind reads the table.
 * Nothing is kept for anybody: each reader is a position, and asks for what follows it.
 */
export class FeedTailer {
  readonly #waiting = new Set<FeedReader>();
  readonly #wakeUp = new WakeUpSignal();
  readonly #ending = new AbortController();
  #buffer: TailedEvent[] = [];
  /** The ring holds all that follows this. */
  #start: OutboxPosition = START;
  #end: OutboxPosition = START;
  #opening: Promise<void> | undefined;
  #running: Promise<unknown> | undefined;
  /** One reader of the table at a time: many who come back at once would wait for connections, and give up. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param pool three connections of its own, ended by {@link close} */
  constructor(
    private readonly pool: Pool,
    private readonly sqlSchema: string,
    private readonly log: Logger,
  ) {}

  /** Begins to follow, with the first who asks. @returns where the feed ends, as far as it has been read */
  async open(): Promise<OutboxPosition> {
    this.#opening ??= this.#begin().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    await this.#opening;
    return this.#end;
  }

  /**
   * What follows a position, at most a page of it; waits until there is something. Asked for after {@link open}.
   * @param types those that are wanted: others may be among what is given, and need not be
   * @returns nothing when the reader has left. `to` is how far it is with that
   */
  async after(
    from: OutboxPosition,
    types: readonly string[],
    reader: FeedReader,
  ): Promise<{ changes: readonly TailedEvent[]; to: OutboxPosition }> {
    for (;;) {
      if (reader.hasLeft || this.#ending.signal.aborted) return { changes: [], to: from };
      if (!hasReached(from, this.#start)) return this.#fromTable(from, types);
      if (!hasReached(from, this.#end)) {
        const changes = this.#buffer.slice(...this.#pageAfter(from));
        return { changes, to: changes.at(-1) ?? from };
      }
      await this.#growth(reader);
    }
  }

  async close(): Promise<void> {
    this.#ending.abort();
    this.#wakeUp.buffer();
    this.#tell();
    await this.#running;
    await this.pool.end();
  }

  #fromTable(from: OutboxPosition, types: readonly string[]) {
    const read = this.#turn.then(() => this.#readTable(from, types));
    this.#turn = read.catch(() => {});
    return read;
  }

  async #readTable(from: OutboxPosition, types: readonly string[]) {
    // All up to here is visible to the statement that follows.
    const end = this.#end;
    const changes = await readTail(this.pool, from, types, PAGE);
    const last = changes.at(-1);
    const to = last && (changes.length === PAGE || hasReached(last, end)) ? last : end;
    return { changes, to };
  }

  #pageAfter(from: OutboxPosition): [number, number] {
    let low = 0;
    for (let high = this.#buffer.length; low < high;) {
      const middle = (low + high) >> 1;
      if (hasReached(from, this.#buffer[middle]!)) low = middle + 1;
      else high = middle;
    }
    return [low, low + PAGE];
  }

  async #growth(reader: FeedReader): Promise<void> {
    this.#waiting.add(reader);
    await new Promise<void>((resolve) => (reader.wake = resolve));
    this.#waiting.delete(reader);
  }

  #tell(): void {
    for (const reader of this.#waiting) reader.wake();
    this.#waiting.clear();
  }

  /** With the last changes in memory: after a restart all who come back stand somewhere among them. */
  async #begin(): Promise<void> {
    const last = await readLast(this.pool, BUFFER_SIZE);
    if (this.#ending.signal.aborted) return;
    if (last.length === BUFFER_SIZE) this.#start = last.shift()!;
    this.#buffer = last;
    this.#end = last.at(-1) ?? this.#start;
    const listening = listenForChanges(this.pool, this.#ending.signal, (sqlSchema) => {
      if (sqlSchema === undefined || sqlSchema === this.sqlSchema) this.#wakeUp.buffer();
    });
    this.#running = Promise.all([listening, this.#follow()]);
  }

  async #follow(): Promise<void> {
    let failures = 0;
    let quiet = BACKOFF_MS.length;
    while (!this.#ending.signal.aborted) {
      try {
        if (await this.#readOn()) quiet = 0;
        if (failures) this.log.info({ failures }, 'the end of the feed is read again');
        failures = 0;
      } catch (error) {
        if (this.#ending.signal.aborted) return;
        failures += 1;
        // The first, and ever more seldom.
        if (Number.isInteger(Math.log2(failures)))
          this.log.warn({ err: error, failures }, 'the end of the feed cannot be read; trying again');
        const wait = Math.min(failures * WAIT_AFTER_FAILURE_MS, LONGEST_WAIT_MS);
        await sleep(wait, undefined, { signal: this.#ending.signal }).catch(() => {});
        continue;
      }
      quiet = (await this.#wakeUp.wait(BACKOFF_MS[quiet] ?? POLL_MS)) ? 0 : quiet + 1;
    }
  }

  /** @returns whether there was something */
  async #readOn(): Promise<boolean> {
    for (let grew = false; ; grew = true) {
      const changes = await readTail(this.pool, this.#end, null, PAGE);
      if (!changes.length) return grew;
      this.#buffer.push(...changes);
      this.#end = changes.at(-1)!;
      const gone = this.#buffer.splice(0, Math.max(0, this.#buffer.length - BUFFER_SIZE)).at(-1);
      if (gone) this.#start = gone;
      this.#tell();
      if (changes.length < PAGE || this.#ending.signal.aborted) return true;
    }
  }
}

/** The end of the feed of a subgraph. It asks for nothing until somebody follows it. */
export function createFeedTailer(
  subgraph: SubgraphSchema,
  options: DatabaseOptions,
  log: Logger,
): FeedTailer {
  const pool = openPool(subgraph, { ...options, poolSize: 3 });
  return new FeedTailer(pool, options.schema ?? subgraph.sqlSchema, log.child({ subgraph: subgraph.name }));
}
