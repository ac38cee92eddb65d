import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../auth/actor.js';
import type { OutboxPosition, TailedEvent } from '../outbox/outbox.js';
import { isDatabaseAway } from '../errors/database-faults.js';
import { badUserInput, expected, errorText, publicError } from '../errors/errors.js';
import { decodeOutboxCursor, encodeOutboxCursor, hasReached } from '../outbox/outbox-cursor.js';
import { refuseBeyond } from '../outbox/restored-outbox.js';
import { sql, type Reader } from '../database/sql.js';
import type { Context } from '../context/context.js';
import type { FeedReader } from '../outbox/feed-tailer.js';

/** Event of a subscription: the `@Root()` of its resolvers. */
export interface LiveChange {
  /** Cursor after which the subscription resumes with the next event. */
  cursor: string;
  operation: TailedEvent['operation'];
  /** GraphQL type of the changed entity. */
  type: string;
  entityId: string;
  changedAt: Date;
}

export interface LiveOptions<Stores> {
  /** GraphQL types whose changes are delivered. */
  types: readonly string[];
  /** `after` of the subscription: a cursor of its own, of `changes` or of a mutation; absent: from now. */
  after?: string | null | undefined;
  /**
   * Filter, called for each change. Public entities can be filtered by the `fields` of the change, which are null when
   * the entity was deleted.
   * @param now context with empty stores, so that they read the present state
   */
  wants?(change: TailedEvent, now: Context<Stores>): boolean | Promise<boolean>;
  /** Includes private changes: `wants` must then check whether the subscriber may see each. */
  private?: boolean;
  /** Delivers only the last change of each entity, for events about its final state. */
  lastOnly?: boolean;
}

const EXPECTED = expected('CURSOR_OF_SUBSCRIPTION');
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Milliseconds for which a database may be unavailable before subscriptions end with an error. */
const UNAVAILABLE_GRACE_MS = 30_000;
const RETRY_MS = 250;
/** Milliseconds after the expiry of the credential. The gateway ends the subscription earlier; this covers one that does not. */
const EXPIRY_MARGIN_MS = 1_000;

/**
 * Event source for the `subscribe` of a field: changes as they are committed, each once, after a cursor or from now. It
 * reads only on demand.
 * @throws BAD_USER_INPUT for an invalid cursor
 */
export async function liveChanges<Stores>(
  context: Context<Stores>,
  options: LiveOptions<Stores>,
): Promise<LiveChanges<Stores>> {
  const { feedTailer, reader, cursors, subgraph } = context;
  const after = context.resumeAfter ?? options.after;
  const start =
    after == null ? undefined : decodeOutboxCursor(cursors, after, 'after', EXPECTED).get(subgraph);
  if (after != null && !start) throw badUserInput({ argument: 'after', expected: EXPECTED });
  const end = await feedTailer.open();
  // A position that the tailer has reached is one of this server.
  if (start && !hasReached(end, start)) await refuseBeyond(reader, [start], 'after');
  const from = start ?? end;
  const live = new LiveChanges(context, options, from);
  context.live = live;
  return live;
}

/** Encoded cursors of positions, shared by all subscribers as the positions in memory are. */
const cursorsOf = new WeakMap<OutboxPosition, string>();

/** Events of changes, shared by all subscribers. */
const eventsOf = new WeakMap<TailedEvent, LiveChange>();

/** Event source of a subscription. Not a generator, so that `return` ends a pending `next` at once. */
export class LiveChanges<Stores> implements AsyncIterableIterator<LiveChange> {
  readonly #reader: FeedReader = { hasLeft: false, wake() {} };
  readonly #context: Context<Stores>;
  readonly #options: LiveOptions<Stores>;
  #pending: readonly TailedEvent[] = [];
  #next = 0;
  #at: OutboxPosition;
  #pageEnd: OutboxPosition;
  #expiry: NodeJS.Timeout | undefined;

  constructor(context: Context<Stores>, options: LiveOptions<Stores>, from: OutboxPosition) {
    this.#context = context;
    this.#options = options;
    this.#at = this.#pageEnd = from;
    this.#awaitExpiry(context.caller.actor);
  }

