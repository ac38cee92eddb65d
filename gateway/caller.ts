import { ANONYMOUS, noStatistics, pickLanguage, type Caller } from '#kernel';

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Who asks, in which language, under which request id. The one place where a request becomes a caller. */
export function callerOf(
  request: Request,
  options: { newRequestId: () => string; diagnostics: boolean },
): Caller {
  const given = request.headers.get('x-request-id');
  const language = request.headers.get('accept-language');
  return {
    actor: ANONYMOUS,
    language: pickLanguage(language ? language.slice(0, 500) : undefined),
    requestId: given && REQUEST_ID.test(given) ? given : options.newRequestId(),
    ...(options.diagnostics ? { statistics: noStatistics() } : {}),
  };
}
