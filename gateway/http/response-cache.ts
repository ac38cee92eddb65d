import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';

/** An answer as it went out. */
export interface KeptAnswer {
  headers: Record<string, string>;
  body: Buffer;
}

/** Headers that change the answer to the same operation. */
const DECISIVE = ['accept', 'accept-language', 'authorization'] as const;

/**
 * Answers to queries, kept for a short while by the bytes of the request: whoever asks the same again is given the
 * same bytes. Only what the engine declares good for a while (`cache-control: max-age`) is kept.
 */
export class ResponseCache {
  readonly #kept: LRUCache<string, KeptAnswer>;

  /**
   * @param ttlMs how old an answer may be, in milliseconds
   * @param maxBytes of all bodies together
   */
  constructor(
    readonly ttlMs: number,
    maxBytes = 64 * 1024 * 1024,
  ) {
    this.#kept = new LRUCache<string, KeptAnswer>({
      ttl: ttlMs,
      maxSize: maxBytes,
      maxEntrySize: Math.floor(maxBytes / 16),
      sizeCalculation: ({ body }) => body.length + 500,
    });
  }

  keyOf(headers: IncomingHttpHeaders, body: Buffer): string {
    const hash = createHash('sha256');
    for (const name of DECISIVE) hash.update(`${headers[name] ?? ''}\n`);
    return hash.update(body).digest('base64');
  }

  /** With its age in seconds, as HTTP has it. */
  find(key: string): KeptAnswer | undefined {
    const answer = this.#kept.get(key);
    if (!answer) return undefined;
    const age = Math.floor((this.ttlMs - this.#kept.getRemainingTTL(key)) / 1_000);
    return { headers: { ...answer.headers, age: String(age) }, body: answer.body };
  }

  /** Keeps it when it may be kept. */
  offer(key: string, answer: KeptAnswer & { status: number }): void {
    if (answer.status !== 200 || !/\bmax-age=[1-9]/.test(answer.headers['cache-control'] ?? '')) return;
    this.#kept.set(key, { headers: answer.headers, body: answer.body });
  }
}
