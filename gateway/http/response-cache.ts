import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';

/** Cached response to an operation. */
export interface CachedResponse {
  headers: Record<string, string>;
  body: Buffer;
}

/** Request headers that the answer to an operation depends on. */
const CACHE_KEY_HEADERS = ['accept', 'accept-language', 'authorization'] as const;

/** Cache of responses to anonymous queries without errors, by the bytes of the request. */
export class ResponseCache {
  readonly #responses: LRUCache<string, CachedResponse>;

  /**
   * @param ttlMs lifetime of a response, in milliseconds
   * @param maxBytes size of all bodies together
   */
  constructor(
    readonly ttlMs: number,
    maxBytes = 64 * 1024 * 1024,
  ) {
    this.#responses = new LRUCache<string, CachedResponse>({
      ttl: ttlMs,
      maxSize: maxBytes,
      maxEntrySize: Math.floor(maxBytes / 16),
      sizeCalculation: ({ body }) => body.length + 500,
    });
  }

  keyOf(headers: IncomingHttpHeaders, method: string, url: string, body: Buffer): string {
    const hash = createHash('sha256').update(`${method === 'POST' ? '' : url}\n`);
    for (const name of CACHE_KEY_HEADERS) hash.update(`${headers[name] ?? ''}\n`);
    return hash.update(body).digest('base64');
  }

  /** Returns a cached response with the header `age`, in seconds. */
  find(key: string): CachedResponse | undefined {
    const response = this.#responses.get(key);
    if (!response) return undefined;
    const age = Math.floor((this.ttlMs - this.#responses.getRemainingTTL(key)) / 1_000);
    return { headers: { ...response.headers, age: String(age) }, body: response.body };
  }

  keep(key: string, { headers, body }: CachedResponse): void {
    this.#responses.set(key, { headers, body });
  }
}
