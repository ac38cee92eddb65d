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
