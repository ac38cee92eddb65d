import type { IncomingMessage } from 'node:http';
import type { Actor, Caller } from '#kernel/auth';
import { pickLanguage } from '#kernel/values';
import type { Watch } from './revocation-monitor.js';

/** How a connection that lasts ends before whoever opened it ends it. */
export type Farewell = 'EXPIRED' | 'UNAUTHENTICATED' | 'FEWER_PERMISSIONS' | 'TOO_SLOW' | 'STOPPING';

/** What is counted of connections that last, for metrics. */
export class LiveCounts {
  sockets = 0;
  streams = 0;
  subscriptions = 0;
  events = 0;
  readonly ended = new Map<Farewell, number>();

  end(farewell: Farewell): void {
    this.ended.set(farewell, (this.ended.get(farewell) ?? 0) + 1);
  }
}

export interface ConnectionLimits {
  maxConnections: number;
  maxConnectionsPerActor: number;
}

/** Counts connections that last: all, and those of each actor, or of each address of who is not known. */
export class Connections {
  #all = 0;
  readonly #byKey = new Map<string, number>();

  constructor(private readonly limits: ConnectionLimits) {}

  get most(): number {
    return this.limits.maxConnections;
  }

  get full(): boolean {
    return this.#all >= this.most;
  }

  /** @returns what gives the place back; undefined when there is none */
  take(key: string): (() => void) | undefined {
    const taken = this.#byKey.get(key) ?? 0;
    if (this.full || taken >= this.limits.maxConnectionsPerActor) return undefined;
    this.#all += 1;
    this.#byKey.set(key, taken + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#all -= 1;
      const left = this.#byKey.get(key)! - 1;
      if (left) this.#byKey.set(key, left);
      else this.#byKey.delete(key);
    };
  }
}

/** Headers of a request, names in lower case. */
export type Said = Readonly<Record<string, string>>;

/** Finds out who sends these headers from this address. @throws when they are not who they claim to be */
export type Identify = (said: Said, address: string) => Promise<Actor> | Actor;

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Who is at the other end of a connection, for as long as it lasts. */
export class Presence {
  #expiry: NodeJS.Timeout | undefined;
  #unwatch = () => {};

  private constructor(
    private current: Actor,
    readonly said: Said,
    private readonly address: string,
    private readonly watched: { watch: Watch; asOf: string | undefined },
  ) {}

  /** @throws when they are not who they claim to be */
  static async of(
    said: Said,
    address: string,
    { identify, watch }: { identify: Identify; watch: Watch },
  ): Promise<Presence> {
    const asOf = watch.revision;
    return new Presence(await identify(said, address), said, address, { watch, asOf });
  }

  get actor(): Actor {
    return this.current;
  }

  /** Under which their connections are counted. */
  get key(): string {
    return this.actor.id ?? `at ${this.address}`;
  }

  caller(requestId: string): Caller {
    const language = this.said['accept-language'];
    return { actor: this.actor, language: pickLanguage(language?.slice(0, 500)), requestId };
  }

  /**
   * Tells when they cease to be who they were, or may do less than they could. What they may do besides counts for what
   * they ask from then on. Ends with {@link leave}.
   */
  watch(end: (farewell: Farewell) => void): void {
    const { actor, said, address } = this;
    const { watch, asOf } = this.watched;
    if (actor.expiresAt !== null) this.#expire(actor.expiresAt, end);
    if (actor.kind !== 'ANONYMOUS') {
      const renew = (now: Actor) => void (this.current = now);
      this.#unwatch = watch.join({ said, address, actor, asOf, end, renew });
    }
  }

  #expire(at: number, end: (farewell: Farewell) => void): void {
    const left = Math.max(at - Date.now(), 0);
    const isNear = left <= LONGEST_TIMER_MS;
    this.#expiry = setTimeout(
      () => (isNear ? end('EXPIRED') : this.#expire(at, end)),
      isNear ? left : LONGEST_TIMER_MS,
    );
  }

  leave(): void {
    clearTimeout(this.#expiry);
    this.#unwatch();
  }
}

/**
 * Where a request comes from.
 * @param trustProxy whether to believe the last address of X-Forwarded-For: the one that the proxy itself has added
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)!.trim();
  return last || (socket.remoteAddress ?? '');
}

/** The headers of a request that say something once. */
export function saidBy({ headers }: IncomingMessage): Said {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string'),
  );
}
