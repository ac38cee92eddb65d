/** Reason why the server closes a connection. */
export type CloseReason =
  'EXPIRED' | 'UNAUTHENTICATED' | 'PERMISSIONS_REVOKED' | 'SLOW_CONSUMER' | 'SHUTTING_DOWN';

/** Counters of subscription connections, for metrics. */
export class LiveCounts {
  sockets = 0;
  streams = 0;
  subscriptions = 0;
  events = 0;
  readonly ended = new Map<CloseReason, number>();

  end(reason: CloseReason): void {
    this.ended.set(reason, (this.ended.get(reason) ?? 0) + 1);
  }
}

export interface ConnectionLimits {
  maxConnections: number;
  maxConnectionsPerActor: number;
}

/** Admission of subscription connections, limited in all and for each actor, or for each address of anonymous callers. */
export class Connections {
  #total = 0;
  readonly #byKey = new Map<string, number>();

  constructor(private readonly limits: ConnectionLimits) {}

  get max(): number {
    return this.limits.maxConnections;
  }

  get full(): boolean {
    return this.#total >= this.max;
  }

  /** Takes a slot. @returns a function that releases it, once however often it is called; undefined when none is free */
  take(key: string): (() => void) | undefined {
    const taken = this.#byKey.get(key) ?? 0;
    if (this.full || taken >= this.limits.maxConnectionsPerActor) return undefined;
    this.#total += 1;
    this.#byKey.set(key, taken + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#total -= 1;
      const remaining = this.#byKey.get(key)! - 1;
      if (remaining) this.#byKey.set(key, remaining);
      else this.#byKey.delete(key);
    };
  }
}
