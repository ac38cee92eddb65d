/** Messages of errors about an operation, by id. */
export const OPERATION_MESSAGES = {
  LIMIT: {
    en: 'The operation asks for too much: {limit} is {asked}, at most {maximum} is allowed.',
    fr: 'L’opération demande trop : {limit} vaut {asked}, au plus {maximum} est permis.',
  },
  LIMIT_WRITTEN_OUT: {
    en: 'The operation asks for too much once its fragments are written out: {limit} is {asked}, at most {maximum} is allowed.',
    fr: 'L’opération demande trop une fois ses fragments développés : {limit} vaut {asked}, au plus {maximum} est permis.',
  },
  MORE_THAN: { en: 'more than {maximum}', fr: 'plus de {maximum}' },
  REPETITIONS: {
    en: 'The operation asks for too much: it repeats fields too often.',
    fr: 'L’opération demande trop : elle répète trop souvent des champs.',
  },
  PLANNING: {
    en: 'The operation asks for too much: it takes too long to plan.',
    fr: 'L’opération demande trop : la planifier prend trop de temps.',
  },
  PLANNER_BUSY: {
    en: 'Too many new operations wait; try again later.',
    fr: 'Trop d’opérations nouvelles attendent ; réessayez plus tard.',
  },
  TIMEOUT: {
    en: 'The answer took longer than {seconds} s. Narrow the filter, ask for fewer items with first, or ask in several operations.',
    fr: 'La réponse a pris plus de {seconds} s. Resserrez le filtre, demandez moins d’éléments avec first, ou répartissez la demande sur plusieurs opérations.',
  },
  NO_OPERATION: { en: 'There is no operation.', fr: 'Il n’y a pas d’opération.' },
  WHICH_OPERATION: {
    en: 'It is not clear which operation to execute.',
    fr: 'On ne sait pas quelle opération exécuter.',
  },
  MUTATION_BY_GET: {
    en: 'A mutation changes data: expected {expected}.',
    fr: 'Une mutation modifie des données : attendu : {expected}.',
  },
  NO_EVENTS: {
    en: 'accept: a subscription needs a stream of events: expected {expected}.',
    fr: 'accept : un abonnement demande un flux d’événements : attendu : {expected}.',
  },
  TRUSTED_ONLY: {
    en: 'This graph executes trusted documents only: expected a documentId of one.',
    fr: 'Ce graphe n’exécute que des documents approuvés : attendu : le documentId de l’un d’eux.',
  },
  UNKNOWN_DOCUMENT: {
    en: 'There is no trusted document with this id.',
    fr: 'Aucun document approuvé n’a cet identifiant.',
  },
  WRONG_HASH: {
    en: 'The hash is not that of the query.',
    fr: 'L’empreinte n’est pas celle de la requête.',
  },
  /** Apollo clients look for this very text. */
  PERSISTED_QUERY_NOT_FOUND: { en: 'PersistedQueryNotFound', fr: 'PersistedQueryNotFound' },
} as const;

/** What a part of a request should have been, by id. */
export const EXPECTED_OF_OPERATIONS = {
  NAME_OF_OPERATION: {
    en: 'the name of one operation of the document',
    fr: 'le nom d’une opération du document',
  },
  POST: { en: 'POST for a mutation', fr: 'POST pour une mutation' },
  EVENTS: {
    en: 'text/event-stream, or a WebSocket with the subprotocol graphql-transport-ws',
    fr: 'text/event-stream, ou un WebSocket au sous-protocole graphql-transport-ws',
  },
  TEXT_OR_ID: {
    en: 'the text of an operation, or a documentId',
    fr: 'le texte d’une opération, ou un documentId',
  },
  TRUSTED_DOCUMENT: { en: 'a trusted document', fr: 'un document approuvé' },
  TRUSTED_ID: {
    en: 'the id of a trusted document, such as sha256:… of its text',
    fr: 'l’identifiant d’un document approuvé, par exemple sha256:… de son texte',
  },
  HASH: {
    en: 'the SHA-256 of the query, in hexadecimal',
    fr: 'le SHA-256 de la requête, en hexadécimal',
  },
} as const;
