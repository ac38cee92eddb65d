import {
  ANONYMOUS,
  actorShape,
  hashOfApiKey,
  isApiKey,
  looksLikeApiKey,
  type Actor,
  type Caller,
} from '#kernel/auth';
import type { SubgraphDoor } from '#kernel/graphql';
import { parse, type DocumentNode } from 'graphql';
import { z } from 'zod';
import { askSubgraph } from '../operation/transport.js';
import type { Issuer } from './issuers.js';
import { theOnly } from './credentials.js';
import { NotIdentified, type Reason } from './authentication-error.js';
import { verifyToken } from './tokens.js';

/** Name of the subgraph that knows who is who. */
export const ACCESS = 'access';

/** Finds out who asks. */
export interface Identity {
  /**
   * @param credentials all that came, as `credentialsIn` has them; one at least
   * @param caller the request, whose actor is not known yet
   * @throws NotIdentified when the token is not good, or cannot be looked at
   */
  actorOf(credentials: readonly string[], caller: Caller): Promise<Actor>;
  /**
   * Another text as soon as something was taken from somebody whom the graph knows.
   * @throws NotIdentified when it cannot be had now
   */
  revision(): Promise<string>;
}

const identify = parse(
  'query Identify($keyHash: String, $issuer: String, $subject: String) { _identify(keyHash: $keyHash, issuer: $issuer, subject: $subject) }',
);
const revisionOf = parse('query Revision { _revision }');
const REFUSED: Record<string, Reason> = { UNKNOWN: 'UNKNOWN_KEY', REVOKED: 'REVOKED', EXPIRED: 'EXPIRED' };
const answerShape = z.union([
  z.object({ actor: actorShape }),
  z.object({ refused: z.enum(['UNKNOWN', 'REVOKED', 'EXPIRED']) }),
]);

/** @param issuers asked for at each token: that of the development issuer depends on the address that it gets */
export function createIdentity(door: SubgraphDoor, issuers: () => readonly Issuer[]): Identity {
  async function known(variables: Record<string, string>, caller: Caller): Promise<Actor> {
    const { _identify } = await askAccess(door, identify, variables, caller);
    const answer = answerShape.parse(_identify);
    if ('refused' in answer) throw NotIdentified.because(REFUSED[answer.refused]!);
    return answer.actor;
  }

  return {
    async actorOf(credentials, caller) {
      const { token, isKey } = theOnly(credentials);
      if (isKey || looksLikeApiKey(token)) {
        if (!isApiKey(token)) throw NotIdentified.because('UNKNOWN_KEY');
        return known({ keyHash: hashOfApiKey(token) }, caller);
      }
      const { issuer, subject, expiresAt } = await verifyToken(token, issuers());
      return { ...(await known({ issuer, subject }, caller)), expiresAt };
    },
    async revision() {
      const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'watch' } as const;
      return String((await askAccess(door, revisionOf, {}, caller))._revision);
    },
  };
}

/**
 * @returns the data of the answer
 * @throws NotIdentified when it cannot be had now, and what else went wrong
 */
export async function askAccess(
  door: SubgraphDoor,
  document: DocumentNode,
  variables: Record<string, unknown>,
  caller: Caller,
): Promise<Record<string, unknown>> {
  const { data, errors } = await askSubgraph(door, { document, variables, caller });
  const [error] = errors ?? [];
  if (!error) return data as Record<string, unknown>;
  const { code } = error.extensions;
  if (code === 'SUBGRAPH_UNAVAILABLE' || code === 'TIMEOUT')
    throw NotIdentified.while(`The subgraph ${ACCESS}`, code);
  throw error;
}
