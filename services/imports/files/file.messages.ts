/** Why a file cannot be read, by code: what it is, and what would be right. */
export const FILE_ERRORS = {
  FILE_MISSING: {
    en: 'There is no file {name}: name a file that exists.',
    fr: 'Le fichier {name} n’existe pas : indiquez un fichier existant.',
  },
  FILE_EMPTY: {
    en: 'The file is empty: send one with a header and rows.',
    fr: 'Le fichier est vide : envoyez-en un avec un en-tête et des lignes.',
  },
  FILE_TOO_LARGE: {
    en: 'The file is larger than {max} MB: send it in parts.',
    fr: 'Le fichier dépasse {max} Mo : envoyez-le en plusieurs parties.',
  },
  FORMAT_UNKNOWN: {
    en: 'This is {found}, which holds no table that can be read: send CSV, TSV, XLSX, JSON, NDJSON or IATI XML.',
    fr: 'Ce fichier est {found}, dont aucun tableau ne peut être lu : envoyez du CSV, TSV, XLSX, JSON, NDJSON ou IATI XML.',
  },
  WORKBOOK_OLD: {
    en: 'This workbook is in the format of Excel 97 to 2003, or has a password: save it as .xlsx without a password.',
    fr: 'Ce classeur est au format Excel 97-2003, ou protégé par un mot de passe : enregistrez-le en .xlsx sans mot de passe.',
  },
  WORKBOOK_BROKEN: {
    en: 'The workbook is damaged ({reason}): open it in a spreadsheet program and save it again as .xlsx.',
    fr: 'Le classeur est endommagé ({reason}) : ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx.',
  },
  ARCHIVE_BOMB: {
    en: 'The archive unpacks to more than {max} MB, or to more than {ratio} times its size: send the table without what swells it.',
    fr: 'L’archive dépasse {max} Mo une fois décompressée, ou plus de {ratio} fois sa taille : envoyez le tableau sans ce qui le gonfle.',
  },
  SHEET_UNKNOWN: {
    en: 'The workbook has no sheet "{sheet}"; it has {sheets}.',
    fr: 'Le classeur n’a pas de feuille « {sheet} » ; il a {sheets}.',
  },
  SHEETS_EMPTY: {
    en: 'No sheet of the workbook has rows: send one with a header and rows.',
    fr: 'Aucune feuille du classeur n’a de lignes : envoyez-en un avec un en-tête et des lignes.',
  },
  ENCODING_UNKNOWN: {
    en: 'The encoding {encoding} is not known: use UTF-8, UTF-16, Windows-1252 or ISO-8859-1.',
    fr: 'L’encodage {encoding} est inconnu : utilisez UTF-8, UTF-16, Windows-1252 ou ISO-8859-1.',
  },
  ENCODING_WRONG: {
    en: 'The file is not in {encoding}, as was stated: leave the encoding out, or state the right one.',
    fr: 'Le fichier n’est pas en {encoding}, contrairement à ce qui est indiqué : ne précisez pas l’encodage, ou indiquez le bon.',
  },
  CSV_BROKEN: {
    en: 'The text cannot be divided into cells ({reason}): close each quotation mark, and double those inside a cell.',
    fr: 'Le texte ne peut pas être découpé en cellules ({reason}) : fermez chaque guillemet, et doublez ceux que contient une cellule.',
  },
  JSON_BROKEN: {
    en: 'The JSON is not well formed ({reason}): send valid JSON (RFC 8259), or one object per line.',
    fr: 'Le JSON est mal formé ({reason}) : envoyez du JSON valide (RFC 8259), ou un objet par ligne.',
  },
  JSON_WITHOUT_LIST: {
    en: 'The JSON has no list of objects: send a list, or an object that contains one.',
    fr: 'Le JSON ne contient aucune liste d’objets : envoyez une liste, ou un objet qui en contient une.',
  },
  XML_BROKEN: {
    en: 'The XML is not well formed ({reason}): send valid XML.',
    fr: 'Le XML est mal formé ({reason}) : envoyez du XML valide.',
  },
  XML_DOCTYPE: {
    en: 'The XML has a document type with declarations, which are not read: send it without DOCTYPE.',
    fr: 'Le XML a un type de document avec des déclarations, qui ne sont pas lues : envoyez-le sans DOCTYPE.',
  },
  CELL_TOO_LONG: {
    en: 'A cell or value has more than {max} characters: shorten it, or check the quotation marks before it.',
    fr: 'Une cellule ou une valeur dépasse {max} caractères : raccourcissez-la, ou vérifiez les guillemets qui la précèdent.',
  },
  RECORD_TOO_LONG: {
    en: 'A row or object has more than {max} characters: shorten it, or check the quotation marks before it.',
    fr: 'Une ligne ou un objet dépasse {max} caractères : raccourcissez-le, ou vérifiez les guillemets qui le précèdent.',
  },
  COLUMNS_TOO_MANY: {
    en: 'A row has more than {max} columns: remove those that are not needed.',
    fr: 'Une ligne a plus de {max} colonnes : supprimez celles qui ne servent pas.',
  },
  TOO_DEEP: {
    en: 'Values are nested more than {max} levels deep: send a flatter file.',
    fr: 'Des valeurs sont imbriquées sur plus de {max} niveaux : envoyez un fichier moins profond.',
  },
} as const;

/** Kinds of file that hold no table, as messages name them. */
export const FOREIGN_FORMATS = {
  PDF: { en: 'a PDF', fr: 'un PDF' },
  HTML: { en: 'a web page', fr: 'une page web' },
  XML: { en: 'XML of the root <{root}>', fr: 'du XML de racine <{root}>' },
  ZIP: { en: 'an archive without a workbook', fr: 'une archive sans classeur' },
  ODS: { en: 'a workbook of OpenDocument', fr: 'un classeur OpenDocument' },
  XLSB: { en: 'a binary workbook (.xlsb)', fr: 'un classeur binaire (.xlsb)' },
  GZIP: { en: 'a compressed file', fr: 'un fichier compressé' },
  BINARY: { en: 'a binary file', fr: 'un fichier binaire' },
} as const;

/** Where in a file an error is. */
export const PLACES = {
  ROW: { en: 'Row {row}: {message}', fr: 'Ligne {row} : {message}' },
  SHEET_ROW: {
    en: 'Sheet "{sheet}", row {row}: {message}',
    fr: 'Feuille « {sheet} », ligne {row} : {message}',
  },
} as const;