  /** Cursor of its progress, past delivered and filtered changes. */
  get cursor(): string {
    let cursor = cursorsOf.get(this.#at);
    if (!cursor) {
      cursor = encodeOutboxCursor(this.#context.cursors, new Map([[this.#context.subgraph, this.#at]]));
      cursorsOf.set(this.#at, cursor);
    }
    return cursor;
  }

  /** @throws UNAUTHENTICATED when the credential of the actor has expired */
  async next(): Promise<IteratorResult<LiveChange, undefined>> {
    const { types } = this.#options;
    for (;;) {
      const change = this.#pending[this.#next];
      if (this.#reader.hasLeft) return this.#end();
      if (!change) {
        this.#at = this.#pageEnd;
        const reader = this.#reader;
        const page = await retryWhileUnavailable(
          () => this.#context.feedTailer.after(this.#at, types, reader),
          reader,
        );
        if (!page.changes.length && page.to === this.#at) return this.#end();
        [this.#pending, this.#next, this.#pageEnd] = [page.changes, 0, page.to];
        continue;
      }
      this.#next += 1;
      const isWanted = types.includes(change.type) && (await this.#wants(change));
      this.#at = change;
      if (!isWanted) continue;
      if (this.#reader.hasLeft) return this.#end();
      return { done: false, value: this.#eventOf(change) };
    }
  }

  async return(): Promise<IteratorResult<LiveChange, undefined>> {
    clearTimeout(this.#expiry);
    this.#stopReading();
    this.#pending = [];
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #stopReading(): void {
    this.#reader.hasLeft = true;
    this.#reader.wake();
  }

  /** Event of a change: the same object for all subscribers, so that results of it can be shared. */
  #eventOf(change: TailedEvent): LiveChange {
    let event = eventsOf.get(change);
    if (!event) {
      const { type, entityId, operation, changedAt } = change;
      eventsOf.set(change, (event = { cursor: this.cursor, type, entityId, operation, changedAt }));
    }
    return event;
  }

  #end(): Promise<IteratorResult<LiveChange, undefined>> {
    if (isExpired(this.#context.caller.actor)) throw expired();
    return this.return();
  }

  async #wants(change: TailedEvent): Promise<boolean> {
    const { wants, private: includesPrivate = false, lastOnly = false } = this.#options;
    if (change.private && !includesPrivate) return false;
    if (!wants && !lastOnly) return true;
    return retryWhileUnavailable(async () => {
      if (lastOnly && !(await isLast(this.#context.reader, change))) return false;
      return wants ? wants(change, this.#context.forNextEvent()) : true;
    }, this.#reader);
  }

  #awaitExpiry({ expiresAt }: Actor): void {
    if (expiresAt === null) return;
    const left = expiresAt - Date.now() + EXPIRY_MARGIN_MS;
    this.#expiry = setTimeout(
      () => (left > LONGEST_TIMER_MS ? this.#awaitExpiry({ expiresAt } as Actor) : this.#stopReading()),
      Math.min(Math.max(left, 0), LONGEST_TIMER_MS),
    );
  }
}

const isExpired = ({ expiresAt }: Actor) => expiresAt !== null && Date.now() >= expiresAt;

const expired = () => publicError('UNAUTHENTICATED', errorText('CREDENTIAL_EXPIRED'));

async function isLast(
  reader: Reader,
  { type, entityId, transaction, number }: TailedEvent,
): Promise<boolean> {
  const later = await reader.named('outbox.later')
    .rows(sql`SELECT 1 AS later FROM change WHERE type = ${type} AND entity_id = ${entityId}::uuid
    AND (transaction, number) > (${transaction}::xid8, ${number}::bigint) LIMIT 1`);
  return !later.length;
}

/** Retries while the database is unavailable, for {@link UNAVAILABLE_GRACE_MS}. */
async function retryWhileUnavailable<Result>(
  work: () => Promise<Result>,
  reader: FeedReader,
): Promise<Result> {
  for (const until = Date.now() + UNAVAILABLE_GRACE_MS; ;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || reader.hasLeft || Date.now() > until) throw error;
    }
    await sleep(RETRY_MS);
  }
}
