import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { NotIdentified } from './not-identified.js';

/** Somebody whose tokens count, for these audiences. */
export interface Issuer {
  issuer: string;
  audiences: readonly string[];
  keys: JWTVerifyGetKey;
}

/** As OIDC_ISSUERS has it. */
export interface IssuerConfig {
  issuer: string;
  audience: string;
  /** Where its keys are; absent: its discovery document says so. */
  jwks?: string;
}

export interface RemoteOptions {
  /** Keys are fetched again for a token that names an unknown one, at most this often. */
  cooldownMs: number;
  /** Keys that are older are fetched again. */
  maxAgeMs: number;
  timeoutMs: number;
  /** After a failure nobody waits for it again for this long. */
  restMs: number;
}

const REMOTE: RemoteOptions = { cooldownMs: 10_000, maxAgeMs: 600_000, timeoutMs: 3_000, restMs: 2_000 };

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

/** The keys that an issuer publishes: kept for a while, looked up again when a token names another one. */
function remoteKeys(issuer: string, address: string | undefined, options: RemoteOptions): JWTVerifyGetKey {
  let set: Promise<JWTVerifyGetKey> | undefined;
  let restUntil = 0;

  async function open(): Promise<JWTVerifyGetKey> {
    const url = new URL(address ?? (await discover(issuer, options.timeoutMs)));
    return createRemoteJWKSet(url, {
      cooldownDuration: options.cooldownMs,
      cacheMaxAge: options.maxAgeMs,
      timeoutDuration: options.timeoutMs,
    });
  }

  return async (header, token) => {
    if (Date.now() < restUntil) throw NotIdentified.while('The issuer of the token');
    try {
      return await (
        await (set ??= open())
      )(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      // What was discovered may be what no longer holds.
      set = undefined;
      restUntil = Date.now() + options.restMs;
      throw NotIdentified.while('The issuer of the token');
    }
  };
}

const isAboutTheToken = (error: unknown): boolean =>
  [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported].some(
    (type) => error instanceof type,
  );

/** Where its keys are, in the words of the issuer itself (OpenID Connect Discovery 1.0). */
async function discover(issuer: string, timeoutMs: number): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`the discovery document has status ${response.status}`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer) throw new Error('the discovery document is of another issuer');
  if (!isSafeAddress(found.jwks_uri)) throw new Error('the keys are not served over https');
  return found.jwks_uri;
}

/** Keys must come over https, but for those of this machine. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** @param host name or address, also as an address of the web has it (`[::1]`) */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
