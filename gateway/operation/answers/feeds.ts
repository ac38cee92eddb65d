import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphClient } from '#kernel/auth';
import { nextRevision } from '#kernel/outbox';
import type { Logger } from 'pino';

/** Longest wait of a subgraph for the next revision. */
const WAIT_MS = 1_500;
/** Age at which the last word of a subgraph counts no more. */
const LEASE_MS = 4_000;
const WAIT_AFTER_FAILURE_MS = 250;

/** What is known of the changes in subgraphs. Moments are counted, not measured: each change begins the next one. */
export interface Feeds {
  readonly moment: number;
  /** True when nothing has changed in these subgraphs since the moment, as far as each has said lately. */
  areUnchangedSince(moment: number, subgraphs: Iterable<string>): boolean;
  /** Tells of a change that the gateway itself has made. */
  haveChanged(subgraphs: Iterable<string>): void;
}

export interface FeedOptions {
  /** The subgraphs, each with a revision. */
  clients: ReadonlyMap<string, SubgraphClient>;
  /** Subgraphs that read all others, and have no revision of their own. */
  readingAll: readonly string[];
  log: Logger;
}

interface Feed {
  client: SubgraphClient;
  revision: string | null;
  changedAt: number;
  /** `performance.now()` when the subgraph last told its revision. */
  heardAt: number;
}

/**
 * Follows the revisions of subgraphs, in this process or in others: one waiting request to each, which is answered when
 * something was committed. While a subgraph does not answer, nothing is known of it.
 */
export class FollowedFeeds implements Feeds {
  moment = 0;
  readonly #feeds = new Map<string, Feed>();
  readonly #readingAll: ReadonlySet<string>;
  readonly #closing = new AbortController();
  readonly #log: Logger;
  #running: Promise<unknown> = Promise.resolve();

  constructor({ clients, readingAll, log }: FeedOptions) {
    this.#log = log;
    this.#readingAll = new Set(readingAll);
    for (const [name, client] of clients)
      if (!this.#readingAll.has(name))
        this.#feeds.set(name, { client, revision: null, changedAt: 0, heardAt: -Infinity });
  }

  /** Follows until {@link close}. */
  start(): void {
    this.#running = Promise.all([...this.#feeds.values()].map((feed) => this.#follow(feed)));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  areUnchangedSince(moment: number, subgraphs: Iterable<string>): boolean {
    const now = performance.now();
    const isUnchanged = (feed: Feed | undefined) =>
      feed !== undefined &&
      feed.revision !== null &&
      feed.changedAt <= moment &&
      now - feed.heardAt < LEASE_MS;
    for (const name of subgraphs) {
      const feeds = this.#readingAll.has(name) ? [...this.#feeds.values()] : [this.#feeds.get(name)];
      if (!feeds.every(isUnchanged)) return false;
    }
    return true;
  }

  /** Revisions of all subgraphs as one text, which is equal in all gateways; undefined while that of one is not known. */
  get version(): string | undefined {
    const names = [...this.#feeds.keys()].sort();
    if (!this.areUnchangedSince(this.moment, names)) return undefined;
    return names.map((name) => this.#feeds.get(name)!.revision).join(' ');
  }

  haveChanged(subgraphs: Iterable<string>): void {
    this.moment += 1;
    for (const name of subgraphs) {
      const feed = this.#feeds.get(name);
      if (feed) feed.changedAt = this.moment;
    }
  }

  async #follow(feed: Feed): Promise<void> {
    const { signal } = this.#closing;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const revision = await nextRevision(feed.client, feed.revision, WAIT_MS, signal);
        if (revision !== feed.revision) {
          feed.changedAt = this.moment += 1;
          feed.revision = revision;
        }
        feed.heardAt = performance.now();
        if (failures) this.#log.info({ subgraph: feed.client.name, failures }, 'answers are kept again');
        failures = 0;
        if (revision === null) await this.#pause();
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        feed.heardAt = -Infinity;
        // Logged for failures 1, 2, 4, 8, …
        if (Number.isInteger(Math.log2(failures)))
          this.#log.warn(
            { err: error, subgraph: feed.client.name, failures },
            'changes cannot be followed; no answer is kept',
          );
        await this.#pause();
      }
    }
  }

  #pause(): Promise<unknown> {
    return sleep(WAIT_AFTER_FAILURE_MS, undefined, { signal: this.#closing.signal }).catch(() => {});
  }
}
