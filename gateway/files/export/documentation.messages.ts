/** Texts of the page that explains exports, by id. */
export const DOCUMENTATION_MESSAGES = {
  TITLE: { en: 'Files of this graph', fr: 'Fichiers de ce graphe' },
  INTRODUCTION: {
    en: 'Each list of the graph is a file: /export/<list>.<format>, in CSV, XLSX, NDJSON or JSON. Rows leave as they are read; each has its source, licence, date, attestation and permanent link.',
    fr: 'Chaque liste du graphe est un fichier : /export/<liste>.<format>, en CSV, XLSX, NDJSON ou JSON. Les lignes partent à mesure qu’elles sont lues ; chacune a sa source, sa licence, sa date, son attestation et son lien permanent.',
  },
  CELLS: {
    en: 'In CSV, several values of a cell stand between |, and \\ marks a | or \\ inside a value. A text that a spreadsheet would take for a formula, or that begins with an apostrophe, has one apostrophe before it: remove one leading apostrophe to read it, or pass raw=1. Days are ISO 8601, moments are in UTC.',
    fr: 'En CSV, les valeurs multiples d’une cellule sont séparées par |, et \\ marque un | ou un \\ à l’intérieur d’une valeur. Un texte qu’un tableur prendrait pour une formule, ou qui commence par une apostrophe, est précédé d’une apostrophe : ôtez une apostrophe initiale pour le lire, ou passez raw=1. Les jours suivent ISO 8601, les instants sont en UTC.',
  },
  RESUMING: {
    en: 'With cursor=1 each row ends with its cursor: a download that broke off continues behind its last whole row with after=<cursor> and header=0. With limit, Link (rel="next") or the trailer X-Next-Cursor name where the next rows begin. An export costs what its pages cost; where the budget of a minute ends, it waits for the next minute. With an API key the budget is larger.',
    fr: 'Avec cursor=1, chaque ligne finit par son curseur : un téléchargement interrompu reprend après sa dernière ligne entière avec after=<curseur> et header=0. Avec limit, Link (rel="next") ou l’en-tête final X-Next-Cursor dit où commencent les lignes suivantes. Un export coûte ce que coûtent ses pages ; où finit le budget d’une minute, il attend la suivante. Une clé d’API a un budget plus grand.',
  },
  ARGUMENTS: { en: 'Parameters of the list', fr: 'Paramètres de la liste' },
  PARAMETERS: { en: 'Parameters of every list', fr: 'Paramètres de toute liste' },
  NEEDS: { en: 'Needs: {names}', fr: 'Exige : {names}' },
  COLUMN: { en: 'Column', fr: 'Colonne' },
  HEADING: { en: 'Title', fr: 'Intitulé' },
  TYPE: { en: 'Type', fr: 'Type' },
  MEANING: { en: 'Meaning', fr: 'Sens (en anglais, terme français entre parenthèses)' },
  SEVERAL: { en: 'several', fr: 'plusieurs' },
  P_LANG: { en: 'fr or en: language of labels', fr: 'fr ou en : langue des libellés' },
  P_COLUMNS: {
    en: 'names of columns, between commas; all when absent',
    fr: 'noms de colonnes, séparés par des virgules ; toutes sans ce paramètre',
  },
  P_LIMIT: { en: 'most rows', fr: 'nombre maximal de lignes' },
  P_AFTER: { en: 'cursor behind which rows begin', fr: 'curseur après lequel les lignes commencent' },
  P_CURSOR: { en: '1: each row ends with its cursor', fr: '1 : chaque ligne finit par son curseur' },
  P_HEADER: { en: '0: without the line of column names', fr: '0 : sans la ligne des noms de colonnes' },
  P_BOM: {
    en: '1: begins with a byte order mark, by which Excel recognises UTF-8',
    fr: '1 : commence par un indicateur d’ordre des octets, auquel Excel reconnaît l’UTF-8',
  },
  P_SEPARATOR: {
    en: 'in CSV, between the cells of a line: a comma when absent, a semicolon (;), by which Excel in French opens the file, or a tab (%09)',
    fr: 'en CSV, entre les cellules d’une ligne : la virgule sans ce paramètre, le point-virgule (;), avec lequel Excel en français ouvre le fichier, ou la tabulation (%09)',
  },
  P_RAW: {
    en: '1: texts without the guard against formulas',
    fr: '1 : textes sans protection contre les formules',
  },
} as const;
