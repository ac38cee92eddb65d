import type { IncomingMessage } from 'node:http';
import type { Actor } from '#kernel/auth';

/** Headers of a request, names in lower case. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Authenticates the sender of these headers. @throws AuthenticationError */
export type Identify = (headers: RequestHeaders, address: string) => Promise<Actor> | Actor;

/**
 * Returns the address of the client.
 * @param trustProxy whether to use the last address of X-Forwarded-For, which the proxy itself has added
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)!.trim();
  return last || (socket.remoteAddress ?? '');
}

/** Returns the headers of a request that have a single value. */
export function requestHeaders({ headers }: IncomingMessage): RequestHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string'),
  );
}
