import type { IncomingHttpHeaders } from 'node:http';
import { ANONYMOUS, noStatistics, pickLanguage, type Caller } from '#kernel';

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** The client's own id of the request, when it can be one. */
export function requestIdOf(given: string | null | undefined, newRequestId: () => string): string {
  return given && REQUEST_ID.test(given) ? given : newRequestId();
}

/** Who asks, in which language, under which request id. The one place where a request becomes a caller. */
export function callerOf(
  headers: Pick<IncomingHttpHeaders, 'accept-language'> & { 'x-request-id'?: string | string[] | undefined },
  options: { newRequestId: () => string; diagnostics: boolean },
): Caller {
  const language = headers['accept-language'];
  const given = headers['x-request-id'];
  return {
    actor: ANONYMOUS,
    language: pickLanguage(language ? language.slice(0, 500) : undefined),
    requestId: requestIdOf(Array.isArray(given) ? given[0] : given, options.newRequestId),
    ...(options.diagnostics ? { statistics: noStatistics() } : {}),
  };
}
