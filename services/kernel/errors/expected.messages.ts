/** What an argument should have been, by id. */
export const EXPECTED = {
  EXACTLY_ONE: { en: 'exactly one of {names}', fr: 'exactement un des arguments {names}' },
  NUMBER: { en: 'a number from {min} to {max}', fr: 'un nombre de {min} à {max}' },
  ONE_OF: { en: 'one of {values}', fr: 'l’une des valeurs {values}' },
  CHARACTERS: { en: '1 to {max} characters', fr: 'de 1 à {max} caractères' },
  AT_MOST_CHARACTERS: { en: 'at most {max} characters', fr: 'au plus {max} caractères' },
  AT_MOST_VALUES: { en: 'at most {max} values', fr: 'au plus {max} valeurs' },
  AT_MOST_WORDS: { en: 'at most {max} words', fr: 'au plus {max} mots' },
  AT_MOST_IDS: { en: 'at most {max} ids', fr: 'au plus {max} identifiants' },
  IDS: { en: '1 to {max} ids', fr: 'de 1 à {max} identifiants' },
  IDS_OF_TYPE: { en: '1 to {max} ids of type {type}', fr: 'de 1 à {max} identifiants de type {type}' },
  NO_IDS: {
    en: 'no ids: {role} is not confined to anything',
    fr: 'aucun identifiant : {role} ne se limite à rien',
  },
  LETTER_OR_DIGIT: { en: 'at least one letter or digit', fr: 'au moins une lettre ou un chiffre' },
  VALUE: { en: 'a value, or leave it out', fr: 'une valeur, ou omettez ce champ' },
  NO_NUL: { en: 'text without NUL characters', fr: 'un texte sans caractère nul' },
  UNICODE: {
    en: 'well-formed Unicode, without half of a surrogate pair',
    fr: 'de l’Unicode bien formé, sans moitié de paire de substitution',
  },
  SMALLER_FILTER: { en: 'a smaller filter', fr: 'un filtre plus petit' },
  FILTER_DEPTH: {
    en: 'at most {levels} levels and {groups} groups of conditions',
    fr: 'au plus {levels} niveaux et {groups} groupes de conditions',
  },
  SORT_KEYS: { en: 'at most {max} sort keys', fr: 'au plus {max} clés de tri' },
  FIRST_OR_LAST: { en: 'either first or last, not both', fr: 'first ou last, pas les deux' },
  FIRST_WITH_AFTER: { en: 'first together with after', fr: 'first avec after' },
  LAST_WITH_BEFORE: { en: 'last together with before', fr: 'last avec before' },
  CURSOR_OF_LIST: {
    en: 'a cursor that this very list (same filter, same order) gave',
    fr: 'un curseur donné par cette même liste (même filtre, même ordre)',
  },
  CURSOR_OF_AUDIT: { en: 'a cursor of this list', fr: 'un curseur de cette liste' },
  CURSOR_OF_CHANGES: {
    en: 'a cursor that `changes` or `freshness` gave',
    fr: 'un curseur donné par `changes` ou `freshness`',
  },
  CURSOR_OF_SUBSCRIPTION: {
    en: 'a cursor that this subscription, `changes` or a mutation gave',
    fr: 'un curseur donné par cet abonnement, `changes` ou une mutation',
  },
  CURSOR_OF_SUBSCRIPTION_OR_CHANGES: {
    en: 'a cursor that this subscription or `changes` gave',
    fr: 'un curseur donné par cet abonnement ou `changes`',
  },
  CURSOR_SINCE_RESTORE: {
    en: 'a cursor that `changes` gave since then, or none',
    fr: 'un curseur donné depuis lors par `changes`, ou aucun',
  },
  ID_OF_GRAPH: { en: 'an id that this graph gave', fr: 'un identifiant donné par ce graphe' },
  IDS_OF_GRAPH: { en: 'ids that this graph gave', fr: 'des identifiants donnés par ce graphe' },
  ID_OF_TYPE: {
    en: 'an id of the type {type}, as returned by this graph',
    fr: 'un identifiant du type {type}, tel que donné par ce graphe',
  },
  ENTITIES: { en: 'entities of this subgraph', fr: 'des entités de ce sous-graphe' },
  TYPES: {
    en: 'types whose changes are public: {types}',
    fr: 'des types dont les changements sont publics : {types}',
  },
  VALUE_OF_TYPE: { en: 'a value of type {type}', fr: 'une valeur de type {type}' },
  OTHER_VALUE: { en: 'another kind of value', fr: 'une valeur d’une autre nature' },
  LEVELS: { en: 'at most {max} levels of values', fr: 'au plus {max} niveaux de valeurs' },
  CODE_OF_NONE: { en: '{name}; "{code}" is none', fr: '{name} ; « {code} » n’existe pas' },
  CODE_OF_FEW: {
    en: '{name}: one of {known}; "{code}" is none',
    fr: '{name} : {known} ; « {code} » n’existe pas',
  },
  CODE_OF_MANY: {
    en: '{name}; "{code}" is none, the nearest are {nearest}',
    fr: '{name} ; « {code} » n’existe pas, les plus proches sont {nearest}',
  },
  DATE: {
    en: 'a day of the calendar such as "2022-01-27"',
    fr: 'un jour du calendrier tel que « 2022-01-27 »',
  },
  PARTIAL_DATE: {
    en: 'a year, a month or a day such as "2014", "2019-09" or "2019-09-01"',
    fr: 'une année, un mois ou un jour tel que « 2014 », « 2019-09 » ou « 2019-09-01 »',
  },
  TIME: { en: 'hours and minutes such as "14:30"', fr: 'des heures et des minutes telles que « 14:30 »' },
  URL: { en: 'an absolute http or https address', fr: 'une adresse absolue en http ou https' },
  INSTANT: {
    en: 'an instant (RFC 3339) such as "2022-01-15T23:59:59+01:00", of the years 0001 to 9999 in UTC',
    fr: 'un instant (RFC 3339) tel que « 2022-01-15T23:59:59+01:00 », des années 0001 à 9999 en UTC',
  },
} as const;
