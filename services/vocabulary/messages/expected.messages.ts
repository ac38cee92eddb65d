/** What arguments of the domain should have been, by id. */
export const EXPECTED = {
  COUNTRY_CODE: {
    en: 'two capital letters (ISO 3166-1 alpha-2) such as "BJ"',
    fr: 'deux majuscules (ISO 3166-1 alpha-2) telles que « BJ »',
  },
  SIREN: {
    en: 'nine digits with a valid check digit (Luhn) such as "216901231"',
    fr: 'neuf chiffres avec une clé de contrôle juste (Luhn), tels que « 216901231 »',
  },
  POSTAL_CODE: { en: 'five digits such as "35000"', fr: 'cinq chiffres tels que « 35000 »' },
  INSEE_CODE: {
    en: 'a code such as "69123" or "2A004" (commune), "69" or "2A" (département), "84" (région)',
    fr: 'un code tel que « 69123 » ou « 2A004 » (commune), « 69 » ou « 2A » (département), « 84 » (région)',
  },
  AUTHORITY_ID: { en: 'the id of a French authority', fr: 'l’identifiant d’une collectivité française' },
  FOREIGN_AUTHORITY_ID: {
    en: 'the id of a foreign authority',
    fr: 'l’identifiant d’une autorité locale étrangère',
  },
  FILE_CONTENT: {
    en: 'the content of a file, at most 12,000,000 characters',
    fr: 'le contenu d’un fichier, au plus 12 000 000 caractères',
  },
  COUNTRY: { en: 'the ISO 3166-1 code of a country', fr: 'le code ISO 3166-1 d’un pays' },
  SUBDIVISION: {
    en: 'the ISO 3166-2 code of a part of a country',
    fr: 'le code ISO 3166-2 d’une partie d’un pays',
  },
  COUNTRY_GROUP: { en: 'the code of a country group', fr: 'le code d’un groupe-pays' },
  DEPARTMENT_DIGITS: {
    en: 'a code such as "69", "2A" or "974"',
    fr: 'un code tel que « 69 », « 2A » ou « 974 »',
  },
  REGION_DIGITS: { en: 'two digits such as "84"', fr: 'deux chiffres tels que « 84 »' },
  DEPARTMENT: { en: 'the code of a département', fr: 'le code d’un département' },
  REGION: { en: 'the code of a région', fr: 'le code d’une région' },
  THEME: { en: 'the code of a theme', fr: 'le code d’une thématique' },
  LANGUAGE: {
    en: 'a language by its ISO 639-1 code in lower case',
    fr: 'une langue par son code ISO 639-1 en minuscules',
  },
  SOURCE: { en: 'the title of a source', fr: 'le titre d’une source' },
  LABEL_PROGRAMME: { en: 'the code of a label programme', fr: 'le code d’un programme de label' },
  CALL: { en: 'the code of a call for projects', fr: 'le code d’un appel à projets' },
  DAC_DIGITS: { en: 'five digits such as "14020"', fr: 'cinq chiffres tels que « 14020 »' },
  DAC_SECTOR: { en: 'the code of a DAC sector', fr: 'le code d’un secteur du CAD' },
} as const;
