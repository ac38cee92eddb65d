/** What is wrong with a map, by code. */
export const MAP_PROBLEMS = {
  YAML: {
    en: 'line {line}: the text is no YAML: {reason}',
    fr: 'ligne {line} : le texte n’est pas du YAML : {reason}',
  },
  UNKNOWN: {
    en: '{path}: there is no field {names}; there are {known}',
    fr: '{path} : le champ {names} n’existe pas ; il y a {known}',
  },
  WRONG: { en: '{path}: {reason}', fr: '{path} : {reason}' },
  PARTNERS: {
    en: '{path}: `french` and `foreign` must say where the partners are, or `sides` where both are',
    fr: '{path} : `french` et `foreign` doivent indiquer où sont les partenaires, ou `sides` où sont les deux',
  },
  COLUMN: {
    en: 'the file has no column {names}; it has {known}',
    fr: 'le fichier n’a pas de colonne {names} ; il a {known}',
  },
} as const;
