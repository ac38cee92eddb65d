import type { Logger } from 'pino';
import { howFar, type Actor } from '#kernel/auth';
import type { Farewell } from './connections.js';
import type { Identify, Said } from './request-headers.js';
import { credentialsIn } from '../identity/credentials.js';
import { NotIdentified } from '../identity/authentication-error.js';

/** Interval of the revision check. */
const ASK_EVERY_MS = 1_000;
/** Longest time between two checks of a credential: keys that issuers withdraw and grants that end change no revision. */
const LOOK_AGAIN_MS = 60_000;
/** Credentials that are checked at once. */
const AT_ONCE = 16;

export interface WatchTimes {
  askEveryMs?: number;
  lookAgainMs?: number;
}

export interface WatchOptions extends WatchTimes {
  identify: Identify;
  /** Returns the revision of all permissions: its text changes as soon as one is taken from anybody. */
  revision(): Promise<string>;
  log: Logger;
}

/** Connection of an authenticated actor. */
export interface MonitoredConnection {
  headers: Said;
  address: string;
  /** The actor as of the last check. */
  actor: Actor;
  /** {@link Watch.revision}, read before the actor was authenticated. */
  asOf: string | undefined;
  end(reason: Farewell): void;
  /** Called when the actor's permissions have changed and none was lost. */
  update(actor: Actor): void;
}

/** Connections that share a credential, checked together. */
interface Holder {
  headers: Said;
  address: string;
  /** Revision that the last check is at least as new as; undefined: unknown. */
  asOf: string | undefined;
  checkedAt: number;
  connections: Set<MonitoredConnection>;
}

/**
 * Monitor of open connections that ends those whose credential was revoked or whose permissions shrank. While any are
 * open, it reads the revision every second; only when that has changed does it check each credential, once however many
 * connections share it. Connections stay open while the access subgraph does not answer.
 */
export class Watch {
  readonly #holders = new Map<string, Holder>();
  #revision: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isUnavailable = false;

  constructor(private readonly options: WatchOptions) {}

  /** Last revision read; undefined while none is known. */
  get revision(): string | undefined {
    return this.#revision;
  }

  /** Monitors a connection. @returns a function that stops monitoring it */
  join(connection: MonitoredConnection): () => void {
    const { headers, address, asOf } = connection;
    const credentials = credentialsIn(headers).join('\n');
    const holder: Holder = this.#holders.get(credentials) ?? {
      headers,
      address,
      asOf,
      checkedAt: Date.now(),
      connections: new Set(),
    };
    this.#holders.set(credentials, holder);
    holder.connections.add(connection);
    if (holder.asOf !== asOf) holder.asOf = undefined;
    if (!this.#timer) this.#timer = this.#schedule();
    return () => {
      holder.connections.delete(connection);
      if (!holder.connections.size && this.#holders.get(credentials) === holder)
        this.#holders.delete(credentials);
    };
  }

  #schedule(): NodeJS.Timeout {
    const { askEveryMs = ASK_EVERY_MS } = this.options;
    return setTimeout(() => {
      void this.#check().finally(() => (this.#timer = this.#holders.size ? this.#schedule() : undefined));
    }, askEveryMs).unref();
  }

  async #check(): Promise<void> {
    const { revision, lookAgainMs = LOOK_AGAIN_MS, log } = this.options;
    if (!this.#holders.size) return;
    let latest: string | undefined;
    try {
      latest = this.#revision = await revision();
      if (this.#isUnavailable) log.info('revocation check works again');
      this.#isUnavailable = false;
    } catch (error) {
      // The access subgraph does not answer, or is of a version that has no revision. Logged once per outage.
      if (!this.#isUnavailable) log.warn({ err: error }, 'revocation check failed');
      this.#isUnavailable = true;
    }
    const overdue = Date.now() - lookAgainMs;
    const due = [...this.#holders.values()].filter(
      ({ asOf, checkedAt }) => (latest !== undefined && asOf !== latest) || checkedAt <= overdue,
    );
    for (let at = 0; at < due.length; at += AT_ONCE)
      await Promise.all(due.slice(at, at + AT_ONCE).map((holder) => this.#lookAt(holder, latest)));
  }

  async #lookAt(holder: Holder, asOf: string | undefined): Promise<void> {
    const { headers, address, connections } = holder;
    /** Undefined: the credential is not valid any more. */
    let latest: Actor | undefined;
    try {
      latest = await this.options.identify(headers, address);
    } catch (error) {
      if (!(error instanceof NotIdentified))
        this.options.log.warn({ err: error }, 'revocation check of a session failed');
      if (!(error instanceof NotIdentified && error.status === 401)) return;
    }
    Object.assign(holder, { asOf, checkedAt: Date.now() });
    for (const connection of connections) {
      if (latest && !hasLess(connection.actor, latest)) {
        connection.actor = latest;
        connection.update(latest);
        continue;
      }
      // Removed at once, so that a connection that takes long to close is ended only once.
      connections.delete(connection);
      connection.end(latest ? 'FEWER_PERMISSIONS' : 'UNAUTHENTICATED');
    }
  }
}

/** Tells whether the actor has lost a permission, or became another actor. */
function hasLess(before: Actor, after: Actor): boolean {
  if (after.kind !== before.kind || after.id !== before.id) return true;
  const keyOf = (scope: string, of: string | null) => `${scope} ${of ?? ''}`;
  const levels = new Map(
    after.permissions.map((permission) => [keyOf(permission.scope, permission.of), howFar(permission)]),
  );
  return before.permissions.some((permission) => {
    // A permission on a target is also held by one on every target.
    const held = [permission.of, null].map((of) => levels.get(keyOf(permission.scope, of)) ?? -1);
    return Math.max(...held) < howFar(permission);
  });
}
