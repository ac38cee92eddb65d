/** Messages about files that the gateway writes, by id. */
export const FILE_MESSAGES = {
  UNKNOWN_LIST: {
    en: 'There is no list {name}: /export/ names those that there are.',
    fr: 'Il n’y a pas de liste {name} : /export/ nomme celles qui existent.',
  },
  DUMP_IN_THE_MAKING: {
    en: 'The first dump is being made; try again in a minute.',
    fr: 'Le premier export complet est en préparation ; réessayez dans une minute.',
  },
  NO_DUMP_FILE: {
    en: 'The dump has no file {name}: /dump/ lists its files.',
    fr: 'L’export complet n’a pas de fichier {name} : /dump/ liste ses fichiers.',
  },
  NO_ENTITY: { en: 'There is nothing with the id {id}.', fr: 'Rien n’a l’identifiant {id}.' },
  UNKNOWN_FORMAT: {
    en: 'There is no format {name}: expected {expected}.',
    fr: 'Il n’y a pas de format {name} : attendu : {expected}.',
  },
  UNKNOWN_PARAMETER: {
    en: 'There is no parameter {name} here: expected {expected}.',
    fr: 'Il n’y a pas de paramètre {name} ici : attendu : {expected}.',
  },
  WRONG_PARAMETER: { en: '{name}: expected {expected}.', fr: '{name} : attendu : {expected}.' },
  REPEATED_PARAMETER: {
    en: '{name} is there several times: expected once.',
    fr: '{name} figure plusieurs fois : attendu une seule fois.',
  },
  TOO_MANY_ROWS: {
    en: 'These are {rows} rows, and a sheet holds {maximum}: narrow the filter, set limit, or take CSV.',
    fr: 'Il y a {rows} lignes et une feuille en contient {maximum} : resserrez le filtre, fixez limit ou prenez le CSV.',
  },
  TOO_MANY_EXPORTS: {
    en: 'Too many files are being written; try again in a moment.',
    fr: 'Trop de fichiers sont en cours d’écriture ; réessayez dans un instant.',
  },
  AGENDA: { en: 'Agenda of decentralised cooperation', fr: 'Agenda de la coopération décentralisée' },
  AGENDA_OF: {
    en: 'Agenda of decentralised cooperation: {about}',
    fr: 'Agenda de la coopération décentralisée : {about}',
  },
  NEWS: { en: 'News of decentralised cooperation', fr: 'Actualités de la coopération décentralisée' },
  CHANGES: {
    en: 'Changes in the graph of decentralised cooperation',
    fr: 'Changements dans le graphe de la coopération décentralisée',
  },
  CALL_CLOSES: { en: 'Deadline: {name}', fr: 'Clôture : {name}' },
  REGISTRATION_ENDS: { en: 'Registration closes: {name}', fr: 'Fin des inscriptions : {name}' },
  STATUS: { en: 'Status: {status}', fr: 'Statut : {status}' },
  SOURCE: { en: 'Source: {source}, {state}', fr: 'Source : {source}, {state}' },
  AS_OF: { en: 'as of {date}', fr: 'état au {date}' },
  DATE_UNKNOWN: { en: 'date unknown', fr: 'date inconnue' },
  CREATED: { en: 'New {type}: {name}', fr: 'Nouveau {type} : {name}' },
  CREATED_VOWEL: { en: 'New {type}: {name}', fr: 'Nouvel {type} : {name}' },
  CREATED_FEMININE: { en: 'New {type}: {name}', fr: 'Nouvelle {type} : {name}' },
  UPDATED: { en: 'Changed {type}: {name}', fr: '{type} modifié : {name}' },
  UPDATED_FEMININE: { en: 'Changed {type}: {name}', fr: '{type} modifiée : {name}' },
  DELETED: { en: 'Removed {type}: {name}', fr: '{type} supprimé : {name}' },
  DELETED_FEMININE: { en: 'Removed {type}: {name}', fr: '{type} supprimée : {name}' },
  METHOD: { en: 'Use GET or HEAD.', fr: 'Employez GET ou HEAD.' },
} as const;

/** What a part of a request for a file should have been, by id. */
export const EXPECTED_OF_FILES = {
  ONE_OF: { en: 'one of {names}', fr: 'l’un de {names}' },
  JSON: { en: 'JSON of the type {type}', fr: 'du JSON de type {type}' },
  NUMBER: { en: 'a whole number from {min} to {max}', fr: 'un nombre entier de {min} à {max}' },
  METHODS: { en: 'GET or HEAD', fr: 'GET ou HEAD' },
  LIST: { en: 'the name of a list', fr: 'le nom d’une liste' },
} as const;
