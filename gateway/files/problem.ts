import type { ServerResponse } from 'node:http';
import { inLanguage, publicError, type ErrorCode, type MessageLanguage, type Text } from '#kernel/errors';
import type { PublicError, PublicResult } from '../http/public-graph.js';

const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  SUBGRAPH_UNAVAILABLE: 503,
  TIMEOUT: 504,
  INTERNAL: 500,
};

/** Why a file cannot be written: the graph's own errors, or one about the request. */
export class Problem extends Error {
  override readonly name = 'Problem';

  private constructor(
    readonly status: number,
    /** In the language of the client. */
    readonly errors: readonly PublicError[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(errors[0]?.message ?? 'no error');
  }

  /** A request that names no file. @param details extensions of the error; `status` is the HTTP status where the code has another */
  static of(
    language: MessageLanguage,
    code: ErrorCode,
    message: Text,
    details: Readonly<Record<string, unknown>> = {},
  ): Problem {
    const { status: _, ...extensions } = details;
    const shown = inLanguage(publicError(code, message, extensions), language);
    const { retryAfter, status = STATUS[code] } = details;
    const headers = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : undefined;
    return new Problem(Number(status ?? 500), [shown], headers);
  }

  /** An operation that failed, or of which a part failed. */
  static ofResult({ errors = [], status, headers }: PublicResult): Problem {
    const code = String(errors[0]?.extensions?.code);
    const { retryAfter } = errors[0]?.extensions ?? {};
    return new Problem(
      status && status !== 200 && !(code in STATUS) ? status : (STATUS[code] ?? 500),
      errors,
      {
        ...headers,
        ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
      },
    );
  }

  get code(): string {
    return String(this.errors[0]?.extensions?.code ?? 'INTERNAL');
  }

  /** Seconds after which the operation would succeed, where the error says so. */
  get retryAfter(): number | undefined {
    const { retryAfter } = this.errors[0]?.extensions ?? {};
    return typeof retryAfter === 'number' ? retryAfter : undefined;
  }

  /** Sends the problem (RFC 9457), with the errors as the graph has them. */
  send(response: ServerResponse): void {
    const { status, code, message: detail, errors } = this;
    const body = JSON.stringify({ type: 'about:blank', title: code, status, detail, code, errors });
    response
      .writeHead(status, {
        ...this.headers,
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
      })
      .end(response.req.method === 'HEAD' ? undefined : body);
  }
}
