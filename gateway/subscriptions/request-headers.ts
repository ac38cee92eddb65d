import type { IncomingMessage } from 'node:http';
import type { Actor } from '#kernel/auth';

/** Headers of a request, names in lower case. */
export type Said = Readonly<Record<string, string>>;

/** Finds out who sends these headers from this address. @throws when they are not who they claim to be */
export type Identify = (said: Said, address: string) => Promise<Actor> | Actor;

/**
 * Where a request comes from.
 * @param trustProxy whether to believe the last address of X-Forwarded-For: the one that the proxy itself has added
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)!.trim();
  return last || (socket.remoteAddress ?? '');
}

/** The headers of a request that say something once. */
export function saidBy({ headers }: IncomingMessage): Said {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string'),
  );
}
