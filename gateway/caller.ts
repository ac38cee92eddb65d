import { ANONYMOUS, noStatistics, pickLanguage, type Caller } from '#kernel';

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** The client's own id of the request, when it can be one. */
export function requestIdOf(given: string | null | undefined, newRequestId: () => string): string {
  return given && REQUEST_ID.test(given) ? given : newRequestId();
}

/** Who asks, in which language, under which request id. The one place where a request becomes a caller. */
export function callerOf(
  request: Request,
  options: { newRequestId: () => string; diagnostics: boolean },
): Caller {
  const language = request.headers.get('accept-language');
  return {
    actor: ANONYMOUS,
    language: pickLanguage(language ? language.slice(0, 500) : undefined),
    requestId: requestIdOf(request.headers.get('x-request-id'), options.newRequestId),
    ...(options.diagnostics ? { statistics: noStatistics() } : {}),
  };
}
