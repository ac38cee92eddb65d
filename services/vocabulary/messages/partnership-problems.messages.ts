/** Problems of what people enter of partnerships, with their sources, by code. */
export const PARTNERSHIP_PROBLEMS = {
  AMOUNT_INVALID: {
    description: 'An amount or its currency is not possible (montant non valable).',
    reasons: {
      UP_TO: { en: 'At most {max} amounts.', fr: 'Au plus {max} montants.' },
      VALUE: {
        en: 'Expected an amount above 0 and up to 1,000,000,000,000, to the cent.',
        fr: 'Un montant supérieur à 0, jusqu’à 1 000 000 000 000, au centime près, est attendu.',
      },
      CURRENCY: {
        en: 'ISO 4217 has no currency {code}: expected a code such as EUR or XOF.',
        fr: 'L’ISO 4217 n’a pas de devise {code} : un code tel que EUR ou XOF est attendu.',
      },
    },
  },
  DECISION_INVALID: {
    description: 'A decision does not fit what it is about (décision non valable).',
    reasons: {
      NEEDS_PARTNERSHIP: {
        en: 'Say in partnershipId with which partnership it is to be joined.',
        fr: 'Indiquez dans partnershipId le partenariat auquel le rattacher.',
      },
      NO_COMMON_PARTNER: {
        en: 'The partnership {id} has no partner in common with it.',
        fr: 'Le partenariat {id} n’a aucun partenaire en commun.',
      },
      SAME: { en: 'These are one and the same partnership.', fr: 'C’est un seul et même partenariat.' },
      ILLUSTRATIVE: {
        en: 'An example and a fact are not joined.',
        fr: 'Un exemple et un fait ne se rattachent pas.',
      },
    },
  },
  ROWS_INVALID: {
    description: 'Too few or too many rows (lignes non valables).',
    en: 'Expected 1 to {max} rows.',
    fr: 'De 1 à {max} lignes sont attendues.',
  },
  SECTOR_INVALID: {
    description: 'No purpose code of the OECD has this form (code-objet non valable).',
    en: 'Expected the five digits of a purpose code of the OECD, such as 14030.',
    fr: 'Les cinq chiffres d’un code-objet du CAD sont attendus, tels que 14030.',
  },
  SOURCE_INVALID: {
    description: 'The source or the key in it is not in the expected form (source non valable).',
    reasons: {
      KEY: {
        en: 'Expected a key of 2 to 64 of a-z, 0-9, - and ., such as benin-agreements.',
        fr: 'Une clé de 2 à 64 caractères parmi a-z, 0-9, - et . est attendue, telle que benin-agreements.',
      },
      RESERVED: {
        en: 'The key {key} is reserved for partnerships that were joined: choose another.',
        fr: 'La clé {key} est réservée aux partenariats réunis : choisissez-en une autre.',
      },
      EXTERNAL_ID: {
        en: 'Expected a key of 1 to {max} characters without line ends.',
        fr: 'Une clé de 1 à {max} caractères sans retour à la ligne est attendue.',
      },
      REPEATED: {
        en: 'Another row before it has the same externalId.',
        fr: 'Une ligne précédente a le même externalId.',
      },
      NEEDED: {
        en: 'externalId is the key in a source: give the source as well.',
        fr: 'externalId est la clé dans une source : indiquez aussi la source.',
      },
    },
  },
} as const;
