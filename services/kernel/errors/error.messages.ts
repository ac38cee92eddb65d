/** Messages of errors, by id. */
export const ERRORS = {
  ARGUMENT: { en: '{argument}: expected {expected}.', fr: '{argument} : attendu : {expected}.' },
  ARGUMENT_MEANT: {
    en: '{argument}: expected {expected}. Did you mean {names}?',
    fr: '{argument} : attendu : {expected}. Vouliez-vous dire {names} ?',
  },
  QUOTED: { en: '"{name}"', fr: '« {name} »' },
  ALTERNATIVES: { en: '{first} or {last}', fr: '{first} ou {last}' },
  SCALAR: { en: '{name} expects {expected}.', fr: '{name} : attendu : {expected}.' },
  RESTORED: {
    en: '{argument}: this cursor is from before the database was restored from a dump, and is no longer valid. Start again without a cursor.',
    fr: '{argument} : ce curseur date d’avant la restauration de la base de données et n’est plus valable. Recommencez sans curseur.',
  },
  INTERNAL: {
    en: 'Something went wrong on our side. Quote the request id when you report it.',
    fr: 'Une erreur s’est produite de notre côté. Indiquez le numéro de la requête en la signalant.',
  },
  DATABASE_AWAY: {
    en: 'Its database cannot be reached; try again later.',
    fr: 'Sa base de données est injoignable ; réessayez plus tard.',
  },
  STATEMENT_TIMEOUT: {
    en: 'Reading this took too long. Narrow the filter, ask for fewer items with first, or leave out totalCount, facets and statistics, which read all that is found.',
    fr: 'La lecture a pris trop de temps. Resserrez le filtre, demandez moins d’éléments avec first, ou omettez totalCount, facets et statistiques, qui lisent tout ce qui est trouvé.',
  },
  LOCK_TIMEOUT: {
    en: 'Others are changing these data, which did not become free in time: try again later.',
    fr: 'D’autres modifient ces données, qui ne se sont pas libérées à temps : réessayez plus tard.',
  },
  WRITE_TIMEOUT: {
    en: 'This change took too long, often because others change the same data; nothing was changed. Try again, with less at once.',
    fr: 'Cette modification a pris trop de temps, souvent parce que d’autres modifient les mêmes données ; rien n’a changé. Réessayez, avec moins à la fois.',
  },
  CONFLICT: {
    en: 'Concurrent changes to the same data prevented this mutation, and nothing was changed: try again.',
    fr: 'Des modifications simultanées des mêmes données ont empêché cette mutation, et rien n’a changé : réessayez.',
  },
  UNAUTHENTICATED: {
    en: 'Say who you are: send a token or an API key as a bearer token.',
    fr: 'Dites qui vous êtes : envoyez un jeton ou une clé d’API comme « bearer token ».',
  },
  CREDENTIAL_EXPIRED: {
    en: 'Your credential has expired: subscribe again with another token.',
    fr: 'Votre jeton a expiré : abonnez-vous de nouveau avec un autre.',
  },
  NO_PERMISSION: { en: 'This needs the permission {scopes}.', fr: 'Il faut pour cela le droit {scopes}.' },
  NO_REACH: {
    en: 'Your permission {scopes} does not reach this one.',
    fr: 'Votre droit {scopes} ne s’étend pas à cet objet.',
  },
  SUBSCRIPTION_NOT_STARTED: {
    en: 'The subgraph ended the subscription before its first event.',
    fr: 'Le sous-graphe a mis fin à l’abonnement avant son premier événement.',
  },
  SUBGRAPH_LATE: {
    en: 'The {name} subgraph did not answer in time.',
    fr: 'Le sous-graphe {name} n’a pas répondu à temps.',
  },
  CHANGE_LATE: {
    en: 'The {name} subgraph did not answer in time: the change may have been made. Read the data before you try again.',
    fr: 'Le sous-graphe {name} n’a pas répondu à temps : la modification a peut-être été faite. Relisez les données avant de réessayer.',
  },
  SUBGRAPH_AWAY: {
    en: 'The {name} subgraph cannot be reached.',
    fr: 'Le sous-graphe {name} est injoignable.',
  },
} as const;
