import type { Logger } from 'pino';
import { permissionLevel, type Actor } from '#kernel/auth';
import type { CloseReason } from './connections.js';
import type { Identify, RequestHeaders } from './request-headers.js';
import { credentialsIn } from '../identity/credentials.js';
import { AuthenticationError } from '../identity/authentication-error.js';

/** Interval of the revision check. */
const POLL_MS = 1_000;
/** Longest time between two checks of a credential: keys that issuers withdraw and grants that end change no revision. */
const RECHECK_MS = 60_000;
/** Credentials that are checked at once. */
const CONCURRENCY = 16;

export interface MonitorTimes {
  pollMs?: number;
  recheckMs?: number;
}

export interface MonitorOptions extends MonitorTimes {
  identify: Identify;
  /** Returns the revision of all permissions: its text changes as soon as one is taken from anybody. */
  revision(): Promise<string>;
  log: Logger;
}

/** Connection of an authenticated actor. */
export interface MonitoredConnection {
  headers: RequestHeaders;
  address: string;
  /** The actor as of the last check. */
  actor: Actor;
  /** {@link RevocationMonitor.revision}, read before the actor was authenticated. */
  asOf: string | undefined;
  end(reason: CloseReason): void;
  /** Called when the actor's permissions have changed and none was lost. */
  update(actor: Actor): void;
}

/** Connections that share a credential, checked together. */
interface SharedCredentials {
  headers: RequestHeaders;
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
export class RevocationMonitor {
  readonly #credentials = new Map<string, SharedCredentials>();
  #revision: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isUnavailable = false;

  constructor(private readonly options: MonitorOptions) {}

  /** Last revision read; undefined while none is known. */
  get revision(): string | undefined {
    return this.#revision;
  }

  /** Monitors a connection. @returns a function that stops monitoring it */
  join(connection: MonitoredConnection): () => void {
    const { headers, address, asOf } = connection;
    const credentials = credentialsIn(headers).join('\n');
    const shared: SharedCredentials = this.#credentials.get(credentials) ?? {
      headers,
      address,
      asOf,
      checkedAt: Date.now(),
      connections: new Set(),
    };
    this.#credentials.set(credentials, shared);
    shared.connections.add(connection);
    if (shared.asOf !== asOf) shared.asOf = undefined;
    if (!this.#timer) this.#timer = this.#schedule();
    return () => {
      shared.connections.delete(connection);
      if (!shared.connections.size && this.#credentials.get(credentials) === shared)
        this.#credentials.delete(credentials);
    };
  }

  #schedule(): NodeJS.Timeout {
    const { pollMs = POLL_MS } = this.options;
    return setTimeout(() => {
      void this.#check().finally(() => (this.#timer = this.#credentials.size ? this.#schedule() : undefined));
    }, pollMs).unref();
  }

  async #check(): Promise<void> {
    const { revision, recheckMs = RECHECK_MS, log } = this.options;
    if (!this.#credentials.size) return;
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
    const overdue = Date.now() - recheckMs;
    const due = [...this.#credentials.values()].filter(
      ({ asOf, checkedAt }) => (latest !== undefined && asOf !== latest) || checkedAt <= overdue,
    );
    for (let at = 0; at < due.length; at += CONCURRENCY)
      await Promise.all(due.slice(at, at + CONCURRENCY).map((shared) => this.#recheck(shared, latest)));
  }

  async #recheck(shared: SharedCredentials, asOf: string | undefined): Promise<void> {
    const { headers, address, connections } = shared;
    /** Undefined: the credential is not valid any more. */
    let latest: Actor | undefined;
    try {
      latest = await this.options.identify(headers, address);
    } catch (error) {
      if (!(error instanceof AuthenticationError))
        this.options.log.warn({ err: error }, 'revocation check of a session failed');
      if (!(error instanceof AuthenticationError && error.status === 401)) return;
    }
    Object.assign(shared, { asOf, checkedAt: Date.now() });
    for (const connection of connections) {
      if (latest && !lostPermissions(connection.actor, latest)) {
        connection.actor = latest;
        connection.update(latest);
        continue;
      }
      // Removed at once, so that a connection that takes long to close is ended only once.
      connections.delete(connection);
      connection.end(latest ? 'PERMISSIONS_REVOKED' : 'UNAUTHENTICATED');
    }
  }
}

/** Tells whether the actor has lost a permission, or became another actor. */
function lostPermissions(before: Actor, after: Actor): boolean {
  if (after.kind !== before.kind || after.id !== before.id) return true;
  const keyOf = (scope: string, of: string | null) => `${scope} ${of ?? ''}`;
  const levels = new Map(
    after.permissions.map((permission) => [
      keyOf(permission.scope, permission.of),
      permissionLevel(permission),
    ]),
  );
  return before.permissions.some((permission) => {
    // A permission on a target is also held by one on every target.
    const held = [permission.of, null].map((of) => levels.get(keyOf(permission.scope, of)) ?? -1);
    return Math.max(...held) < permissionLevel(permission);
  });
}
