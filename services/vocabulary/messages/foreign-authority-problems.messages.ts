/** Problems of foreign authorities that people enter, and of access for them, by code. */
export const FOREIGN_AUTHORITY_PROBLEMS = {
  ACCESS_LIMIT: {
    description: 'Too many requests for access of one person (trop de demandes d’accès).',
    reasons: {
      OPEN: {
        en: 'You have {max} open requests: wait for an answer, or withdraw one.',
        fr: 'Vous avez {max} demandes en cours : attendez une réponse, ou retirez-en une.',
      },
      MONTH: {
        en: 'At most {max} requests in 30 days.',
        fr: 'Au plus {max} demandes en 30 jours.',
      },
    },
  },
  ACCESS_REQUESTED: {
    description: 'The person has an open request for the same authority (accès déjà demandé).',
    en: 'You have asked for it before, and the answer is still to come.',
    fr: 'Vous l’avez déjà demandé, et la réponse est encore attendue.',
  },
  AUTHORITY_UNCLEAR: {
    description:
      'Access is asked for neither or for both of an authority that is known and a new one (autorité ambiguë).',
    reasons: {
      ONE: {
        en: 'Name either an authority that is known, or the name, country and kind of a new one.',
        fr: 'Indiquez soit une autorité connue, soit le nom, le pays et la nature d’une nouvelle.',
      },
      GRANT: {
        en: 'Name the authority for which access is granted: enter it first (foreignAuthorityCreate) when it is new.',
        fr: 'Indiquez l’autorité pour laquelle l’accès est accordé : créez-la d’abord (foreignAuthorityCreate) si elle est nouvelle.',
      },
      NAMED: {
        en: 'The person has asked for another authority: decline this request, or grant that one.',
        fr: 'La personne a demandé une autre autorité : refusez cette demande, ou accordez celle-là.',
      },
    },
  },
  ENTRIES_DIFFER: {
    description: 'Two entries are not of one authority (fiches différentes).',
    reasons: {
      COUNTRY: {
        en: 'They are in different countries, {closed} and {survivor}.',
        fr: 'Elles sont de pays différents, {closed} et {survivor}.',
      },
      SAME: { en: 'Name two entries.', fr: 'Indiquez deux fiches.' },
    },
  },
  EXTERNAL_ID_REPEATED: {
    description: 'An earlier row of the batch has the same key (clé répétée).',
    en: 'An earlier row of the batch has this key.',
    fr: 'Une ligne précédente du lot porte cette clé.',
  },
  MERGED: {
    description: 'The entry was merged into another (fiche fusionnée).',
    en: 'It was merged into {id}: edit that one.',
    fr: 'Cette fiche a été fusionnée dans {id} : modifiez celle-ci.',
  },
  NAMES_INVALID: {
    description: 'Too many names (noms non valables).',
    en: 'At most {max} names.',
    fr: 'Au plus {max} noms.',
  },
  OWN_REQUEST: {
    description: 'It is one’s own request, which somebody else decides (sa propre demande).',
    en: 'This is your own request: somebody else decides on it.',
    fr: 'C’est votre propre demande : une autre personne en décide.',
  },
  PERSON_NEEDED: {
    description: 'A person is expected, not the program of a partner (personne attendue).',
    en: 'Sign in as a person: the API key of a partner cannot ask for access.',
    fr: 'Connectez-vous en tant que personne : la clé d’API d’un partenaire ne peut pas demander d’accès.',
  },
  PLACE_INVALID: {
    description: 'Coordinates are not those of a point on the Earth (coordonnées non valables).',
    reasons: {
      LATITUDE: { en: 'A latitude is from -90 to 90.', fr: 'Une latitude va de -90 à 90.' },
      LONGITUDE: { en: 'A longitude is from -180 to 180.', fr: 'Une longitude va de -180 à 180.' },
      BOTH: {
        en: 'Give latitude and longitude, or neither.',
        fr: 'Donnez latitude et longitude, ou aucune.',
      },
    },
  },
  SUBDIVISION_INVALID: {
    description: 'No part of the country has this code (subdivision non valable).',
    en: 'Expected an ISO 3166-2 code of {country}, such as BJ-BO for Borgou in Benin.',
    fr: 'Un code ISO 3166-2 de {country} est attendu, tel que BJ-BO pour le Borgou au Bénin.',
  },
  WIKIDATA_ID_INVALID: {
    description:
      'The id of an item of Wikidata does not have the expected form (identifiant Wikidata non valable).',
    en: 'Expected an item of Wikidata, such as Q3777.',
    fr: 'Un élément de Wikidata est attendu, tel que Q3777.',
  },
  WIKIDATA_ID_TAKEN: {
    description: 'Another authority has this item of Wikidata (identifiant Wikidata déjà pris).',
    reasons: {
      BY: { en: 'It is that of {names}: use that one.', fr: 'C’est celui de {names} : utilisez celle-ci.' },
      OTHER_COUNTRY: {
        en: 'It is that of {names} in {country}: one of the two is wrong.',
        fr: 'C’est celui de {names}, pays {country} : l’un des deux est erroné.',
      },
      MEANWHILE: {
        en: 'Another authority got it meanwhile.',
        fr: 'Une autre autorité l’a reçu entre-temps.',
      },
    },
  },
} as const;
