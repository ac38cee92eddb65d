import { httpError } from '../operation/errors.js';
import { budgetText } from './texts.js';

/** Operations of one client. */
interface Client {
  running: number;
  /** Starts of those that wait, the first in front. */
  waiting: Set<() => void>;
}

export interface TurnLimits {
  /** Most operations of one client that run at the same time; 0: any number. */
  maxRunning: number;
  /** Most operations of one client that wait. */
  maxWaiting: number;
}

/**
 * Turns of operations: a client that sends a thousand requests at once waits for itself, and others do not wait for it.
 * A subscription holds its turn only until it is established.
 */
export class Turns {
  readonly #clients = new Map<string, Client>();

  constructor(private readonly limits: TurnLimits) {}

  /**
   * Takes a turn of a client.
   * @returns how to end the turn, at once or when another operation of the client has ended
   * @throws RATE_LIMITED when too many wait already; the reason of `signal` when that aborts first
   */
  take(key: string, signal: AbortSignal): (() => void) | Promise<() => void> {
    const { maxRunning, maxWaiting } = this.limits;
    if (!maxRunning) return () => {};
    let client = this.#clients.get(key);
    if (!client) this.#clients.set(key, (client = { running: 0, waiting: new Set() }));
    if (client.running < maxRunning) {
      client.running += 1;
      return this.#endOf(key, client);
    }
    if (client.waiting.size >= maxWaiting)
      throw httpError(429, 'RATE_LIMITED', budgetText('TOO_MANY_AT_ONCE', { maximum: maxWaiting }), {
        retryAfter: 1,
        limit: 'operations',
        maximum: maxWaiting,
      });
    return this.#wait(key, client, signal);
  }

  #wait(key: string, client: Client, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave);
        // The turn of the one that has ended is this one's: `running` stays.
        resolve(this.#endOf(key, client));
      };
      const leave = () => {
        client.waiting.delete(start);
        reject(signal.reason as Error);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      client.waiting.add(start);
    });
  }

  /** Returns how to end a turn; a second call does nothing. */
  #endOf(key: string, client: Client): () => void {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const [next] = client.waiting;
      if (next) {
        client.waiting.delete(next);
        return next();
      }
      client.running -= 1;
      if (!client.running) this.#clients.delete(key);
    };
  }
}
