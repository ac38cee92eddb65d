/** Problems that the kernel itself reports, by code: what each means, and its messages in both languages. */
export const KERNEL_PROBLEMS = {
  CLIENT_MUTATION_ID_REUSED: {
    description: 'The `clientMutationId` was used for another request (clé d’idempotence déjà utilisée).',
    en: 'This clientMutationId was used for another request: use a new one for each.',
    fr: 'Ce clientMutationId a servi à une autre requête : utilisez-en un nouveau pour chacune.',
  },
  CLOSED: {
    description: 'The authority is closed; editors of its successor maintain its records (fermée).',
    reasons: {
      RECORDS: {
        en: 'It is closed: only editors of its successor can change its records.',
        fr: 'Elle est fermée : seuls ceux qui gèrent son successeur peuvent modifier ses fiches.',
      },
      NEW_RECORD: {
        en: 'It is closed: create this for its successor instead.',
        fr: 'Elle est fermée : créez ceci pour son successeur.',
      },
    },
  },
  DATE_INVALID: {
    description: 'A date lies outside the possible span (date non valable).',
    reasons: {
      BOUNDS: { en: 'From {from} to {to}.', fr: 'De {from} à {to}.' },
      FROM: { en: 'From {from} on.', fr: 'À partir du {from}.' },
      IN_FUTURE: { en: 'This date is in the future.', fr: 'Cette date est dans le futur.' },
      IN_FUTURE_EDIT: {
        en: 'This date is in the future: change the planned date with an edit instead.',
        fr: 'Cette date est dans le futur : modifiez plutôt la date prévue.',
      },
      AFTER_PLANNED: {
        en: 'It was to close on {day}: give that day or an earlier one.',
        fr: 'La clôture était prévue le {day} : donnez ce jour ou un jour antérieur.',
      },
      BEFORE_CREATION: { en: 'It was created in {date}.', fr: 'La création date de {date}.' },
      BEFORE_BEGINNING: { en: 'It exists since {day}.', fr: 'L’existence commence le {day}.' },
      BEFORE_EXISTENCE: {
        en: 'It did not exist before that.',
        fr: 'L’existence ne commence qu’après cette date.',
      },
    },
  },
  NOT_FOUND: {
    description: 'There is nothing with this id (introuvable).',
    en: 'There is no {type} with this id.',
    fr: 'Il n’y a pas de {type} avec cet identifiant.',
  },
  NOTHING_TO_CHANGE: {
    description: 'An edit sets no field (rien à modifier).',
    en: 'Set at least one field to change.',
    fr: 'Indiquez au moins un champ à modifier.',
  },
  TEXT_INVALID: {
    description: 'A text is empty, too long, or has characters that cannot be seen (texte non valable).',
    reasons: {
      EMPTY: {
        en: 'Expected text; omit the field when there is none.',
        fr: 'Un texte est attendu ; omettez le champ s’il n’y en a pas.',
      },
      REQUIRED: {
        en: 'This text is required: omit the field to keep it.',
        fr: 'Ce texte est obligatoire : omettez le champ pour le garder.',
      },
      TOO_LONG: { en: 'At most {max} characters.', fr: 'Au plus {max} caractères.' },
      CONTROL: { en: 'No control characters.', fr: 'Pas de caractères de contrôle.' },
      CONTROL_OR_LINES: {
        en: 'No control characters, and a single line.',
        fr: 'Pas de caractères de contrôle, et une seule ligne.',
      },
      INVISIBLE: {
        en: 'No characters that cannot be seen: {character}.',
        fr: 'Pas de caractères invisibles : {character}.',
      },
      NO_LETTER: { en: 'Letters or digits are expected.', fr: 'Des lettres ou des chiffres sont attendus.' },
    },
  },
  URL_INVALID: {
    description: 'A web address has a user name or a password (adresse web non valable).',
    en: 'Expected an address without a name and a password.',
    fr: 'Une adresse sans nom d’utilisateur ni mot de passe est attendue.',
  },
  VALUE_NEEDED: {
    description: 'A field cannot be cleared, or needs a value here (valeur requise).',
    reasons: {
      NOT_NULL: {
        en: 'This field cannot be null: omit it or give a value.',
        fr: 'Ce champ ne peut pas être nul : omettez-le ou donnez une valeur.',
      },
      DATE: {
        en: 'This date is required: omit the field to keep it.',
        fr: 'Cette date est obligatoire : omettez le champ pour la garder.',
      },
      FIRST_DAY: {
        en: 'Give its new first day, or leave out the other dates too.',
        fr: 'Donnez le nouveau premier jour, ou omettez aussi les autres dates.',
      },
      SOURCES_DIFFER: {
        en: 'Sources differ on this field: give the valid value.',
        fr: 'Les sources divergent sur ce champ : donnez la bonne valeur.',
      },
    },
  },
  VERSION_CONFLICT: {
    description: 'It has changed since it was read (conflit de versions).',
    en: 'It has changed since you read it: it is at version {version} now. Read it again before you edit it.',
    fr: 'Modification intervenue depuis votre lecture : la version est maintenant {version}. Relisez avant de modifier.',
  },
} as const;
