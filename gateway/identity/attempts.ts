import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#kernel';
import { NotIdentified, type Reason } from './not-identified.js';

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
  readonly #good = new LRUCache<string, true>({ max: MOST_TOKENS, ttl: 60 * MINUTE_MS });

  /** @param perMinute 0: as often as they like */
  constructor(private readonly perMinute: number) {}

  /** @throws NotIdentified as `identify` does, or TOO_MANY */
  async of(address: string, credentials: readonly string[], identify: () => Promise<Actor>): Promise<Actor> {
    if (!this.perMinute) return identify();
    const known = createHash('sha256').update(credentials.join('\n')).digest('base64url');
    const wasGood = this.#good.has(known);
    const left = this.#leftAt(address);
    if (!wasGood && left < 1)
      throw NotIdentified.tooMany(Math.ceil(((1 - left) * MINUTE_MS) / this.perMinute / 1_000));
    // Taken before it is known how it ends, so that many at once are no way round.
    if (!wasGood) this.#add(address, -1);
    try {
      const actor = await identify();
      this.#good.set(known, true);
      if (!wasGood) this.#add(address, 1);
      return actor;
    } catch (error) {
      this.#good.delete(known);
      const isGuess =
        error instanceof NotIdentified && error.status === 401 && !NO_GUESSES.has(error.extensions.reason);
      if (!wasGood && !isGuess) this.#add(address, 1);
      throw error;
    }
  }

  #add(address: string, count: number): void {
    this.#left.set(address, { count: this.#leftAt(address) + count, at: Date.now() });
  }

  #leftAt(address: string): number {
    const { count, at } = this.#left.get(address) ?? { count: this.perMinute, at: Date.now() };
    return Math.min(this.perMinute, count + ((Date.now() - at) * this.perMinute) / MINUTE_MS);
  }
}
