import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#kernel/auth';
import { NextCheck } from './next-check.js';
import { AuthenticationError, type Reason } from './authentication-error.js';

const MINUTE_MS = 60_000;
const MAX_ADDRESSES = 10_000;
const MAX_CREDENTIALS = 10_000;
/** Reasons that do not count as a failed attempt: the credential was valid once, so its sender is not guessing. */
const NOT_COUNTED: ReadonlySet<unknown> = new Set<Reason>(['EXPIRED', 'REVOKED']);

/**
 * Token bucket of failed authentications per address: `perMinute` at once, refilled evenly over a minute. A credential
 * that was valid within the last hour is exempt, so other clients at the same address cannot lock it out; it is checked
 * for each request, and once at a time, so that a flood of requests with one key leaves others their turn.
 */
export class AuthRateLimiter {
  readonly #remaining = new LRUCache<string, { count: number; at: number }>({ max: MAX_ADDRESSES });
  /** Checks in progress, by hash of the credentials: the same ones sent many times at once are one attempt. */
  readonly #checking = new Map<string, Promise<Actor>>();
  /** Attempts in progress, by address. */
  readonly #pending = new Map<string, Set<Promise<void>>>();
  readonly #valid = new LRUCache<string, true>({ max: MAX_CREDENTIALS, ttl: 60 * MINUTE_MS });

  /** Checks of credentials that were valid before. */
  readonly #repeated = new NextCheck<Actor>();

  /** @param perMinute failed attempts per address; 0: no limit */
  constructor(private readonly perMinute: number) {}

  /**
   * Runs `identify` unless the address has used up its failed attempts.
   * @throws AuthenticationError as `identify` does, or with status 429 and RATE_LIMITED
   */
  async run(address: string, credentials: readonly string[], identify: () => Promise<Actor>): Promise<Actor> {
    const hash = createHash('sha256').update(credentials.join('\n')).digest('base64url');
    if (!this.perMinute) return this.#repeated.run(hash, identify);
    if (this.#valid.has(hash)) {
      return this.#repeated.run(hash, identify).catch((error: unknown) => {
        this.#valid.delete(hash);
        throw error;
      });
    }
    let check = this.#checking.get(hash);
    if (!check) {
      check = this.#attempt(address, hash, identify).finally(() => this.#checking.delete(hash));
      this.#checking.set(hash, check);
    }
    return check;
  }

  async #attempt(address: string, hash: string, identify: () => Promise<Actor>): Promise<Actor> {
    // Successful attempts return their token: many new clients at once wait for each other instead of being refused.
    for (let pending; this.#remainingAt(address) < 1 && (pending = this.#pending.get(address))?.size;)
      await Promise.race(pending);
    const remaining = this.#remainingAt(address);
    if (remaining < 1)
      throw AuthenticationError.tooMany(Math.ceil(((1 - remaining) * MINUTE_MS) / this.perMinute / 1_000));
    // Deducted before the outcome is known, so that concurrent guesses cannot exceed the limit.
    this.#add(address, -1);
    const settle = this.#begin(address);
    try {
      const actor = await identify();
      this.#valid.set(hash, true);
      this.#add(address, 1);
      return actor;
    } catch (error) {
      const isGuess =
        error instanceof AuthenticationError &&
        error.status === 401 &&
        !NOT_COUNTED.has(error.extensions.reason);
      if (!isGuess) this.#add(address, 1);
      throw error;
    } finally {
      settle();
    }
  }

  /** Registers a pending attempt. @returns a function to call once its outcome is hash */
  #begin(address: string): () => void {
    const pending = this.#pending.get(address) ?? new Set();
    this.#pending.set(address, pending);
    let end = () => {};
    const attempt = new Promise<void>((resolve) => (end = resolve));
    pending.add(attempt);
    return () => {
      pending.delete(attempt);
      if (!pending.size) this.#pending.delete(address);
      end();
    };
  }

  #add(address: string, count: number): void {
    this.#remaining.set(address, { count: this.#remainingAt(address) + count, at: Date.now() });
  }

  #remainingAt(address: string): number {
    const { count, at } = this.#remaining.get(address) ?? { count: this.perMinute, at: Date.now() };
    return Math.min(this.perMinute, count + ((Date.now() - at) * this.perMinute) / MINUTE_MS);
  }
}
