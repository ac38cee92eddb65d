import { AuthenticationError } from './authentication-error.js';

/** Credential of a request: a bearer token or an API key. */
export interface Credentials {
  token: string;
  /** True when it came in X-API-Key, where only API keys are allowed. */
  isKey: boolean;
}

/** Scheme that marks a value of `x-api-key` among those of Authorization; not a registered HTTP scheme. */
const KEY_SCHEME = 'X-API-Key';

interface Headers {
  authorization?: string | readonly string[] | undefined;
  'x-api-key'?: string | readonly string[] | undefined;
}

/** Returns every credential in these headers, each as a value of Authorization; an empty list: anonymous. */
export function credentialsIn({ authorization = [], 'x-api-key': keys = [] }: Headers): string[] {
  return [...[authorization].flat(), ...[keys].flat().map((key) => `${KEY_SCHEME} ${key}`)];
}

/** Returns the single bearer token (RFC 6750) or API key. @throws AuthenticationError SEVERAL */
export function singleCredential(credentials: readonly string[]): Credentials {
  const [only, ...more] = credentials;
  const [, scheme, token] = only?.match(/^(bearer|x-api-key) +([\w.~+/=-]+)$/i) ?? [];
  if (more.length || scheme === undefined) throw AuthenticationError.of('SEVERAL');
  return { token: token!, isKey: scheme.toLowerCase() === KEY_SCHEME.toLowerCase() };
}
