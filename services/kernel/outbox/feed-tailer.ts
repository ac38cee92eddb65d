import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { readLast, readTail, type OutboxPosition, type TailedEvent } from './outbox.js';
import { openPool, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { hasReached } from './outbox-cursor.js';
import { WakeUpSignal, listenForChanges } from './wake-up-signal.js';

/** Change events in memory, for readers that are nearly up to date. */
const BUFFER_SIZE = 2_000;
const PAGE = 500;
/** Interval of polling, in case a wake-up is lost. */
const POLL_MS = 2_000;
/** Retries after a wake-up: its change events become visible only when older transactions have ended. */
const BACKOFF_MS = [5, 20, 50, 150, 400];
const WAIT_AFTER_FAILURE_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const START: OutboxPosition = { transaction: '0', number: '0' };

/** Reader of the tailer. An abort signal instead would cost more than the rest of an event. */
export interface FeedReader {
  /** Set it and call `wake` to stop waiting. */
  hasLeft: boolean;
  /** Set by the tailer while the reader waits. */
  wake(): void;
}

/**
 * Tailer of a subgraph's outbox, private change events included: reads them once for all readers. It listens for commits on
 * a connection of its own and polls as well. The last {@link BUFFER_SIZE} events are in memory; a reader that is further
 * behind reads the table. The tailer stores nothing per reader: each passes its position.
 */
export class FeedTailer {
  readonly #waiting = new Set<FeedReader>();
  readonly #wakeUp = new WakeUpSignal();
  readonly #closing = new AbortController();
  #buffer: TailedEvent[] = [];
  /** Position after which the buffer holds all events. */
  #start: OutboxPosition = START;
  #end: OutboxPosition = START;
  #opening: Promise<void> | undefined;
  #running: Promise<unknown> | undefined;
  /** Queue of table reads, one at a time: many readers that return at once would time out waiting for connections. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param pool of three connections for the tailer alone, ended by {@link close} */
  constructor(
    private readonly pool: Pool,
    private readonly sqlSchema: string,
    private readonly log: Logger,
  ) {}

  /** Starts tailing at the first call. @returns the end of the outbox as far as it has been read */
  async open(): Promise<OutboxPosition> {
    this.#opening ??= this.#begin().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    await this.#opening;
    return this.#end;
  }

  /**
   * Next page of events after a position; waits until there is one. Call {@link open} first.
   * @param types requested types: events of other types may be included, and the caller skips them
   * @returns the events and the position `to` after them; no events and the same position when the reader has left
   */
  async after(
    from: OutboxPosition,
    types: readonly string[],
    reader: FeedReader,
  ): Promise<{ changes: readonly TailedEvent[]; to: OutboxPosition }> {
    for (;;) {
      if (reader.hasLeft || this.#closing.signal.aborted) return { changes: [], to: from };
      if (!hasReached(from, this.#start)) return this.#fromTable(from, types);
      if (!hasReached(from, this.#end)) {
        const changes = this.#buffer.slice(...this.#pageAfter(from));
        return { changes, to: changes.at(-1) ?? from };
      }
      await this.#waitForGrowth(reader);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wakeUp.notify();
    this.#wakeReaders();
    await this.#running;
    await this.pool.end();
  }

  #fromTable(from: OutboxPosition, types: readonly string[]) {
    const read = this.#turn.then(() => this.#readTable(from, types));
    this.#turn = read.catch(() => {});
    return read;
  }

  async #readTable(from: OutboxPosition, types: readonly string[]) {
    // All events up to here are visible to the next statement.
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

  async #waitForGrowth(reader: FeedReader): Promise<void> {
    this.#waiting.add(reader);
    await new Promise<void>((resolve) => (reader.wake = resolve));
    this.#waiting.delete(reader);
  }

  #wakeReaders(): void {
    for (const reader of this.#waiting) reader.wake();
    this.#waiting.clear();
  }

  /** Fills the buffer with the last events: after a restart, readers resume somewhere among them. */
  async #begin(): Promise<void> {
    const last = await readLast(this.pool, BUFFER_SIZE);
    if (this.#closing.signal.aborted) return;
    if (last.length === BUFFER_SIZE) this.#start = last.shift()!;
    this.#buffer = last;
    this.#end = last.at(-1) ?? this.#start;
    const listening = listenForChanges(this.pool, this.#closing.signal, (sqlSchema) => {
      if (sqlSchema === undefined || sqlSchema === this.sqlSchema) this.#wakeUp.notify();
    });
    this.#running = Promise.all([listening, this.#tail()]);
  }

  async #tail(): Promise<void> {
    let failures = 0;
    let quiet = BACKOFF_MS.length;
    while (!this.#closing.signal.aborted) {
      try {
        if (await this.#readNew()) quiet = 0;
        if (failures) this.log.info({ failures }, 'tailing of the outbox resumed');
        failures = 0;
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        failures += 1;
        // Logged for failures 1, 2, 4, 8, …
        if (Number.isInteger(Math.log2(failures)))
          this.log.warn({ err: error, failures }, 'the outbox cannot be tailed; retrying');
        const wait = Math.min(failures * WAIT_AFTER_FAILURE_MS, LONGEST_WAIT_MS);
        await sleep(wait, undefined, { signal: this.#closing.signal }).catch(() => {});
        continue;
      }
      quiet = (await this.#wakeUp.wait(BACKOFF_MS[quiet] ?? POLL_MS)) ? 0 : quiet + 1;
    }
  }

  /** @returns true when there were new events */
  async #readNew(): Promise<boolean> {
    for (let grew = false; ; grew = true) {
      const changes = await readTail(this.pool, this.#end, null, PAGE);
      if (!changes.length) return grew;
      this.#buffer.push(...changes);
      this.#end = changes.at(-1)!;
      const dropped = this.#buffer.splice(0, Math.max(0, this.#buffer.length - BUFFER_SIZE)).at(-1);
      if (dropped) this.#start = dropped;
      this.#wakeReaders();
      if (changes.length < PAGE || this.#closing.signal.aborted) return true;
    }
  }
}

/** Connections of a tailer. */
export const TAILER_CONNECTIONS = 3;

/** Creates the tailer of a subgraph's outbox. It reads nothing before the first reader. */
export function createFeedTailer(
  subgraph: SubgraphSchema,
  options: DatabaseOptions,
  log: Logger,
): FeedTailer {
  const pool = openPool(subgraph, { ...options, poolSize: TAILER_CONNECTIONS });
  return new FeedTailer(pool, options.schema ?? subgraph.sqlSchema, log.child({ subgraph: subgraph.name }));
}
