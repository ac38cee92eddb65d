import type { Actor, Caller } from '#kernel/auth';
import { pickLanguage } from '#kernel/values';
import type { Farewell } from './connections.js';
import type { Identify, Said } from './request-headers.js';
import type { Watch } from './revocation-monitor.js';

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
