import type { IncomingMessage, ServerResponse } from 'node:http';
import { ANONYMOUS } from '#kernel/auth';
import { isKnownCode } from '#kernel/errors';
import type { SubgraphDoor } from '#kernel/graphql';
import { readBody } from '#kernel/server';
import { createHash, randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import {
  SignJWT,
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { keptFile } from '../settings/secret-file.js';
import { refuse, sendJson } from '../http/responses.js';
import { askAccess } from './identity.js';
import { isLoopback } from '../settings/issuer-config.js';
import type { Issuer } from './issuers.js';
import { NotIdentified } from './authentication-error.js';

/** Where it answers, below the address of the gateway. */
export const DEVELOPMENT_PATH = '/development';
const ALGORITHM = 'ES256';
const AUDIENCE = 'passerelle';
const LIFETIME_S = 3_600;
const MAX_BODY_BYTES = 16_384;

const wanted = z.strictObject({
  role: z.string().max(50).nullish(),
  of: z.array(z.string().max(50)).max(100).default([]),
  name: z.string().min(1).max(100).optional(),
});

const grant = parse(
  `query Grant($issuer: String!, $subject: String!, $name: String!, $role: String, $of: [String!]!) {
    _grantForDevelopment(issuer: $issuer, subject: $subject, name: $name, role: $role, of: $of)
  }`,
);

/**
 * An issuer of tokens inside the gateway, for the machine of a developer: whoever asks is given any role. It answers to
 * programs of this machine alone, and neither a proxy nor a page of another site reaches it: see {@link isFromHere}; JSON
 * only, without CORS.
 */
export interface DevelopmentIssuer {
  /** None until it knows its address. */
  issuer(): Issuer[];
  /** @param address of the gateway */
  open(address: string): void;
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** @param dataDir keeps its key, for this user alone */
export async function createDevelopmentIssuer(
  dataDir: string,
  door: SubgraphDoor,
): Promise<DevelopmentIssuer> {
  const made = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = JSON.parse(
    keptFile(dataDir, 'development-key.json', JSON.stringify(await exportJWK(made.privateKey))),
  ) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  const key = await importJWK(jwk, ALGORITHM);
  const { d: _, ...publicPart } = jwk;
  const jwks = { keys: [{ ...publicPart, kid, alg: ALGORITHM, use: 'sig' }] };
  const keys = createLocalJWKSet(jwks);
  let name: string | undefined;

  async function issueToken(asked: z.output<typeof wanted>): Promise<string> {
    const { role = null, of } = asked;
    const subject = subjectOf(role, of, asked.name);
    const person =
      asked.name ?? `${role?.toLowerCase().replaceAll('_', ' ') ?? 'nobody special'} (development)`;
    const caller = { actor: ANONYMOUS, language: 'FR', requestId: randomUUID() } as const;
    await askAccess(door, grant, { issuer: name, subject, name: person, role, of }, caller);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
      .setIssuer(name!)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(key);
  }

  async function tokenFor(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405, 'BAD_USER_INPUT', 'Use POST.');
    if ((request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase() !== 'application/json')
      return refuse(response, 415, 'BAD_USER_INPUT', 'Send the wish as application/json.');
    const asked = wanted.safeParse(parsed(await readBody(request, MAX_BODY_BYTES)));
    if (!asked.success)
      return refuse(
        response,
        400,
        'BAD_USER_INPUT',
        'Send {"role": "REVIEWER", "of": ["<id>"]}; `of` only where the role is confined.',
      );
    try {
      const token = await issueToken(asked.data);
      sendJson(response, 200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_S });
    } catch (error) {
      const { message, extensions } = error as { message: string; extensions?: { code?: unknown } };
      if (error instanceof NotIdentified) return refuse(response, 503, 'SUBGRAPH_UNAVAILABLE', message);
      if (!isKnownCode(extensions?.code) || extensions.code !== 'BAD_USER_INPUT') throw error;
      refuse(response, 400, 'BAD_USER_INPUT', message);
    }
  }

  return {
    issuer: () => (name === undefined ? [] : [{ issuer: name, audiences: [AUDIENCE], keys }]),
    open(address) {
      name = `${address}${DEVELOPMENT_PATH}`;
    },
    async answer(path, request, response) {
      if (!isFromHere(request))
        return refuse(response, 403, 'FORBIDDEN', 'The development issuer answers to this machine alone.');
      if (path === `${DEVELOPMENT_PATH}/token`) return tokenFor(request, response);
      if (path === `${DEVELOPMENT_PATH}/jwks.json`) return sendJson(response, 200, jwks);
      if (path === `${DEVELOPMENT_PATH}/.well-known/openid-configuration`)
        return sendJson(response, 200, {
          issuer: name,
          jwks_uri: `${name}/jwks.json`,
          token_endpoint: `${name}/token`,
          response_types_supported: ['token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: [ALGORITHM],
        });
      refuse(response, 404, 'NOT_FOUND', 'The development issuer has nothing there.');
    },
  };
}

/** One person for each role and what it is confined to, unless they are told apart by a name. */
function subjectOf(role: string | null, of: readonly string[], name: string | undefined): string {
  const told = JSON.stringify([role, [...of].sort(), name]);
  return `${role ?? 'nobody'}-${createHash('sha256').update(told).digest('hex').slice(0, 16)}`;
}

/** What programs between a client and this one say of it. */
const BY_PROXY = /^(forwarded|x-forwarded-.*|x-real-ip|via)$/;

/**
 * Whether a program of this machine asks for itself: not a proxy for others, whatever it adds or (nginx by default, which
 * speaks HTTP/1.0) does not add; and not a page of another site, which calls this machine by its own name or says its origin.
 */
function isFromHere({ headers, httpVersion, socket }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  const peer = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  if (!isLoopback(peer) || !URL.canParse(`http://${host}`)) return false;
  const own = new URL(`http://${host}`);
  const { origin = own.origin, 'sec-fetch-site': site = 'none' } = headers;
  return (
    isLoopback(own.hostname) &&
    httpVersion !== '1.0' &&
    origin === own.origin &&
    ['none', 'same-origin'].includes(site) &&
    !Object.keys(headers).some((name) => BY_PROXY.test(name))
  );
}

function parsed(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}
