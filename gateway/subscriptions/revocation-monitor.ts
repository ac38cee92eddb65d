import type { Logger } from 'pino';
import { howFar, type Actor } from '#kernel/auth';
import type { Farewell } from './connections.js';
import type { Identify, Said } from './request-headers.js';
import { credentialsIn } from '../identity/credentials.js';
import { NotIdentified } from '../identity/authentication-error.js';

/** How often it is asked whether something was taken from anybody. */
const ASK_EVERY_MS = 1_000;
/** How often everybody is looked at all the same: issuers withdraw their keys, and what ends at a date does so untold. */
const LOOK_AGAIN_MS = 60_000;
/** Of many people, so many are looked at at once. */
const AT_ONCE = 16;

export interface WatchTimes {
  askEveryMs?: number;
  lookAgainMs?: number;
}

export interface WatchOptions extends WatchTimes {
  identify: Identify;
  /** Another text as soon as something was taken from somebody. */
  revision(): Promise<string>;
  log: Logger;
}

/** Somebody who is known, at the other end of a connection that lasts. */
export interface Watched {
  said: Said;
  address: string;
  /** Who they are, as far as is known. */
  actor: Actor;
  /** {@link Watch.revision} before they were looked at. */
  asOf: string | undefined;
  end(farewell: Farewell): void;
  /** They may do more than they could. */
  renew(actor: Actor): void;
}

/** Those whose connections came with the same credentials: one look tells of all. */
interface Holder {
  said: Said;
  address: string;
  /** What the last look at them is no older than; undefined: not known. */
  asOf: string | undefined;
  lookedAt: number;
  connections: Set<Watched>;
}

/**
 * Sees what is taken from those whose connections last. As long as there are any, one question a second asks whether
 * something was taken from anybody; only then are they looked at, each once, however many connections they have.
 */
export class Watch {
  readonly #holders = new Map<string, Holder>();
  #revision: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isAway = false;

  constructor(private readonly options: WatchOptions) {}

  /** What who is looked at from now on is seen as of; undefined: not known. */
  get revision(): string | undefined {
    return this.#revision;
  }

  /** @returns what ends the watch over it */
  join(one: Watched): () => void {
    const { said, address, asOf } = one;
    const credentials = credentialsIn(said).join('\n');
    const holder: Holder = this.#holders.get(credentials) ?? {
      said,
      address,
      asOf,
      lookedAt: Date.now(),
      connections: new Set(),
    };
    this.#holders.set(credentials, holder);
    holder.connections.add(one);
    if (holder.asOf !== asOf) holder.asOf = undefined;
    if (!this.#timer) this.#timer = this.#soon();
    return () => {
      holder.connections.delete(one);
      if (!holder.connections.size && this.#holders.get(credentials) === holder)
        this.#holders.delete(credentials);
    };
  }

  #soon(): NodeJS.Timeout {
    const { askEveryMs = ASK_EVERY_MS } = this.options;
    return setTimeout(() => {
      void this.#ask().finally(() => (this.#timer = this.#holders.size ? this.#soon() : undefined));
    }, askEveryMs).unref();
  }

  async #ask(): Promise<void> {
    const { revision, lookAgainMs = LOOK_AGAIN_MS, log } = this.options;
    if (!this.#holders.size) return;
    let now: string | undefined;
    try {
      now = this.#revision = await revision();
      if (this.#isAway) log.info('whether permissions were taken away is asked again');
      this.#isAway = false;
    } catch (error) {
      // Whoever knows who is who may be away for a while, or too old to be asked this.
      if (!this.#isAway) log.warn({ err: error }, 'whether permissions were taken away cannot be asked');
      this.#isAway = true;
    }
    const lately = Date.now() - lookAgainMs;
    const due = [...this.#holders.values()].filter(
      ({ asOf, lookedAt }) => (now !== undefined && asOf !== now) || lookedAt <= lately,
    );
    for (let at = 0; at < due.length; at += AT_ONCE)
      await Promise.all(due.slice(at, at + AT_ONCE).map((holder) => this.#lookAt(holder, now)));
  }

  async #lookAt(holder: Holder, asOf: string | undefined): Promise<void> {
    const { said, address, connections } = holder;
    /** Undefined: nobody whom the graph knows any more. */
    let now: Actor | undefined;
    try {
      now = await this.options.identify(said, address);
    } catch (error) {
      if (!(error instanceof NotIdentified))
        this.options.log.warn({ err: error }, 'who is connected cannot be looked at');
      if (!(error instanceof NotIdentified && error.status === 401)) return;
    }
    Object.assign(holder, { asOf, lookedAt: Date.now() });
    for (const one of connections) {
      if (now && !hasLess(one.actor, now)) {
        one.actor = now;
        one.renew(now);
        continue;
      }
      // Told once, however long it takes to leave.
      connections.delete(one);
      one.end(now ? 'FEWER_PERMISSIONS' : 'UNAUTHENTICATED');
    }
  }
}

/** Whether there is something that the one was allowed, and the other is not. */
function hasLess(before: Actor, now: Actor): boolean {
  if (now.kind !== before.kind || now.id !== before.id) return true;
  const keyOf = (scope: string, of: string | null) => `${scope} ${of ?? ''}`;
  const kept = new Map(now.permissions.map((one) => [keyOf(one.scope, one.of), howFar(one)]));
  return before.permissions.some((one) => {
    const ways = [one.of, null].map((of) => kept.get(keyOf(one.scope, of)) ?? -1);
    return Math.max(...ways) < howFar(one);
  });
}
