/** What a cell should have been, by code of the problem. */
export const CELL_PROBLEMS = {
  NOT_CONCERNED: {
    en: 'one of {values}: the row is about something else and is left out',
    fr: 'une des valeurs {values} : la ligne porte sur autre chose et n’est pas reprise',
  },
  ROW_SHIFTED: {
    en: 'no more cells than headers: {count} stand beyond the last one, so the values have shifted',
    fr: 'autant de cellules que d’en-têtes : {count} dépassent le dernier, les valeurs sont donc décalées',
  },
  TEXT_REPAIRED: {
    en: 'text in the encoding of the file: it was decoded wrongly once, and is read as "{right}"',
    fr: 'un texte dans l’encodage du fichier : mal décodé une fois, il est lu « {right} »',
  },
  IDENTIFIER_REPEATED: {
    en: 'an identifier that occurs once in the file: this one occurs {count} times',
    fr: 'un identifiant présent une seule fois dans le fichier : celui-ci l’est {count} fois',
  },
  FRENCH_AUTHORITY_MISSING: {
    en: 'a French authority: its name, SIREN or code of commune',
    fr: 'une collectivité française : son nom, son SIREN ou son code commune',
  },
  FOREIGN_AUTHORITY_MISSING: {
    en: 'a local authority abroad: its name beside the country',
    fr: 'une autorité locale étrangère : son nom, en plus du pays',
  },
  COUNTRY_MISSING: { en: 'the country of the partner', fr: 'le pays du partenaire' },
  COUNTRY_UNKNOWN: {
    en: 'a country by name or ISO 3166-1 code, such as "Bénin" or "BJ"',
    fr: 'un pays par son nom ou son code ISO 3166-1, tel que « Bénin » ou « BJ »',
  },
  COUNTRY_IS_FRANCE: {
    en: 'a country abroad: partners in France are French authorities',
    fr: 'un pays étranger : en France, les partenaires sont des collectivités françaises',
  },
  DATE_INVALID: {
    en: 'a date such as "20/05/2013" (day first), "mai 2013", "2013-05-20" or "2013"',
    fr: 'une date telle que « 20/05/2013 » (le jour d’abord), « mai 2013 », « 2013-05-20 » ou « 2013 »',
  },
  PERIOD_INVALID: {
    en: 'a period such as "2013-2015" or "depuis 2013"',
    fr: 'une période telle que « 2013-2015 » ou « depuis 2013 »',
  },
  DATES_REVERSED: {
    en: 'an end that is not before the start, {start}',
    fr: 'une fin qui ne précède pas le début, {start}',
  },
  NUMBER_INVALID: {
    en: 'a number such as "1 234,5" or "1,234.5"',
    fr: 'un nombre tel que « 1 234,5 » ou « 1,234.5 »',
  },
  NUMBER_AMBIGUOUS: {
    en: 'a number with two decimals or none, or `decimal` in the map: a comma or point here may group or divide',
    fr: 'un nombre avec deux décimales ou aucune, ou `decimal` dans la correspondance : la virgule ou le point est ici ambigu',
  },
  CURRENCY_UNKNOWN: {
    en: 'a currency by ISO 4217 code, such as "EUR" or "XOF"',
    fr: 'une monnaie par son code ISO 4217, tel que « EUR » ou « XOF »',
  },
  KIND_UNKNOWN: {
    en: 'a kind such as "Jumelage", "Partenariat" or "Accord d’amitié", or `words` in the map',
    fr: 'une nature telle que « Jumelage », « Partenariat » ou « Accord d’amitié », ou `words` dans la correspondance',
  },
  STATUS_UNKNOWN: {
    en: 'a status such as "En cours", "Terminé", "Suspendu" or "En négociation", or `words` in the map',
    fr: 'un état tel que « En cours », « Terminé », « Suspendu » ou « En négociation », ou `words` dans la correspondance',
  },
  THEME_UNKNOWN: {
    en: 'a theme by its label or code, or `words` in the map',
    fr: 'une thématique par son libellé ou son code, ou `words` dans la correspondance',
  },
  SECTOR_UNKNOWN: {
    en: 'a purpose code of the DAC, of five digits',
    fr: 'un code-objet du CAD, à cinq chiffres',
  },
  SIREN_INVALID: { en: 'a SIREN of nine digits', fr: 'un SIREN de neuf chiffres' },
  CODE_INVALID: {
    en: 'a code of five characters, such as "35238" or "2A004"',
    fr: 'un code de cinq caractères, tel que « 35238 » ou « 2A004 »',
  },
  WIKIDATA_INVALID: { en: 'a Wikidata id such as "Q90"', fr: 'un identifiant Wikidata tel que « Q90 »' },
  COORDINATES_INVALID: {
    en: 'a latitude from -90 to 90 and a longitude from -180 to 180',
    fr: 'une latitude de -90 à 90 et une longitude de -180 à 180',
  },
  URL_INVALID: { en: 'an http or https address', fr: 'une adresse en http ou https' },
} as const;
