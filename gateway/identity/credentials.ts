import { NotIdentified } from './authentication-error.js';

/** By which somebody says who they are. */
export interface Credentials {
  token: string;
  /** It came where only API keys do. */
  isKey: boolean;
}

/** Marks what came as `x-api-key` among the values of Authorization headers; no scheme that is registered. */
const KEY_SCHEME = 'X-API-Key';

interface Headers {
  authorization?: string | readonly string[] | undefined;
  'x-api-key'?: string | readonly string[] | undefined;
}

/** Every credential that these headers hold, as the values of Authorization headers; none: nobody in particular. */
export function credentialsIn({ authorization = [], 'x-api-key': keys = [] }: Headers): string[] {
  return [...[authorization].flat(), ...[keys].flat().map((key) => `${KEY_SCHEME} ${key}`)];
}

/** The one bearer token (RFC 6750), or the one key. @throws NotIdentified SEVERAL */
export function theOnly(given: readonly string[]): Credentials {
  const [only, ...more] = given;
  const [, scheme, token] = only?.match(/^(bearer|x-api-key) +([\w.~+/=-]+)$/i) ?? [];
  if (more.length || scheme === undefined) throw NotIdentified.because('SEVERAL');
  return { token: token!, isKey: scheme.toLowerCase() === KEY_SCHEME.toLowerCase() };
}
