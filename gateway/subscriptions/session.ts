import type { Actor, Caller } from '#kernel/auth';
import { pickLanguage } from '#kernel/values';
import type { CloseReason } from './connections.js';
import type { Identify, RequestHeaders } from './request-headers.js';
import type { RevocationMonitor } from './revocation-monitor.js';

/** Longest delay of setTimeout (about 25 days); a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Authenticated session of a connection, for as long as the connection lasts. */
export class Session {
  #expiry: NodeJS.Timeout | undefined;
  #unwatch = () => {};

  private constructor(
    private current: Actor,
    readonly headers: RequestHeaders,
    /** Address of the client. */
    readonly address: string,
    private readonly monitoring: { monitor: RevocationMonitor; asOf: string | undefined },
  ) {}

  /** Authenticates the caller. @throws AuthenticationError */
  static async of(
    headers: RequestHeaders,
    address: string,
    { identify, monitor }: { identify: Identify; monitor: RevocationMonitor },
  ): Promise<Session> {
    // Read first: a permission taken away during authentication changes the revision, and the monitor sees it.
    const asOf = monitor.revision;
    return new Session(await identify(headers, address), headers, address, { monitor, asOf });
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
  monitor(end: (reason: CloseReason) => void): void {
    const { actor, headers, address } = this;
    const { monitor, asOf } = this.monitoring;
    if (actor.expiresAt !== null) this.#expire(actor.expiresAt, end);
    if (actor.kind !== 'ANONYMOUS') {
      const update = (latest: Actor) => void (this.current = latest);
      this.#unwatch = monitor.join({ headers, address, actor, asOf, end, update });
    }
  }

  #expire(at: number, end: (reason: CloseReason) => void): void {
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
