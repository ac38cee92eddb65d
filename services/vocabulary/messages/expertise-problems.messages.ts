/** Problems of expertises, committee sessions, label applications and labels, by code. */
export const EXPERTISE_PROBLEMS = {
  APPLICATION_EXISTS: {
    description: 'The expertise already has an application for this session (dossier déjà présent).',
    en: 'This expertise already has an application for this session: edit or withdraw it. After a decision, apply at another session.',
    fr: 'Cette expertise a déjà un dossier pour cette session : modifiez-le ou retirez-le. Après une décision, candidatez à une autre session.',
  },
  AWARDED_BEFORE_SESSION: {
    description: 'The award is dated before the session (attribution avant la session).',
    en: 'A label is awarded on the day of the session at the earliest.',
    fr: 'Un label est attribué au plus tôt le jour de la session.',
  },
  AWARDED_IN_FUTURE: {
    description: 'The award is dated in the future (attribution dans le futur).',
    en: 'The day of the award is today at the latest.',
    fr: 'Le jour de l’attribution est aujourd’hui au plus tard.',
  },
  DEADLINE_PASSED: {
    description: 'The application is too late for its session (délai dépassé).',
    en: 'The deadline has passed: applications had to arrive before 00:00:00 in Paris on the day `submissionsBefore` of the session.',
    fr: 'Le délai est dépassé : les dossiers devaient arriver avant 0 h 00, heure de Paris, le jour `submissionsBefore` de la session.',
  },
  DEADLINE_BROUGHT_FORWARD: {
    description:
      'The deadline would come earlier than announced, after applications were submitted for it (délai avancé).',
    en: 'Applications have been submitted, and other authorities rely on the deadline: it can be put off, not brought forward.',
    fr: 'Des dossiers ont été déposés et d’autres collectivités comptent sur le délai : il peut être repoussé, pas avancé.',
  },
  DECISIONS_BEFORE_SESSION: {
    description: 'The session has decided, so that its dates are final (décisions déjà prises).',
    en: 'The session has decided: its dates can no longer change.',
    fr: 'La session a décidé : ses dates ne peuvent plus changer.',
  },
  EXPERTISE_EXISTS: {
    description: 'The authority has an expertise with this theme and title (expertise déjà présente).',
    reasons: {
      TITLE: {
        en: 'The authority already has an expertise with this theme and title: edit it, or choose another title.',
        fr: 'La collectivité a déjà une expertise de cette thématique et de ce titre : modifiez-la, ou choisissez un autre titre.',
      },
      JUST_DECLARED: {
        en: 'The authority has just declared an expertise of the same theme and title: try again.',
        fr: 'La collectivité vient de déclarer une expertise de la même thématique et du même titre : recommencez.',
      },
    },
  },
  EXPERTISE_UNKNOWN: {
    description: 'No expertise has this id (expertise inconnue).',
    en: 'There is no such expertise.',
    fr: 'Cette expertise n’existe pas.',
  },
  EXPERTISE_WITHDRAWN: {
    description: 'The expertise was withdrawn (expertise retirée).',
    reasons: {
      REFERENCE: { en: 'The expertise was withdrawn.', fr: 'L’expertise a été retirée.' },
      DECLARE_AGAIN: {
        en: 'It was withdrawn: declare it again.',
        fr: 'Elle a été retirée : déclarez-la de nouveau.',
      },
    },
  },
  LABEL_APPLIED_FOR: {
    description: 'The expertise has an open label application (dossier de label en cours).',
    reasons: {
      WITHDRAW_FIRST: {
        en: 'It has an open label application: withdraw that first.',
        fr: 'Un dossier de label est en cours : retirez-le d’abord.',
      },
      TITLE: {
        en: 'It has an open label application under this title.',
        fr: 'Un dossier de label est en cours sous ce titre.',
      },
      TRANSFER: {
        en: 'Its expertise would be transferred too, but has an open application: decide on it or withdraw it first.',
        fr: 'Son expertise serait transférée aussi, mais un dossier est en cours : décidez-en ou retirez-le d’abord.',
      },
    },
  },
  LABEL_EXPIRED: {
    description: 'The label has expired (label expiré).',
    reasons: {
      ALREADY: { en: 'It has already expired.', fr: 'Le label a déjà expiré.' },
      TRANSFER: {
        en: 'It has expired and cannot be transferred.',
        fr: 'Le label a expiré et ne peut pas être transféré.',
      },
    },
  },
  LABEL_IN_FORCE: {
    description: 'Another label is in force on some of the same days (label en vigueur).',
    reasons: {
      ANOTHER: {
        en: 'The authority has another label for this expertise on some of these days.',
        fr: 'La collectivité a un autre label pour cette expertise certains de ces jours.',
      },
      CHOOSE_DAYS: {
        en: 'The authority has a label for this expertise on some of these days: choose other days, or revoke that label.',
        fr: 'La collectivité a un label pour cette expertise certains de ces jours : choisissez d’autres jours, ou retirez ce label.',
      },
      TRANSFER: {
        en: 'Its expertise of the same theme and title has a label for some of the same days.',
        fr: 'Son expertise de la même thématique et du même titre a un label certains de ces jours.',
      },
    },
  },
  LABEL_REVOKED: {
    description: 'The label was revoked (label retiré).',
    reasons: {
      ALREADY: { en: 'It is already revoked.', fr: 'Le label est déjà retiré.' },
      TRANSFER: {
        en: 'It was revoked and cannot be transferred.',
        fr: 'Le label a été retiré et ne peut pas être transféré.',
      },
    },
  },
  LABEL_STANDS: {
    description: 'The expertise has a label that has not ended (label en cours).',
    reasons: {
      END_FIRST: {
        en: 'It has a label, which must end first.',
        fr: 'Elle a un label, qui doit d’abord finir.',
      },
      TITLE: { en: 'It has a label under this title.', fr: 'Elle a un label sous ce titre.' },
    },
  },
  NO_LABEL_GRANTED: {
    description: 'A refusal has fields of a label (aucun label attribué).',
    en: 'A refusal grants no label: omit this field.',
    fr: 'Un refus n’attribue aucun label : omettez ce champ.',
  },
  PART_MISSING: {
    description: 'A part of the application is empty (partie manquante).',
    en: 'The part `{part}` is empty: edit the draft.',
    fr: 'La partie `{part}` est vide : modifiez le brouillon.',
  },
  PROGRAMME_UNKNOWN: {
    description: 'No label programme has this code (programme inconnu).',
    en: 'No programme has this code; `labelProgrammes` lists them all.',
    fr: 'Aucun programme n’a ce code ; `labelProgrammes` les donne tous.',
  },
  REASONS_MISSING: {
    description:
      'A refusal, or a move of dates after applications were submitted, has no reasons (motifs manquants).',
    reasons: {
      REFUSAL: { en: 'A refusal requires reasons.', fr: 'Un refus doit être motivé.' },
      DATES: {
        en: 'Applications have been submitted: say why the dates move.',
        fr: 'Des dossiers ont été déposés : indiquez pourquoi les dates changent.',
      },
    },
  },
  SESSION_NOT_HELD: {
    description: 'The session was not held yet (session à venir).',
    en: 'The session has not been held yet: decisions are possible from its day `heldOn` on.',
    fr: 'La session n’a pas encore eu lieu : les décisions sont possibles à partir de son jour `heldOn`.',
  },
  SESSION_UNKNOWN: {
    description: 'No committee session has this id (session inconnue).',
    reasons: {
      NONE: {
        en: 'There is no such session; `committeeSessions` lists them all.',
        fr: 'Cette session n’existe pas ; `committeeSessions` les donne toutes.',
      },
      REQUIRED: {
        en: 'The session is required: omit the field to keep it.',
        fr: 'La session est obligatoire : omettez le champ pour la garder.',
      },
    },
  },
  TOO_MANY_EXPERTISES: {
    description: 'The authority has declared as many expertises as it can (trop d’expertises).',
    en: 'An authority declares at most 200 expertises: withdraw another one first.',
    fr: 'Une collectivité déclare au plus 200 expertises : retirez-en d’abord une autre.',
  },
} as const;
