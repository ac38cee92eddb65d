import type { IncomingMessage } from 'node:http';
import type { Actor } from '#kernel/auth';
import { networkOf } from './network.js';

/** Headers of a request, names in lower case. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Authenticates the sender of these headers. @throws AuthenticationError */
export type Identify = (headers: RequestHeaders, address: string) => Promise<Actor> | Actor;

/**
 * Returns the address of the client: an IPv4 address, or the first 64 bits of an IPv6 address, which a client chooses
 * freely beyond. All limits by address count by it.
 * @param trustProxy whether to use the last address of X-Forwarded-For, which the proxy itself has added
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)!.trim();
  return networkOf(withoutPort(last) || (socket.remoteAddress ?? ''));
}

/** Some proxies write `203.0.113.9:51234` and `[2001:db8::1]:443`. */
const withoutPort = (address: string): string =>
  address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/** Returns the headers of a request that have a single value. */
export function requestHeaders({ headers }: IncomingMessage): RequestHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string'),
  );
}
