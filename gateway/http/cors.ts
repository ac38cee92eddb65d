import type { IncomingHttpHeaders } from 'node:http';

const EXPOSED =
  'x-request-id, www-authenticate, retry-after, ratelimit, ratelimit-policy, etag, age, link, content-disposition, content-language';
/** `*`, which older browsers do not know, does not cover Authorization. */
const ALLOWED =
  'content-type, accept, accept-language, authorization, x-api-key, x-request-id, last-event-id, *';
const METHODS = 'GET, POST, OPTIONS';
const MAX_AGE_S = 86_400;

/** Value of Vary: results depend on language, credentials, content type and encoding. */
const VARY = 'accept, accept-encoding, accept-language, authorization, x-api-key';

/**
 * Cross-origin policy: pages of any site may read responses, or those of given origins; never with cookies, which the
 * graph does not use.
 */
export class CorsPolicy {
  readonly #any: boolean;
  readonly #origins: ReadonlySet<string>;

  /** @param origins such as `https://portal.example.org`; undefined for any */
  constructor(origins: readonly string[] | undefined) {
    this.#any = origins === undefined;
    this.#origins = new Set(origins);
  }

  /** Headers of a response, with Vary. They are the same for all origins, or vary with the origin. */
  headersFor({ origin }: IncomingHttpHeaders): Record<string, string> {
    const vary = this.#any ? VARY : `origin, ${VARY}`;
    const allowed = this.#any ? '*' : origin !== undefined && this.#origins.has(origin) ? origin : undefined;
    if (allowed === undefined) return { vary };
    return {
      vary,
      'access-control-allow-origin': allowed,
      'access-control-expose-headers': EXPOSED,
    };
  }

  /** Headers of the response to a preflight request. */
  preflight(headers: IncomingHttpHeaders): Record<string, string> {
    const allowed = this.headersFor(headers);
    if (!('access-control-allow-origin' in allowed)) return allowed;
    return {
      ...allowed,
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': ALLOWED,
      'access-control-max-age': String(MAX_AGE_S),
    };
  }
}
