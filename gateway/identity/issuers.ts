import { isSafeAddress, type IssuerConfig } from '../settings/issuer-config.js';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { NotIdentified } from './authentication-error.js';

/** Somebody whose tokens count, for these audiences. */
export interface Issuer {
  issuer: string;
  audiences: readonly string[];
  keys: JWTVerifyGetKey;
}

export interface RemoteOptions {
  /** Keys are fetched again for a token that names an unknown one, at most this often. */
  cooldownMs: number;
  /** Keys that are older are fetched again. */
  maxAgeMs: number;
  /** While the issuer does not answer, they go on being used for this much longer. */
  maxStaleMs: number;
  timeoutMs: number;
  /** After a failure nobody waits for it again for this long. */
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

/** @throws never; whether the issuers answer is seen at the first token */
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

/** What an issuer published, and when it was fetched. */
interface Known {
  find: JWTVerifyGetKey;
  at: number;
}

/**
 * The keys that an issuer publishes: kept for a while, looked up again when a token names another one. What is known is
 * kept until there is something newer: a token that names an unknown key takes nothing from those of others.
 */
function remoteKeys(issuer: string, given: string | undefined, options: RemoteOptions): JWTVerifyGetKey {
  let known: Known | undefined;
  let address = given;
  let fetching: Promise<Known> | undefined;
  let failedAt: number | undefined;

  async function fetchKeys(): Promise<Known> {
    try {
      address ??= await discover(issuer, options.timeoutMs);
      const find = createLocalJWKSet((await fetchJson(address, options.timeoutMs)) as JSONWebKeySet);
      known = { find, at: Date.now() };
      failedAt = undefined;
      return known;
    } catch {
      // What was discovered may be what no longer holds.
      address = given;
      failedAt = Date.now();
      throw NotIdentified.while('The issuer of the token');
    }
  }

  /** @throws NotIdentified when the issuer does not answer, or has not answered just now */
  async function renew(): Promise<Known> {
    if (failedAt !== undefined && Date.now() - failedAt < options.restMs)
      throw NotIdentified.while('The issuer of the token');
    return (fetching ??= fetchKeys().finally(() => (fetching = undefined)));
  }

  /** The keys that are young enough; older ones while the issuer is away, and then nobody waits for it. */
  async function current(): Promise<Known> {
    const age = known ? Date.now() - known.at : Infinity;
    if (known && age < options.maxAgeMs) return known;
    const renewed = renew();
    if (!known || age >= options.maxAgeMs + options.maxStaleMs) return renewed;
    const older = known;
    const settled = renewed.catch(() => older);
    return failedAt === undefined ? settled : older;
  }

  return async (header, token) => {
    const { find, at } = await current();
    try {
      return await find(header, token);
    } catch (error) {
      const isNew = known !== undefined && known.at > at;
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!isNew && failedAt === undefined && Date.now() - at < options.cooldownMs) throw error;
      return (isNew ? known! : await renew()).find(header, token);
    }
  };
}

/** Where its keys are, in the words of the issuer itself (OpenID Connect Discovery 1.0). */
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
