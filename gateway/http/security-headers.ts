/** Headers of every answer of the gateway. A page that runs scripts, such as the IDE, sets a policy of its own instead. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  // Pages of other sites read the graph: it is public (http/cors.ts).
  'cross-origin-resource-policy': 'cross-origin',
};

const A_YEAR_S = 31_536_000;

/** Headers of every answer, with HSTS where the public address is one of HTTPS. */
export function securityHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  if (!publicUrl?.startsWith('https:')) return SECURITY_HEADERS;
  return { ...SECURITY_HEADERS, 'strict-transport-security': `max-age=${A_YEAR_S}` };
}
