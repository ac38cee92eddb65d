/** Messages of the issuer for development, by id. */
export const DEVELOPMENT_MESSAGES = {
  USE_POST: { en: 'Use POST.', fr: 'Employez POST.' },
  USE_JSON: {
    en: 'Send the request as application/json.',
    fr: 'Envoyez la requête en application/json.',
  },
  TOKEN_REQUEST: {
    en: 'Send a JSON object with `role`, such as "REVIEWER", and, where the role is confined, `of`: a list of ids.',
    fr: 'Envoyez un objet JSON avec `role`, par exemple "REVIEWER", et, si le rôle est limité, `of` : une liste d’identifiants.',
  },
  LOCAL_ONLY: {
    en: 'The development issuer answers this machine only.',
    fr: 'L’émetteur de développement ne répond qu’à cette machine.',
  },
  NOTHING_THERE: {
    en: 'The development issuer has nothing there.',
    fr: 'L’émetteur de développement n’a rien à cette adresse.',
  },
} as const;
