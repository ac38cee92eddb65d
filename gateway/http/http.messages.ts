/** Messages of errors about an HTTP request or a connection, by id. */
export const HTTP_MESSAGES = {
  FAILED: {
    en: 'Something went wrong on our side.',
    fr: 'Une erreur s’est produite de notre côté.',
  },
  NOTHING_HERE: {
    en: 'Nothing is served here: the graph is at /graphql.',
    fr: 'Il n’y a rien ici : le graphe est à l’adresse /graphql.',
  },
  NO_SOCKET_HERE: {
    en: 'WebSockets are served at /graphql.',
    fr: 'Les WebSockets sont servis à l’adresse /graphql.',
  },
  MEDIA_TYPE: {
    en: 'Send the operation as application/json in UTF-8.',
    fr: 'Envoyez l’opération en application/json et en UTF-8.',
  },
  METHOD: { en: 'Use GET or POST.', fr: 'Employez GET ou POST.' },
  NOT_ACCEPTABLE: { en: 'accept: expected {expected}.', fr: 'accept : attendu : {expected}.' },
  BODY_TOO_LARGE: {
    en: 'The body is larger than {maximum} bytes.',
    fr: 'Le corps dépasse {maximum} octets.',
  },
  ADDRESS_TOO_LONG: {
    en: 'The address is longer than {maximum} bytes.',
    fr: 'L’adresse dépasse {maximum} octets.',
  },
  BODY_ENCODING: {
    en: 'This graph reads no compressed bodies: send it as it is, without content-encoding.',
    fr: 'Ce graphe ne lit pas de corps compressé : envoyez-le tel quel, sans content-encoding.',
  },
  HOST: {
    en: 'The request needs one header host, with a host name.',
    fr: 'La requête doit avoir un seul en-tête host, avec un nom d’hôte.',
  },
  EXPECTATION: {
    en: 'The header expect can be 100-continue alone.',
    fr: 'L’en-tête expect ne peut être que 100-continue.',
  },
  NO_PROXY: {
    en: 'This is no proxy: it opens no connections to others.',
    fr: 'Ceci n’est pas un mandataire : il n’ouvre pas de connexion vers d’autres.',
  },
  INVALID_HANDSHAKE: {
    en: 'This is not a valid request for a WebSocket (RFC 6455).',
    fr: 'Ce n’est pas une demande de WebSocket valide (RFC 6455).',
  },
  INVALID_UTF8: { en: 'The body is not UTF-8.', fr: 'Le corps n’est pas en UTF-8.' },
  INVALID_ADDRESS: {
    en: 'The address is not encoded as UTF-8 with percent signs (RFC 3986).',
    fr: 'L’adresse n’est pas codée en UTF-8 avec des signes pour cent (RFC 3986).',
  },
  REPEATED_PART: {
    en: 'The address holds {name} more than once.',
    fr: 'L’adresse contient {name} plusieurs fois.',
  },
  INVALID_JSON: { en: 'The body is not valid JSON.', fr: 'Le corps n’est pas du JSON valide.' },
  BATCH: {
    en: 'This graph executes one operation per request: send those of a batch one by one, or as fields of one operation.',
    fr: 'Ce graphe exécute une opération par requête : envoyez celles d’un lot une à une, ou comme champs d’une seule opération.',
  },
  NO_OBJECT: { en: 'The body is no JSON object.', fr: 'Le corps n’est pas un objet JSON.' },
  INVALID_JSON_IN_ADDRESS: {
    en: 'The address holds invalid JSON: {name}.',
    fr: 'L’adresse contient du JSON non valide : {name}.',
  },
  UNKNOWN_PART: {
    en: 'The body has a part that no operation has.',
    fr: 'Le corps a une partie qu’aucune opération n’a.',
  },
  NO_TEXT: { en: '{name} is no text.', fr: '{name} n’est pas un texte.' },
  NO_OBJECT_IN_PART: { en: '{name} is no JSON object.', fr: '{name} n’est pas un objet JSON.' },
  REQUEST_LATE: {
    en: 'The request did not arrive in time.',
    fr: 'La requête n’est pas arrivée à temps.',
  },
  HEADERS_TOO_LARGE: { en: 'The headers are too large.', fr: 'Les en-têtes sont trop grands.' },
  NOT_HTTP: { en: 'This is not HTTP.', fr: 'Ce n’est pas du HTTP.' },
  TOO_MANY_CONNECTIONS: {
    en: 'There are too many connections; try again later.',
    fr: 'Il y a trop de connexions ; réessayez plus tard.',
  },
  TOO_MANY_UNAUTHENTICATED: {
    en: 'Too many connections of your address are not authenticated yet; try again later.',
    fr: 'Trop de connexions de votre adresse ne sont pas encore authentifiées ; réessayez plus tard.',
  },
  TOO_MANY_OPERATIONS: {
    en: 'At most {maximum} operations of one connection can be under way at once.',
    fr: 'Au plus {maximum} opérations d’une connexion peuvent être en cours à la fois.',
  },
  TOKEN_EXPIRED: {
    en: 'Token expired: subscribe again with a new one, after your last cursor.',
    fr: 'Le jeton a expiré : abonnez-vous de nouveau avec un autre, après votre dernier curseur.',
  },
  SESSION_REVOKED: { en: 'Session revoked.', fr: 'La session a été révoquée.' },
  PERMISSIONS_REVOKED: { en: 'Permissions revoked.', fr: 'Des droits ont été retirés.' },
  SLOW_CONSUMER: {
    en: 'Slow consumer: resume after your last cursor.',
    fr: 'Lecture trop lente : reprenez après votre dernier curseur.',
  },
} as const;

/** What a part of an HTTP request should have been, by id. */
export const EXPECTED_OF_REQUESTS = {
  JSON_IN_UTF8: { en: 'application/json in UTF-8', fr: 'application/json en UTF-8' },
  METHODS: { en: 'GET or POST', fr: 'GET ou POST' },
  TYPES: {
    en: 'application/json or application/graphql-response+json',
    fr: 'application/json ou application/graphql-response+json',
  },
  HTTP: { en: 'HTTP/1.1', fr: 'HTTP/1.1' },
  HOST: {
    en: 'one host name or address, with a port or without',
    fr: 'un seul nom d’hôte ou une seule adresse, avec ou sans port',
  },
  NO_ENCODING: { en: 'no content-encoding, or identity', fr: 'pas de content-encoding, ou identity' },
  CONTINUE: { en: '100-continue', fr: '100-continue' },
  WEBSOCKET: {
    en: 'GET with Upgrade: websocket, Sec-WebSocket-Version: 13 and a key of 16 bytes',
    fr: 'GET avec Upgrade: websocket, Sec-WebSocket-Version: 13 et une clé de 16 octets',
  },
  UTF8: { en: 'bytes in UTF-8', fr: 'des octets en UTF-8' },
  ONCE: { en: 'each part once', fr: 'chaque partie une seule fois' },
  OPERATION: {
    en: 'a JSON object with the text of an operation as query and, when it needs them, variables, operationName and extensions',
    fr: 'un objet JSON avec le texte d’une opération dans query et, s’il le faut, variables, operationName et extensions',
  },
} as const;
