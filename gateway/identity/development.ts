import type { IncomingMessage, ServerResponse } from 'node:http';
import { ANONYMOUS, type SubgraphClient } from '#kernel/auth';
import { textsOf, type MessageLanguage } from '#kernel/errors';
import { readBody } from '#kernel/server';
import { createHash, randomUUID } from 'node:crypto';
import { parse, type GraphQLError } from 'graphql';
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
import { readOrCreate } from '../settings/secret-file.js';
import { languageOf, refuse, sendErrors, sendJson } from '../http/responses.js';
import { askAccess } from './identity.js';
import { isLoopback } from '../settings/issuer-config.js';
import type { Issuer } from './issuers.js';
import { AuthenticationError } from './authentication-error.js';
import { DEVELOPMENT_MESSAGES } from './development.messages.js';

const text = textsOf(DEVELOPMENT_MESSAGES);

/** Path of the development issuer, below the address of the gateway. */
export const DEVELOPMENT_PATH = '/development';
const ALGORITHM = 'ES256';
const AUDIENCE = 'passerelle';
const LIFETIME_S = 3_600;
const MAX_BODY_BYTES = 16_384;

const tokenRequest = z.strictObject({
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
 * Issuer of tokens inside the gateway, for a developer's machine: it grants any role to any request. It answers programs
 * of this machine only, never a proxy or a page of another site ({@link isLocalRequest}); JSON only, without CORS.
 */
export interface DevelopmentIssuer {
  /** Returns the issuer, or an empty list before {@link open}. */
  issuer(): Issuer[];
  /** @param address of the gateway; the issuer is named after it */
  open(address: string): void;
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** @param dataDir directory of its signing key, readable by this user only */
export async function createDevelopmentIssuer(
  dataDir: string,
  client: SubgraphClient,
): Promise<DevelopmentIssuer> {
  const generated = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = JSON.parse(
    readOrCreate(dataDir, 'development-key.json', JSON.stringify(await exportJWK(generated.privateKey))),
  ) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  const key = await importJWK(jwk, ALGORITHM);
  const { d: _, ...publicPart } = jwk;
  const jwks = { keys: [{ ...publicPart, kid, alg: ALGORITHM, use: 'sig' }] };
  const keys = createLocalJWKSet(jwks);
  let name: string | undefined;

  async function issueToken(body: z.output<typeof tokenRequest>, language: MessageLanguage): Promise<string> {
    const { role = null, of } = body;
    const subject = subjectOf(role, of, body.name);
    const person =
      body.name ?? `${role?.toLowerCase().replaceAll('_', ' ') ?? 'nobody special'} (development)`;
    const caller = { actor: ANONYMOUS, language, requestId: randomUUID() };
    await askAccess(client, grant, { issuer: name, subject, name: person, role, of }, caller);
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
    if (request.method !== 'POST') return refuse(response, 405, 'BAD_USER_INPUT', text('USE_POST'));
    if ((request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase() !== 'application/json')
      return refuse(response, 415, 'BAD_USER_INPUT', text('USE_JSON'));
    const body = tokenRequest.safeParse(parseJson(await readBody(request, MAX_BODY_BYTES)));
    if (!body.success) return refuse(response, 400, 'BAD_USER_INPUT', text('TOKEN_REQUEST'));
    try {
      const token = await issueToken(body.data, languageOf(request));
      sendJson(response, 200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_S });
    } catch (error) {
      if (error instanceof AuthenticationError) return sendErrors(response, error.status, [error]);
      const { extensions } = error as Partial<GraphQLError>;
      if (extensions?.code !== 'BAD_USER_INPUT') throw error;
      sendErrors(response, 400, [error as GraphQLError]);
    }
  }

  return {
    issuer: () => (name === undefined ? [] : [{ issuer: name, audiences: [AUDIENCE], keys }]),
    open(address) {
      name = `${address}${DEVELOPMENT_PATH}`;
    },
    async answer(path, request, response) {
      if (!isLocalRequest(request)) return refuse(response, 403, 'FORBIDDEN', text('LOCAL_ONLY'));
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
      refuse(response, 404, 'NOT_FOUND', text('NOTHING_THERE'));
    },
  };
}

/** Derives the subject from role, scope targets and name, so that the same request names the same person. */
function subjectOf(role: string | null, of: readonly string[], name: string | undefined): string {
  const identity = JSON.stringify([role, [...of].sort(), name]);
  return `${role ?? 'nobody'}-${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
}

/** Headers that proxies add. */
const PROXY_HEADERS = /^(forwarded|x-forwarded-.*|x-real-ip|via)$/;

/**
 * Tells whether a program of this machine sends the request for itself. Refused are proxies, by the headers that they add
 * or by HTTP/1.0, which nginx speaks by default without adding any; and pages of other sites, by the host that they call
 * (DNS rebinding) or by their origin.
 */
function isLocalRequest({ headers, httpVersion, socket }: IncomingMessage): boolean {
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
    !Object.keys(headers).some((name) => PROXY_HEADERS.test(name))
  );
}

function parseJson(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}
