import { Text, publicError, textsOf, type ErrorCode } from '#kernel/errors';
import { GraphQLError } from 'graphql';
import { AUTHENTICATION_MESSAGES, REASONS } from './authentication.messages.js';

const text = textsOf(AUTHENTICATION_MESSAGES);
const reasonText = textsOf(REASONS);

export type Reason = keyof typeof REASONS;

/**
 * Error of a request whose credentials were refused: HTTP 401; 429 after too many failures of the address; 503 when they
 * could not be checked. It never repeats what the client sent.
 */
export class AuthenticationError extends GraphQLError {
  override readonly name = 'AuthenticationError';
  readonly status: 401 | 429 | 503;

  private constructor(
    status: 401 | 429 | 503,
    code: ErrorCode,
    message: Text,
    extensions: Record<string, unknown> = {},
  ) {
    // Its texts in both languages are among the extensions.
    super(message.en, { extensions: publicError(code, message, extensions).extensions });
    this.status = status;
  }

  static of(reason: Reason): AuthenticationError {
    const message = text('INVALID_TOKEN', { reason: reasonText(reason) });
    return new AuthenticationError(401, 'UNAUTHENTICATED', message, { reason });
  }

  /** @param retryAfter in seconds */
  static tooMany(retryAfter: number): AuthenticationError {
    return new AuthenticationError(429, 'RATE_LIMITED', text('TOO_MANY'), { retryAfter });
  }

  /** The issuer of a token does not answer. */
  static withoutIssuer(): AuthenticationError {
    return AuthenticationError.#notChecked(text('ISSUER'), 'SUBGRAPH_UNAVAILABLE');
  }

  /** The subgraph that checks credentials does not answer. */
  static withoutSubgraph(
    name: string,
    code: 'SUBGRAPH_UNAVAILABLE' | 'TIMEOUT' = 'SUBGRAPH_UNAVAILABLE',
  ): AuthenticationError {
    return AuthenticationError.#notChecked(text('SUBGRAPH', { name }), code);
  }

  static #notChecked(what: Text, code: ErrorCode): AuthenticationError {
    return new AuthenticationError(503, code, text('NOT_CHECKED', { what }));
  }

  /** Response headers (RFC 6750, RFC 9110). */
  get headers(): Record<string, string> {
    if (this.status === 429) return { 'retry-after': String(this.extensions.retryAfter) };
    if (this.status === 503) return {};
    // Headers are ASCII: this text is the English one.
    return {
      'www-authenticate': `Bearer realm="passerelle", error="invalid_token", error_description="${this.message}"`,
    };
  }
}
