import {
  ANONYMOUS,
  actorShape,
  hashOfApiKey,
  isApiKey,
  looksLikeApiKey,
  type Actor,
  type Caller,
  type SubgraphClient,
} from '#kernel/auth';
import { parse, type DocumentNode } from 'graphql';
import { z } from 'zod';
import { askSubgraph } from '../operation/subgraph-calls.js';
import type { Issuer } from './issuers.js';
import { singleCredential } from './credentials.js';
import { AuthenticationError, type Reason } from './authentication-error.js';
import { verifyToken } from './tokens.js';

/** Name of the subgraph that owns identities and permissions. */
export const ACCESS = 'access';

/** Authentication of callers. Nothing is cached: a revoked key or grant counts no more at the next request. */
export interface Identity {
  /**
   * @param credentials all that the request holds, from `credentialsIn`; at least one
   * @param caller the request, still anonymous
   * @throws AuthenticationError when the credential is invalid, or cannot be checked
   */
  actorOf(credentials: readonly string[], caller: Caller): Promise<Actor>;
  /**
   * Revision of all permissions: its text changes as soon as a permission is taken from anybody.
   * @throws AuthenticationError when the access subgraph does not answer
   */
  revision(): Promise<string>;
}

const identify = parse(
  'query Identify($keyHash: String, $issuer: String, $subject: String) { _identify(keyHash: $keyHash, issuer: $issuer, subject: $subject) }',
);
const revisionOf = parse('query Revision { _revision }');
const REASONS: Record<string, Reason> = { UNKNOWN: 'UNKNOWN_KEY', REVOKED: 'REVOKED', EXPIRED: 'EXPIRED' };
const answerShape = z.union([
  z.object({ actor: actorShape }),
  z.object({ refused: z.enum(['UNKNOWN', 'REVOKED', 'EXPIRED']) }),
]);

/** @param issuers read for each token, since the development issuer is known only once the server listens */
export function createIdentity(client: SubgraphClient, issuers: () => readonly Issuer[]): Identity {
  async function identifyBy(variables: Record<string, string>, caller: Caller): Promise<Actor> {
    const { _identify } = await askAccess(client, identify, variables, caller);
    const answer = answerShape.parse(_identify);
    if ('refused' in answer) throw AuthenticationError.of(REASONS[answer.refused]!);
    return answer.actor;
  }

  return {
    async actorOf(credentials, caller) {
      const { token, isKey } = singleCredential(credentials);
      if (isKey || looksLikeApiKey(token)) {
        if (!isApiKey(token)) throw AuthenticationError.of('UNKNOWN_KEY');
        return identifyBy({ keyHash: hashOfApiKey(token) }, caller);
      }
      const { issuer, subject, expiresAt } = await verifyToken(token, issuers());
      return { ...(await identifyBy({ issuer, subject }, caller)), person: { issuer, subject }, expiresAt };
    },
    async revision() {
      const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'watch' } as const;
      return String((await askAccess(client, revisionOf, {}, caller))._revision);
    },
  };
}

/**
 * Executes a query of the gateway's own on the access subgraph.
 * @throws AuthenticationError when the subgraph does not answer; any other error of the result as it is
 */
export async function askAccess(
  client: SubgraphClient,
  document: DocumentNode,
  variables: Record<string, unknown>,
  caller: Caller,
): Promise<Record<string, unknown>> {
  const { data, errors } = await askSubgraph(client, { document, variables, caller });
  const [error] = errors ?? [];
  if (!error) return data as Record<string, unknown>;
  const { code } = error.extensions;
  if (code === 'SUBGRAPH_UNAVAILABLE' || code === 'TIMEOUT')
    throw AuthenticationError.withoutSubgraph(ACCESS, code);
  throw error;
}
