import type { Actor, Caller } from '#kernel/auth';
import { pickLanguage } from '#kernel/values';
import type { Farewell } from './connections.js';
import type { Identify, Said } from './request-headers.js';
import type { Watch } from './revocation-monitor.js';

/** Longest delay of setTimeout (about 25 days); a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Authenticated session of a connection, for as long as the connection lasts. */
export class Presence {
  #expiry: NodeJS.Timeout | undefined;
  #unwatch = () => {};

  private constructor(
    private current: Actor,
    readonly headers: Said,
    private readonly address: string,
    private readonly monitoring: { watch: Watch; asOf: string | undefined },
  ) {}

  /** Authenticates the caller. @throws NotIdentified */
  static async of(
    headers: Said,
    address: string,
    { identify, watch }: { identify: Identify; watch: Watch },
  ): Promise<Presence> {
    // Read first: a permission taken away during authentication changes the revision, and the monitor sees it.
    const asOf = watch.revision;
    return new Presence(await identify(headers, address), headers, address, { watch, asOf });
  }

  get actor(): Actor {
    return this.current;
  }

  /** Key under which connections are counted: the actor, or the address of an anonymous caller. */
  get key(): string {
    return this.actor.id ?? `at ${this.address}`;
  }

  caller(requestId: string): Caller {
    const language = this.headers['accept-language'];
    return { actor: this.actor, language: pickLanguage(language?.slice(0, 500)), requestId };
  }

  /**
   * Calls `end` when the token expires, the credential is revoked or a permission is lost, until {@link leave}. Gained
   * permissions apply to the operations that follow.
   */
  watch(end: (reason: Farewell) => void): void {
    const { actor, headers, address } = this;
    const { watch, asOf } = this.monitoring;
    if (actor.expiresAt !== null) this.#expire(actor.expiresAt, end);
    if (actor.kind !== 'ANONYMOUS') {
      const update = (latest: Actor) => void (this.current = latest);
      this.#unwatch = watch.join({ headers, address, actor, asOf, end, update });
    }
  }

  #expire(at: number, end: (reason: Farewell) => void): void {
    const remainingMs = Math.max(at - Date.now(), 0);
    const isNear = remainingMs <= MAX_TIMER_MS;
    this.#expiry = setTimeout(
      () => (isNear ? end('EXPIRED') : this.#expire(at, end)),
      isNear ? remainingMs : MAX_TIMER_MS,
    );
  }

  leave(): void {
    clearTimeout(this.#expiry);
    this.#unwatch();
  }
}
