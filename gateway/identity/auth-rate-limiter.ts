import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#kernel/auth';
import { NotIdentified, type Reason } from './authentication-error.js';

const MINUTE_MS = 60_000;
const MOST_ADDRESSES = 10_000;
const MOST_TOKENS = 10_000;
/** Whoever sends these had a good one once: they guess nothing. */
const NO_GUESSES: ReadonlySet<unknown> = new Set<Reason>(['EXPIRED', 'REVOKED']);

/**
 * How often somebody at an address may say who they are and be wrong: so many times at once, and then as they come back
 * over a minute. What was good there a while ago is looked at whatever others at the same address do.
 */
export class Attempts {
  readonly #left = new LRUCache<string, { count: number; at: number }>({ max: MOST_ADDRESSES });
  /** What is being looked at for the first time: sent many times at once, it is one guess with one answer. */
  readonly #looking = new Map<string, Promise<Actor>>();
  /** What is being looked at, by address. */
  readonly #guessing = new Map<string, Set<Promise<void>>>();
  readonly #good = new LRUCache<string, true>({ max: MOST_TOKENS, ttl: 60 * MINUTE_MS });

  /** @param perMinute 0: as often as they like */
  constructor(private readonly perMinute: number) {}

  /** @throws NotIdentified as `identify` does, or TOO_MANY */
  async of(address: string, credentials: readonly string[], identify: () => Promise<Actor>): Promise<Actor> {
    if (!this.perMinute) return identify();
    const known = createHash('sha256').update(credentials.join('\n')).digest('base64url');
    if (this.#good.has(known)) {
      return identify().catch((error: unknown) => {
        this.#good.delete(known);
        throw error;
      });
    }
    let looking = this.#looking.get(known);
    if (!looking) {
      looking = this.#guess(address, known, identify).finally(() => this.#looking.delete(known));
      this.#looking.set(known, looking);
    }
    return looking;
  }

  async #guess(address: string, known: string, identify: () => Promise<Actor>): Promise<Actor> {
    // Those who are right give back what they took: many new ones at once wait for each other.
    for (let others; this.#leftAt(address) < 1 && (others = this.#guessing.get(address))?.size;)
      await Promise.race(others);
    const left = this.#leftAt(address);
    if (left < 1) throw NotIdentified.tooMany(Math.ceil(((1 - left) * MINUTE_MS) / this.perMinute / 1_000));
    // Taken before it is known how it ends, so that many at once are no way round.
    this.#add(address, -1);
    const ended = this.#begin(address);
    try {
      const actor = await identify();
      this.#good.set(known, true);
      this.#add(address, 1);
      return actor;
    } catch (error) {
      const isGuess =
        error instanceof NotIdentified && error.status === 401 && !NO_GUESSES.has(error.extensions.reason);
      if (!isGuess) this.#add(address, 1);
      throw error;
    } finally {
      ended();
    }
  }

  /** @returns what to call when it is known how the guess ends */
  #begin(address: string): () => void {
    const guesses = this.#guessing.get(address) ?? new Set();
    this.#guessing.set(address, guesses);
    let end = () => {};
    const guess = new Promise<void>((resolve) => (end = resolve));
    guesses.add(guess);
    return () => {
      guesses.delete(guess);
      if (!guesses.size) this.#guessing.delete(address);
      end();
    };
  }

  #add(address: string, count: number): void {
    this.#left.set(address, { count: this.#leftAt(address) + count, at: Date.now() });
  }

  #leftAt(address: string): number {
    const { count, at } = this.#left.get(address) ?? { count: this.perMinute, at: Date.now() };
    return Math.min(this.perMinute, count + ((Date.now() - at) * this.perMinute) / MINUTE_MS);
  }
}
