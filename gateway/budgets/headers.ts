import type { RateLimit } from '#kernel/auth';

/**
 * Headers that tell a client its budget, as draft-ietf-httpapi-ratelimit-headers-10 has them: `q` is the cost that it may
 * spend, `w` the seconds for which it counts, `r` what is left, `t` the seconds until all of it is there again.
 * @param retryAfter seconds; set when the request was refused
 */
export function budgetHeaders(state: RateLimit | undefined, retryAfter?: unknown): Record<string, string> {
  const retry = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : undefined;
  if (!state) return retry ?? {};
  const seconds = Math.max(1, Math.ceil((state.resetAt.getTime() - Date.now()) / 1_000));
  return {
    'ratelimit-policy': `"budget";q=${state.limit};w=60`,
    ratelimit: `"budget";r=${state.remaining};t=${seconds}`,
    ...retry,
  };
}
