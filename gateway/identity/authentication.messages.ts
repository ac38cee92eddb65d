/** Messages of refused credentials, by id. */
export const AUTHENTICATION_MESSAGES = {
  INVALID_TOKEN: {
    en: 'The bearer token is invalid: {reason}.',
    fr: 'Le « bearer token » n’est pas valide : {reason}.',
  },
  TOO_MANY: {
    en: 'Your address sent too many invalid tokens and keys; try again later.',
    fr: 'Votre adresse a envoyé trop de jetons et de clés non valides ; réessayez plus tard.',
  },
  NOT_CHECKED: {
    en: '{what} does not answer, so your credentials cannot be checked; try again later.',
    fr: '{what} ne répond pas : vos identifiants ne peuvent pas être vérifiés ; réessayez plus tard.',
  },
  ISSUER: { en: 'The issuer of the token', fr: 'L’émetteur du jeton' },
  SUBGRAPH: { en: 'The subgraph {name}', fr: 'Le sous-graphe {name}' },
} as const;

/** Reasons for HTTP 401, each the end of a message. */
export const REASONS = {
  MALFORMED: {
    en: 'it is neither an API key of this graph nor a JSON Web Token',
    fr: 'ce n’est ni une clé d’API de ce graphe, ni un JSON Web Token',
  },
  SEVERAL: {
    en: 'one Authorization header with one bearer token, or else one X-API-Key header, is expected',
    fr: 'il faut un en-tête Authorization avec un seul « bearer token », ou bien un en-tête X-API-Key',
  },
  UNKNOWN_KEY: { en: 'there is no such API key', fr: 'cette clé d’API n’existe pas' },
  REVOKED: { en: 'the API key was revoked', fr: 'la clé d’API a été révoquée' },
  EXPIRED: { en: 'it has expired', fr: 'il a expiré' },
  NOT_YET_VALID: { en: 'it is not valid yet', fr: 'il n’est pas encore valable' },
  TOO_OLD: { en: 'it was issued too long ago', fr: 'il a été émis il y a trop longtemps' },
  UNKNOWN_ISSUER: {
    en: 'this graph does not trust its issuer',
    fr: 'ce graphe ne se fie pas à son émetteur',
  },
  WRONG_AUDIENCE: {
    en: 'it was issued for another audience',
    fr: 'il a été émis pour une autre audience',
  },
  WRONG_TYPE: {
    en: 'it is a token of another kind: an access token (at+jwt) or a JWT is expected',
    fr: 'c’est un jeton d’une autre sorte : il faut un jeton d’accès (at+jwt) ou un JWT',
  },
  ALGORITHM: {
    en: 'it is signed by an algorithm that this graph does not accept',
    fr: 'il est signé par un algorithme que ce graphe n’accepte pas',
  },
  UNKNOWN_SIGNING_KEY: {
    en: 'its issuer publishes no such signing key',
    fr: 'son émetteur ne publie pas cette clé de signature',
  },
  SIGNATURE: { en: 'its signature is invalid', fr: 'sa signature n’est pas valide' },
  CLAIM_MISSING: {
    en: 'it lacks one of the claims iss, sub, aud, exp and iat',
    fr: 'il lui manque l’une des déclarations iss, sub, aud, exp et iat',
  },
} as const;
