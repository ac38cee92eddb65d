import { ANONYMOUS, noStatistics, type Caller } from '#kernel/auth';
import { pickLanguage } from '#kernel/values';

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** What a request says of who asks. */
interface CallerHeaders {
  'accept-language'?: string | undefined;
  'x-request-id'?: string | string[] | undefined;
}

/** The client's own id of the request, when it can be one. */
export function requestIdOf({ 'x-request-id': given }: CallerHeaders, newRequestId: () => string): string {
  const id = Array.isArray(given) ? given[0] : given;
  return id && REQUEST_ID.test(id) ? id : newRequestId();
}

/**
 * Who asks, in which language, under which request id. The one place where a request becomes a caller: an anonymous
 * one, until its token has been looked at.
 */
export function callerOf(
  headers: CallerHeaders,
  options: { newRequestId: () => string; diagnostics: boolean },
): Caller {
  const language = headers['accept-language'];
  return {
    actor: ANONYMOUS,
    language: pickLanguage(language ? language.slice(0, 500) : undefined),
    requestId: requestIdOf(headers, options.newRequestId),
    ...(options.diagnostics ? { statistics: noStatistics() } : {}),
  };
}
