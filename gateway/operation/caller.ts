import { ANONYMOUS, noStatistics, type Caller } from '#kernel/auth';
import type { Tracer } from '#kernel/tracing';
import { pickLanguage } from '#kernel/values';

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Headers that describe a caller. */
interface CallerHeaders {
  'accept-language'?: string | undefined;
  'x-request-id'?: string | string[] | undefined;
  traceparent?: string | string[] | undefined;
}

/** Returns the client's own request id when it is well formed, else a new one. */
export function requestIdOf({ 'x-request-id': header }: CallerHeaders, newRequestId: () => string): string {
  const id = Array.isArray(header) ? header[0] : header;
  return id && REQUEST_ID.test(id) ? id : newRequestId();
}

/** Creates the caller of a request: language and request id from its headers; anonymous until it is authenticated. */
export function callerOf(
  headers: CallerHeaders,
  options: { newRequestId: () => string; diagnostics: boolean; tracer?: Tracer | undefined },
): Caller {
  const language = headers['accept-language'];
  return {
    actor: ANONYMOUS,
    language: pickLanguage(language ? language.slice(0, 500) : undefined),
    requestId: requestIdOf(headers, options.newRequestId),
    statistics: noStatistics(),
    ...(options.diagnostics ? { diagnostics: true } : {}),
    ...spanOf(headers, options.tracer),
  };
}

/** The span of an operation, in the trace of its client where that has one; nothing where it is not traced. */
export function spanOf(
  { traceparent }: Pick<CallerHeaders, 'traceparent'>,
  tracer: Tracer | undefined,
): Pick<Caller, 'span'> {
  const span = tracer?.begin('operation', [traceparent].flat()[0]);
  return span ? { span } : {};
}
