/** What a parser stumbled over, for messages that name the place beside it. */
export const PARSER_REASONS = {
  CUT_OFF: { en: 'the text ends in the middle of a value', fr: 'le texte s’arrête au milieu d’une valeur' },
  UNEXPECTED: { en: 'unexpected {text}', fr: '{text} inattendu' },
  NO_OBJECT: { en: 'the line is no object', fr: 'la ligne n’est pas un objet' },
  NOT_WELL_FORMED: { en: 'something is written wrongly', fr: 'un élément est mal écrit' },
  QUOTE_OPEN: {
    en: 'a quotation mark is not closed',
    fr: 'un guillemet n’est pas fermé',
  },
  QUOTE_INSIDE: {
    en: 'a quotation mark stands inside a cell',
    fr: 'un guillemet se trouve à l’intérieur d’une cellule',
  },
  TAG_OPEN: { en: 'the element {text} is not closed', fr: 'l’élément {text} n’est pas fermé' },
  TAG_UNOPENED: {
    en: 'an element is closed that was not opened',
    fr: 'un élément est fermé sans avoir été ouvert',
  },
  ENTITY_UNKNOWN: { en: 'an entity is not defined', fr: 'une entité n’est pas définie' },
  CHARACTER: { en: 'a character is not allowed there', fr: 'un caractère n’est pas admis à cet endroit' },
  ATTRIBUTE: { en: 'an attribute is written wrongly', fr: 'un attribut est mal écrit' },
  OUTSIDE_ROOT: {
    en: 'something stands outside of the root element',
    fr: 'quelque chose se trouve hors de l’élément racine',
  },
  PART_MISSING: { en: '{text} is missing in it', fr: '{text} y manque' },
  ARCHIVE: { en: 'the archive cannot be unpacked', fr: 'l’archive ne peut pas être décompressée' },
  INDENTATION: {
    en: 'lines are not indented alike',
    fr: 'des lignes ne sont pas indentées de la même façon',
  },
  TAB: {
    en: 'a tab indents a line: use spaces',
    fr: 'une tabulation indente une ligne : utilisez des espaces',
  },
  KEY_TWICE: { en: 'a key stands there twice', fr: 'une clé y figure deux fois' },
  ALIAS: {
    en: 'an alias is not defined, or there are too many',
    fr: 'un alias n’est pas défini, ou il y en a trop',
  },
  SEVERAL: { en: 'there are several documents', fr: 'il y a plusieurs documents' },
} as const;
