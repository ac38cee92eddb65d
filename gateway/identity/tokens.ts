import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyOptions,
} from 'jose';
import type { Issuer } from './issuers.js';
import { AuthenticationError, type Reason } from './authentication-error.js';

/** Asymmetric algorithms only: a symmetric one would let a public key be used as the secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
const TYPES = ['jwt', 'at+jwt'];
/** Clock skew that is accepted, in seconds. */
const TOLERANCE_S = 5;
const MAX_AGE = '24h';
const MAX_SUBJECT = 200;

/** Subject of a verified token. */
export interface Subject {
  issuer: string;
  subject: string;
  /** In milliseconds since 1970. */
  expiresAt: number;
}

/** Verifies issuer, type, algorithm, signature, audience, lifetime and required claims. @throws AuthenticationError */
export async function verifyToken(token: string, issuers: readonly Issuer[]): Promise<Subject> {
  const issuer = issuers.find((known) => known.issuer === claimedIssuer(token));
  if (!issuer) throw AuthenticationError.of('UNKNOWN_ISSUER');
  const { sub, exp } = await verifySignature(token, issuer);
  if (!isSubject(sub)) throw AuthenticationError.of('CLAIM_MISSING');
  return { issuer: issuer.issuer, subject: sub, expiresAt: exp! * 1_000 };
}

/** Characters that PostgreSQL does not store: NUL, and halves of surrogate pairs. */
const NOT_STORED = /\0|\p{Surrogate}/u;

/** Whether a subject is a text that can be stored. */
const isSubject = (sub: unknown): sub is string =>
  typeof sub === 'string' && sub !== '' && sub.length <= MAX_SUBJECT && !NOT_STORED.test(sub);

/** Reads the claimed issuer before verification; it only selects whose keys verify the token. */
function claimedIssuer(token: string): string | undefined {
  try {
    const { typ, alg } = decodeProtectedHeader(token);
    if (!ALGORITHMS.includes(String(alg))) throw AuthenticationError.of('ALGORITHM');
    if (
      !TYPES.includes(
        String(typ)
          .toLowerCase()
          .replace(/^application\//, ''),
      )
    )
      throw AuthenticationError.of('WRONG_TYPE');
    return decodeJwt(token).iss;
  } catch (error) {
    throw error instanceof AuthenticationError ? error : AuthenticationError.of('MALFORMED');
  }
}

async function verifySignature(token: string, { issuer, audiences, keys }: Issuer): Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    issuer,
    audience: [...audiences],
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE_S,
    maxTokenAge: MAX_AGE,
    requiredClaims: ['sub', 'exp', 'iat'],
  };
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw asAuthenticationError(error);
    // Several published keys fit the header: any of them may have signed.
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw asAuthenticationError(failure);
      }
    }
    throw AuthenticationError.of('SIGNATURE');
  }
}

const BY_CODE: Record<string, Reason> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'ALGORITHM',
  ERR_JOSE_NOT_SUPPORTED: 'ALGORITHM',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'SIGNATURE',
  ERR_JWKS_NO_MATCHING_KEY: 'UNKNOWN_SIGNING_KEY',
};
const BY_CLAIM: Record<string, Reason> = {
  iss: 'UNKNOWN_ISSUER',
  aud: 'WRONG_AUDIENCE',
  nbf: 'NOT_YET_VALID',
  iat: 'NOT_YET_VALID',
};

function asAuthenticationError(error: unknown): AuthenticationError {
  if (error instanceof AuthenticationError) return error;
  if (error instanceof errors.JWTExpired)
    return AuthenticationError.of(error.claim === 'iat' ? 'TOO_OLD' : 'EXPIRED');
  if (error instanceof errors.JWTClaimValidationFailed) {
    const reason = error.reason === 'missing' ? undefined : BY_CLAIM[error.claim];
    return AuthenticationError.of(reason ?? 'CLAIM_MISSING');
  }
  return AuthenticationError.of(BY_CODE[(error as { code?: string }).code ?? ''] ?? 'MALFORMED');
}
