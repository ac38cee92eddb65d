import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { Actor } from '../auth/actor.js';
import type { OutboxPosition, TailedEvent } from '../outbox/outbox.js';
import { isDatabaseAway } from '../errors/database-faults.js';
import { badUserInput } from '../errors/errors.js';
import { decodeOutboxCursor, encodeOutboxCursor, hasReached } from '../outbox/feed-cursor.js';
import { refuseBeyond } from '../outbox/restored-feed.js';
import { sql, type Reader } from '../database/sql.js';
import type { Context } from '../context/context.js';
import type { FeedReader } from '../outbox/feed-tailer.js';

/** One event of a subscription, as its resolvers find it in `@Root()`. */
export interface LiveChange {
  /** Asked after it, the subscription goes on with what follows. */
  cursor: string;
  operation: TailedEvent['operation'];
  /** Of the thing that changed. */
  type: string;
  entityId: string;
  changedAt: Date;
}

export interface LiveOptions<Stores> {
  /** GraphQL types whose changes are wanted. */
  types: readonly string[];
  /** The `after` of the subscription: a cursor of its own, or of `changes`; absent: from now. */
  after?: string | null | undefined;
  /**
   * Whether who subscribes gets this change, asked at each one. What is for everybody can be told by its `fields`,
   * which are null when the thing is gone.
   * @param now what the room holds and who asks at this time, read anew for each change
   */
  wants?(change: TailedEvent, now: Context<Stores>): boolean | Promise<boolean>;
  /** Changes that are not for everybody come too: `wants` then looks whether they are for this one. */
  private?: boolean;
  /** Of each thing the last change alone, for events that are told of how it ended up. */
  lastOnly?: boolean;
}

const EXPECTED = 'a cursor that this subscription, `changes` or a mutation gave';
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How long a database may be away before subscriptions break off. */
const UNAVAILABLE_GRACE_MS = 30_000;
const RETRY_MS = 250;
/** The gateway ends what has expired; this is for one that does not. */
const EXPIRY_MARGIN_MS = 1_000;

/**
 * What `subscribe` of a subscription's field gives: changes as they are committed, each once, from a cursor on or from
 * now. It reads as fast as it is asked, and no faster.
 * @throws BAD_USER_INPUT for a cursor that leads nowhere
 */
export async function liveChanges<Stores>(
  context: Context<Stores>,
  options: LiveOptions<Stores>,
): Promise<LiveChanges<Stores>> {
  const { feedTailer, reader, cursors, subgraph } = context;
  const after = context.resumeAfter ?? options.after;
  const given =
    after == null ? undefined : decodeOutboxCursor(cursors, after, 'after', EXPECTED).get(subgraph);
  if (after != null && !given) throw badUserInput({ argument: 'after', expected: EXPECTED });
  const end = await feedTailer.open();
  // Where the tail has been, there is something.
  if (given && !hasReached(end, given)) await refuseBeyond(reader, [given], 'after');
  const from = given ?? end;
  const live = new LiveChanges(context, options, from);
  context.live = live;
  return live;
}

/** Sealed once for all who follow: positions in memory are shared. */
const cursorsOf = new WeakMap<OutboxPosition, string>();

const toldOf = new WeakMap<TailedEvent, LiveChange>();

/** Not a generator: who leaves while it waits is let go at once. */
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

  /** How far it has come: past what it gave, and past what was not wanted. */
  get cursor(): string {
    let cursor = cursorsOf.get(this.#at);
    if (!cursor) {
      cursor = encodeOutboxCursor(this.#context.cursors, new Map([[this.#context.subgraph, this.#at]]));
      cursorsOf.set(this.#at, cursor);
    }
    return cursor;
  }

  /** @throws UNAUTHENTICATED when what the actor showed has ceased to count */
  async next(): Promise<IteratorResult<LiveChange, undefined>> {
    const { types } = this.#options;
    for (;;) {
      const change = this.#pending[this.#next];
      if (this.#reader.hasLeft) return this.#end();
      if (!change) {
        this.#at = this.#pageEnd;
        const reader = this.#reader;
        const read = await patiently(() => this.#context.feedTailer.after(this.#at, types, reader), reader);
        if (!read.changes.length && read.to === this.#at) return this.#end();
        [this.#pending, this.#next, this.#pageEnd] = [read.changes, 0, read.to];
        continue;
      }
      this.#next += 1;
      const wanted = types.includes(change.type) && (await this.#wants(change));
      this.#at = change;
      if (!wanted) continue;
      if (this.#reader.hasLeft) return this.#end();
      return { done: false, value: this.#told(change) };
    }
  }

  async return(): Promise<IteratorResult<LiveChange, undefined>> {
    clearTimeout(this.#expiry);
    this.#letGo();
    this.#pending = [];
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #letGo(): void {
    this.#reader.hasLeft = true;
    this.#reader.wake();
  }

  /** The same object for all who follow: what is made of it can be shared. */
  #told(change: TailedEvent): LiveChange {
    let told = toldOf.get(change);
    if (!told) {
      const { type, entityId, operation, changedAt } = change;
      toldOf.set(change, (told = { cursor: this.cursor, type, entityId, operation, changedAt }));
    }
    return told;
  }

  #end(): Promise<IteratorResult<LiveChange, undefined>> {
    if (isExpired(this.#context.caller.actor)) throw expired();
    return this.return();
  }

  async #wants(change: TailedEvent): Promise<boolean> {
    const { wants, private: alsoPrivate = false, lastOnly = false } = this.#options;
    if (change.private && !alsoPrivate) return false;
    if (!wants && !lastOnly) return true;
    return patiently(async () => {
      if (lastOnly && !(await isLast(this.#context.reader, change))) return false;
      return wants ? wants(change, this.#context.forNextEvent()) : true;
    }, this.#reader);
  }

  #awaitExpiry({ expiresAt }: Actor): void {
    if (expiresAt === null) return;
    const left = expiresAt - Date.now() + EXPIRY_MARGIN_MS;
    this.#expiry = setTimeout(
      () => (left > LONGEST_TIMER_MS ? this.#awaitExpiry({ expiresAt } as Actor) : this.#letGo()),
      Math.min(Math.max(left, 0), LONGEST_TIMER_MS),
    );
  }
}

const isExpired = ({ expiresAt }: Actor) => expiresAt !== null && Date.now() >= expiresAt;

const expired = () =>
  new GraphQLError('What you showed of who you are has expired: subscribe again with another token.', {
    extensions: { code: 'UNAUTHENTICATED' },
  });

async function isLast(
  reader: Reader,
  { type, entityId, transaction, number }: TailedEvent,
): Promise<boolean> {
  const later = await reader.named('outbox.later')
    .rows(sql`SELECT 1 AS later FROM change WHERE type = ${type} AND entity_id = ${entityId}::uuid
    AND (transaction, number) > (${transaction}::xid8, ${number}::bigint) LIMIT 1`);
  return !later.length;
}

/** Tries again for a while when the database is away: an event waits for it. */
async function patiently<Result>(work: () => Promise<Result>, reader: FeedReader): Promise<Result> {
  for (const until = Date.now() + UNAVAILABLE_GRACE_MS; ;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || reader.hasLeft || Date.now() > until) throw error;
    }
    await sleep(RETRY_MS);
  }
}
