import { isSafeAddress, type IssuerConfig } from '../settings/issuer-config.js';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { AuthenticationError } from './authentication-error.js';

/** Trusted issuer of tokens, for these audiences. */
export interface Issuer {
  issuer: string;
  audiences: readonly string[];
  keys: JWTVerifyGetKey;
}

export interface RemoteOptions {
  /** Least time between two fetches caused by tokens that name an unknown key. */
  cooldownMs: number;
  /** Age at which keys are fetched again. */
  maxAgeMs: number;
  /** Time beyond `maxAgeMs` for which old keys are used while the issuer does not answer. */
  maxStaleMs: number;
  timeoutMs: number;
  /** Time after a failed fetch in which no other is tried, so that no request waits for the issuer. */
  restMs: number;
}

const REMOTE: RemoteOptions = {
  cooldownMs: 10_000,
  maxAgeMs: 600_000,
  maxStaleMs: 3_600_000,
  timeoutMs: 3_000,
  restMs: 2_000,
};

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** Creates the issuers without contacting them: the first token fetches the keys. */
export function remoteIssuers(configs: readonly IssuerConfig[], options: RemoteOptions = REMOTE): Issuer[] {
  return [...new Set(configs.map(({ issuer }) => issuer))].map((issuer) => {
    const own = configs.filter((config) => config.issuer === issuer);
    const jwks = own.find((config) => config.jwks !== undefined)?.jwks;
    return {
      issuer,
      audiences: own.map(({ audience }) => audience),
      keys: remoteKeys(issuer, jwks, options),
    };
  });
}

/** Keys of an issuer and when they were fetched, in milliseconds since 1970. */
interface FetchedKeys {
  find: JWTVerifyGetKey;
  at: number;
}

/**
 * Cache of an issuer's keys, fetched again when they are too old or a token names an unknown one. Known keys are dropped
 * only for newer ones, so a token that names an unknown key does not invalidate the tokens of others.
 * @param jwksUri address of the keys; undefined: that of the discovery document
 */
function remoteKeys(issuer: string, jwksUri: string | undefined, options: RemoteOptions): JWTVerifyGetKey {
  let cached: FetchedKeys | undefined;
  let address = jwksUri;
  let fetching: Promise<FetchedKeys> | undefined;
  let failedAt: number | undefined;

  async function fetchKeys(): Promise<FetchedKeys> {
    try {
      address ??= await discover(issuer, options.timeoutMs);
      const find = createLocalJWKSet((await fetchJson(address, options.timeoutMs)) as JSONWebKeySet);
      cached = { find, at: Date.now() };
      failedAt = undefined;
      return cached;
    } catch {
      // The discovered address may be outdated: discover again next time.
      address = jwksUri;
      failedAt = Date.now();
      throw AuthenticationError.withoutIssuer();
    }
  }

  /** @throws AuthenticationError when the issuer does not answer, or did not within the last `restMs` */
  async function refresh(): Promise<FetchedKeys> {
    if (failedAt !== undefined && Date.now() - failedAt < options.restMs)
      throw AuthenticationError.withoutIssuer();
    return (fetching ??= fetchKeys().finally(() => (fetching = undefined)));
  }

  /** Returns fresh keys, or stale ones while the issuer does not answer; after one failure no request waits for it. */
  async function current(): Promise<FetchedKeys> {
    const age = cached ? Date.now() - cached.at : Infinity;
    if (cached && age < options.maxAgeMs) return cached;
    const refreshed = refresh();
    if (!cached || age >= options.maxAgeMs + options.maxStaleMs) return refreshed;
    const stale = cached;
    const settled = refreshed.catch(() => stale);
    return failedAt === undefined ? settled : stale;
  }

  return async (header, token) => {
    const { find, at } = await current();
    try {
      return await find(header, token);
    } catch (error) {
      const isNew = cached !== undefined && cached.at > at;
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!isNew && failedAt === undefined && Date.now() - at < options.cooldownMs) throw error;
      return (isNew ? cached! : await refresh()).find(header, token);
    }
  };
}

/** Returns the address of the issuer's keys from its discovery document (OpenID Connect Discovery 1.0). */
async function discover(issuer: string, timeoutMs: number): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = discovery.parse(await fetchJson(address, timeoutMs));
  if (found.issuer !== issuer) throw new Error('the discovery document is of another issuer');
  if (!isSafeAddress(found.jwks_uri)) throw new Error('the keys are not served over https');
  return found.jwks_uri;
}

async function fetchJson(address: string, timeoutMs: number): Promise<unknown> {
  const response = await fetch(address, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`${address} has status ${response.status}`);
  return response.json();
}
