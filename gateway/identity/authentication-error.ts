import { GraphQLError } from 'graphql';

/** Reasons for HTTP 401, each the end of the message that the client reads. */
const REASONS = {
  MALFORMED: 'it is neither an API key of this graph nor a JSON Web Token',
  SEVERAL: 'one Authorization header with one bearer token, or else one X-API-Key header, is expected',
  UNKNOWN_KEY: 'there is no such API key',
  REVOKED: 'the API key was revoked',
  EXPIRED: 'it has expired',
  NOT_YET_VALID: 'it is not valid yet',
  TOO_OLD: 'it was issued too long ago',
  UNKNOWN_ISSUER: 'this graph does not trust its issuer',
  WRONG_AUDIENCE: 'it was issued for another audience',
  WRONG_TYPE: 'it is a token of another kind: an access token (at+jwt) or a JWT is expected',
  ALGORITHM: 'it is signed by an algorithm that this graph does not accept',
  UNKNOWN_SIGNING_KEY: 'its issuer publishes no such signing key',
  SIGNATURE: 'its signature is invalid',
  CLAIM_MISSING: 'it lacks one of the claims iss, sub, aud, exp and iat',
} as const;
export type Reason = keyof typeof REASONS;

/**
 * Error of a request whose credentials were refused: HTTP 401; 429 after too many failures of the address; 503 when they
 * could not be checked. It never repeats what the client sent.
 */
export class AuthenticationError extends GraphQLError {
  override readonly name = 'AuthenticationError';
  readonly status: 401 | 429 | 503;

  private constructor(message: string, status: 401 | 429 | 503, extensions: Record<string, unknown>) {
    super(message, { extensions });
    this.status = status;
  }

  static of(reason: Reason): AuthenticationError {
    const message = `The bearer token is invalid: ${REASONS[reason]}.`;
    return new AuthenticationError(message, 401, { code: 'UNAUTHENTICATED', reason });
  }

  /** @param retryAfter in seconds */
  static tooMany(retryAfter: number): AuthenticationError {
    const message = 'Your address sent too many invalid tokens and keys; try again later.';
    return new AuthenticationError(message, 429, { code: 'RATE_LIMITED', retryAfter });
  }

  /** @param what what does not answer, as the beginning of a sentence */
  static while(
    what: string,
    code: 'SUBGRAPH_UNAVAILABLE' | 'TIMEOUT' = 'SUBGRAPH_UNAVAILABLE',
  ): AuthenticationError {
    const message = `${what} does not answer, so your credentials cannot be checked; try again later.`;
    return new AuthenticationError(message, 503, { code });
  }

  /** Response headers (RFC 6750, RFC 9110). */
  get headers(): Record<string, string> {
    if (this.status === 429) return { 'retry-after': String(this.extensions.retryAfter) };
    if (this.status === 503) return {};
    return {
      'www-authenticate': `Bearer realm="passerelle", error="invalid_token", error_description="${this.message}"`,
    };
  }
}
