import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { SubgraphClient } from '../auth/subgraph-client.js';
import type { ChangeEvent, OutboxPosition } from '../outbox/outbox.js';
import { openPool, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { hasReached } from '../outbox/outbox-cursor.js';
import { outboxState, readOutbox } from '../outbox/outbox-client.js';
import {
  SNAPSHOT_INCOMPLETE,
  dropOlderCheckpoint,
  markSnapshotComplete,
  saveCheckpoint,
  checkpointOf,
} from './checkpoint.js';
import { WakeUpSignal, listenForChanges } from '../outbox/wake-up-signal.js';

/** Projection of the outboxes of other subgraphs: all tables of a read model, or replicated reference tables. */
export interface ProjectionDefinition {
  /** Names of the source subgraphs, in the order of the first reading. */
  sources: readonly string[];
  /**
   * Version of `apply`: increase it when the same changes give other rows. At the next start a read model is then
   * rebuilt, and for replicated tables the outboxes are read again from their start.
   */
  version: number;
  /**
   * Applies changes of one outbox to the tables, in order, the last change of each entity alone. Runs in the transaction
   * that moves the checkpoint, for one outbox at a time. Must be idempotent: changes may come again after later ones.
   */
  apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void>;
}

/** Subgraph with a projection. */
export interface ProjectingSubgraph extends SubgraphSchema {
  readonly readModel: ProjectionDefinition | undefined;
  /** Projection of the read model or of the replicated reference tables. */
  readonly projection: ProjectionDefinition | undefined;
}

const PROJECTOR_LOCK = 715_827_882;
/** SQL of the lock that serialises moves of checkpoints in a schema and the swap of tables at the end of a rebuild. */
export const lockProjectors = `SELECT pg_advisory_xact_lock(${PROJECTOR_LOCK}, hashtext($1))`;
const PAGE = 2_000;
/** Interval of polling, in case a wake-up is lost. */
const POLL_MS = 2_000;
/** Retries after a wake-up: its change events become visible only when older transactions have ended. */
const BACKOFF_MS = [5, 20, 50, 150, 400];
const WAIT_AFTER_FAILURE_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** Readiness failure that passes without action: a projector is still catching up. */
export class NotCaughtUp extends Error {
  override name = 'NotCaughtUp';
}

type Applied = 'APPLIED' | 'REWOUND' | 'NEWER_VERSION';

interface ProjectorOptions {
  readModel: ProjectionDefinition;
  /**
   * True for replicated tables beside the subgraph's own. A checkpoint of older code or of an incomplete first reading is
   * dropped, and the outbox is read again from its start; at a checkpoint of newer code nothing is applied.
   */
  isReplica?: boolean;
  /** Reads replicated tables again from the start, whatever the checkpoint. */
  rereadFromStart?: boolean;
  /** SQL schema of the tables. */
  schema: string;
  /** Ended by {@link Projector.close}. */
  pool: Pool;
  clients: ReadonlyMap<string, SubgraphClient>;
  log: Logger;
}

/** State of reading one outbox. */
interface Source {
  name: string;
  subgraphClient: SubgraphClient;
  wakeUp: WakeUpSignal;
  /** Position up to which all changes are applied. */
  at: OutboxPosition | null;
  /** True once it was read to its end. */
  isComplete: boolean;
  /** True once the checkpoint of older code was handled. */
  isPrepared: boolean;
  /** Changes per page: halved after a failure to apply, so that the change at fault is isolated. */
  pageSize: number;
}

/**
 * Projector: keeps a projection up to date. The checkpoint moves in the transaction that applies the changes, so that a
 * killed projector resumes where it stopped; of several at once, one applies and the others wait. Each outbox is read
 * independently: one that cannot be read or applied delays no other.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #sources: readonly Source[];
  readonly #closing = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#sources = options.readModel.sources.map((name) => {
      const subgraphClient = options.clients.get(name);
      if (!subgraphClient)
        throw new Error(`${options.schema} projects the outbox of ${name}, which is not open`);
      return {
        name,
        subgraphClient,
        wakeUp: new WakeUpSignal(),
        at: null,
        isComplete: false,
        isPrepared: false,
        pageSize: PAGE,
      };
    });
  }

  /**
   * Reads every outbox to its end, one after the other.
   * @returns the number of changes read
   */
  async catchUp(progress: (done: number, total: number) => void = () => {}): Promise<number> {
    const states = await Promise.all(
      this.#sources.map(async ({ name, subgraphClient }) =>
        outboxState(subgraphClient, await this.#position(name)),
      ),
    );
    const total = states.reduce((sum, { behind }) => sum + behind, 0);
    let done = 0;
    for (const source of this.#sources) {
      const before = done;
      done += await this.#readToEnd(source, (read) => progress(Math.min(before + read, total), total));
    }
    return done;
  }

  /** Reads new changes until {@link close}. */
  start(): void {
    const listening = listenForChanges(this.#options.pool, this.#closing.signal, (sqlSchema) => {
      for (const { name, wakeUp } of this.#sources)
        if (sqlSchema === undefined || name.replaceAll('-', '_') === sqlSchema) wakeUp.notify();
    });
    this.#running = Promise.all([listening, ...this.#sources.map((source) => this.#follow(source))]);
  }

  /** Stops after the page that is being applied. Ends the pool. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const { wakeUp } of this.#sources) wakeUp.notify();
    await this.#running;
    await this.#options.pool.end();
  }

  /**
   * Rejects until every outbox was read to its end for the first time: before that, answers would be incomplete.
   * Replicated tables that were complete once are enough, so that a subgraph starts while its sources are unavailable.
   * @throws NotCaughtUp
   */
  async ready(): Promise<void> {
    const incomplete: string[] = [];
    for (const { name, isComplete } of this.#sources)
      if (!isComplete && !(await this.#wasCompleted(name))) incomplete.push(name);
    if (incomplete.length)
      throw new NotCaughtUp(
        `${this.#options.schema} has not caught up with the outbox of ${incomplete.join(', ')} yet`,
      );
  }

  get #stopped(): boolean {
    return this.#closing.signal.aborted;
  }

  async #follow(source: Source): Promise<void> {
    const log = this.#options.log.child({ feed: source.name });
    let failures = 0;
    let quiet = BACKOFF_MS.length;
    while (!this.#stopped) {
      try {
        if (await this.#readToEnd(source)) quiet = 0;
        if (failures) log.info({ failures }, 'projection of the outbox resumed');
        failures = 0;
      } catch (error) {
        if (this.#stopped) return;
        failures += 1;
        // Logged for failures 1, 2, 4, 8, …
        if (Number.isInteger(Math.log2(failures)))
          log.warn({ err: error, failures }, 'the outbox cannot be projected; retrying');
        // Wake-ups do not shorten this wait.
        const wait = Math.min(failures * WAIT_AFTER_FAILURE_MS, LONGEST_WAIT_MS);
        await sleep(wait, undefined, { signal: this.#closing.signal }).catch(() => {});
        continue;
      }
      quiet = (await source.wakeUp.wait(BACKOFF_MS[quiet] ?? POLL_MS)) ? 0 : quiet + 1;
    }
  }

  /** @returns the number of changes read */
  async #readToEnd(source: Source, progress: (read: number) => void = () => {}): Promise<number> {
    let read = 0;
    while (!this.#stopped) {
      const { pageSize } = source;
      const count = await this.#step(source);
      if (count > 0) progress((read += count));
      source.pageSize = Math.min(pageSize * 2, PAGE);
      if (count < pageSize) {
        if (!source.isComplete) await this.#markComplete(source);
        source.isComplete = true;
        break;
      }
    }
    return read;
  }

  /** Reads and applies one page. @returns the number of changes read */
  async #step(source: Source): Promise<number> {
    if (!source.isPrepared) await this.#prepare(source);
    const from = await this.#position(source.name);
    const changes = await readOutbox(source.subgraphClient, from, source.pageSize, this.#closing.signal);
    source.at = from;
    if (!changes.length) return 0;
    const applying = this.#turn.then(() => this.#apply(source, from, changes));
    this.#turn = applying.catch(() => {});
    const applied = await applying;
    if (applied === 'NEWER_VERSION') return 0;
    if (applied === 'REWOUND') {
      if (this.#options.isReplica) source.isComplete = false;
      return this.#step(source);
    }
    source.at = changes.at(-1)!;
    return changes.length;
  }

  /** Drops the checkpoint of replicated tables when older code wrote it or the first reading is incomplete. */
  async #prepare(source: Source): Promise<void> {
    const { rereadFromStart, isReplica, pool, readModel } = this.#options;
    if (isReplica) await dropOlderCheckpoint(pool, source.name, rereadFromStart ? null : readModel.version);
    source.isPrepared = true;
  }

  /** Marks replicated tables as complete, unless another process has restarted meanwhile. */
  async #markComplete({ name, at }: Source): Promise<void> {
    const { isReplica, pool, readModel } = this.#options;
    if (isReplica && at) await markSnapshotComplete(pool, name, at, readModel.version);
  }

  /** True when any process has completed the replicated tables with this version. */
  async #wasCompleted(name: string): Promise<boolean> {
    const { isReplica, pool, readModel } = this.#options;
    if (!isReplica) return false;
    const checkpoint = await checkpointOf(pool, name);
    return checkpoint !== undefined && checkpoint.version >= readModel.version;
  }

  /**
   * Applies the changes that no other process has applied since they were read.
   * @param from position after which `changes` begin
   * @returns REWOUND when the checkpoint was moved back, so that earlier changes are missing; NEWER_VERSION when newer
   *   code wrote the checkpoint
   */
  async #apply(source: Source, from: OutboxPosition | null, changes: ChangeEvent[]): Promise<Applied> {
    const { isReplica = false, pool, readModel } = this.#options;
    const client = await pool.connect();
    // A connection error between two statements surfaces in the next one.
    const ignore = () => {};
    client.on('error', ignore);
    try {
      await client.query('BEGIN');
      await client.query(lockProjectors, [this.#options.schema]);
      const reached = await checkpointOf(client, source.name);
      const isNewer = isReplica && reached !== undefined && reached.version > readModel.version;
      const fits = !isNewer && (from === null || hasReached(reached, from));
      const fresh = changes.filter((change) => !hasReached(reached, change));
      const last = fresh.at(-1);
      if (fits && last) {
        const latest = new Map(fresh.map((change) => [`${change.type} ${change.entityId}`, change]));
        await readModel.apply([...latest.values()], client).catch((cause: unknown) => {
          source.pageSize = Math.max(1, fresh.length >> 1);
          throw new Error(`${describe(fresh)} cannot be applied`, { cause });
        });
        const isIncomplete = isReplica && !source.isComplete;
        await saveCheckpoint(client, source.name, last, {
          isReplica,
          version: isIncomplete ? SNAPSHOT_INCOMPLETE : readModel.version,
        });
      }
      await client.query('COMMIT');
      client.off('error', ignore);
      client.release();
      return isNewer ? 'NEWER_VERSION' : fits ? 'APPLIED' : 'REWOUND';
    } catch (error) {
      // The state of the connection is unknown: the pool destroys it.
      client.release(error as Error);
      throw error;
    }
  }

  async #position(name: string): Promise<OutboxPosition | null> {
    return (await checkpointOf(this.#options.pool, name)) ?? null;
  }
}

/** Connections of a projector. */
export const PROJECTOR_CONNECTIONS = 3;

/**
 * Opens the projector of a subgraph, with connections of its own.
 * @param subgraph one with a projection
 * @param more.rereadFromStart reads replicated tables again from the start
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
    pool: openPool(subgraph, { ...options, poolSize: PROJECTOR_CONNECTIONS, statementTimeout: 60_000 }),
    clients,
    log: log.child({ subgraph: subgraph.name }),
  });
}

/** Description of changes by which an operator can find them. */
function describe(changes: readonly ChangeEvent[]): string {
  const [first] = changes;
  return `${first!.type} ${first!.entityId} (change ${first!.transaction} ${first!.number})${
    changes.length > 1 ? ` and ${changes.length - 1} changes after it` : ''
  }`;
}
