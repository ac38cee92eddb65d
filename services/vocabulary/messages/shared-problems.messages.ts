/** Problems that several kinds of things have, by code. */
export const SHARED_PROBLEMS = {
  AUTHORITY_CLOSED: {
    description: 'The authority was closed (collectivité fermée).',
    reasons: {
      BEFORE: { en: 'It was closed before.', fr: 'Elle est déjà fermée.' },
      ON: { en: '{name} was closed on {day}.', fr: '{name} : collectivité fermée le {day}.' },
      GRANT: { en: 'The authority {id} was closed.', fr: 'La collectivité {id} est fermée.' },
      GRANT_SUCCESSOR: {
        en: 'The authority {id} was closed: grant the role for its successor, {successor}.',
        fr: 'La collectivité {id} est fermée : attribuez le rôle pour son successeur, {successor}.',
      },
    },
  },
  CODE_INVALID: {
    description: 'A new code does not have the expected form (code non valable).',
    reasons: {
      CALL: {
        en: 'Expected a code such as AAP-GEN-2024-2026.',
        fr: 'Un code tel que AAP-GEN-2024-2026 est attendu.',
      },
      GROUP: {
        en: 'Expected 2 to 40 capital letters, such as MG or SAHEL.',
        fr: 'De 2 à 40 majuscules sont attendues, telles que MG ou SAHEL.',
      },
    },
  },
  CODE_TAKEN: {
    description: 'Another one has this code (code déjà pris).',
    reasons: {
      CALL: { en: 'Another call has this code.', fr: 'Un autre appel porte ce code.' },
      GROUP: { en: 'Another group has this code.', fr: 'Un autre groupe porte ce code.' },
    },
  },
  CONTACT_INVALID: {
    description: 'The address is not the mailbox of an office (adresse de contact non valable).',
    en: 'Expected the mailbox of an office, never a person’s: its name begins with that of the office, as in cooperation@huye.example or mairie@djougou.example.',
    fr: 'Une adresse de service est attendue, jamais celle d’une personne : elle commence par le nom du service, comme cooperation@huye.example ou mairie@djougou.example.',
  },
  COUNTRIES_DIFFER: {
    description: 'The foreign partners are of several countries (pays différents).',
    en: 'The foreign partners are of one country.',
    fr: 'Les partenaires étrangers sont d’un seul pays.',
  },
  COUNTRIES_INVALID: {
    description: 'Too many countries, or one of them twice (pays non valables).',
    reasons: {
      UP_TO: { en: 'At most {max} countries, each once.', fr: 'Au plus {max} pays, chacun une fois.' },
      BETWEEN: { en: '1 to {max} countries, each once.', fr: 'De 1 à {max} pays, chacun une fois.' },
      LABEL_SESSION: {
        en: 'A label session has no countries.',
        fr: 'Une session de label n’a pas de pays.',
      },
    },
  },
  COUNTRY_INVALID: {
    description: 'France where another country is expected (pays non valable).',
    reasons: {
      PROJECTS: {
        en: 'Projects take place in other countries than France.',
        fr: 'Les projets ont lieu dans d’autres pays que la France.',
      },
      PARTNERS: {
        en: 'The foreign partners are of another country than France.',
        fr: 'Les partenaires étrangers sont d’un autre pays que la France.',
      },
    },
  },
  COUNTRY_UNKNOWN: {
    description: 'No country has this code (pays inconnu).',
    reasons: {
      CODE: { en: 'No country has the code {code}.', fr: 'Aucun pays n’a le code {code}.' },
      ABROAD: { en: 'Countries other than France.', fr: 'Des pays autres que la France.' },
    },
  },
  DATES_INVALID: {
    description: 'Dates are not in the expected order (dates non valables).',
    reasons: {
      ENDS_BEFORE_BEGINS: { en: 'It ends before it begins.', fr: 'La fin précède le début.' },
      DIFFER: {
        en: 'Two fields give this date differently: {one} and {other}.',
        fr: 'Deux champs donnent cette date différemment : {one} et {other}.',
      },
      ENDED_IN_FUTURE: {
        en: 'It has ended, and its end lies in the future.',
        fr: 'Le statut est terminé, et la fin est dans le futur.',
      },
      ENDS_BEFORE_SIGNED: { en: 'It ends before it was signed.', fr: 'La fin précède la signature.' },
      CALL_ORDER: {
        en: 'It opens, then closes, then has its results.',
        fr: 'L’ouverture, puis la clôture, puis les résultats.',
      },
      AFTER: { en: 'Expected a day after {day}.', fr: 'Un jour après le {day} est attendu.' },
      TERM_ORDER: {
        en: 'A term begins before it ends, and `seenOn` is between the two.',
        fr: 'Un mandat commence avant de finir, et `seenOn` est entre les deux.',
      },
      SEEN_BEFORE: {
        en: 'The date of observation is before its first day.',
        fr: 'La date d’observation précède son premier jour.',
      },
      SEEN_AFTER: {
        en: 'The date of observation is after its last day.',
        fr: 'La date d’observation suit son dernier jour.',
      },
      SESSION_ORDER: {
        en: 'Expected announcedOn ≤ submissionsBefore ≤ the day after heldOn.',
        fr: 'L’ordre attendu est announcedOn ≤ submissionsBefore ≤ le lendemain de heldOn.',
      },
      SESSION_BOUNDS: {
        en: 'Expected announcedOn from 1 January 2000 on, and heldOn within ten years from today.',
        fr: 'announcedOn est attendu à partir du 1er janvier 2000, et heldOn dans les dix ans à venir.',
      },
      LABEL_ORDER: {
        en: 'The last day of validity is not before the first.',
        fr: 'Le dernier jour de validité ne précède pas le premier.',
      },
      LABEL_BOUNDS: {
        en: 'A label is valid within a year of its award, and for at most 20 years.',
        fr: 'Un label prend effet dans l’année de son attribution, pour 20 ans au plus.',
      },
      LABEL_FROM_AWARD: {
        en: 'A label is valid from the day of its award at the earliest.',
        fr: 'Un label est valable au plus tôt le jour de son attribution.',
      },
    },
  },
  EVIDENCED_BY_SOURCES: {
    description: 'Public sources state it, so that it cannot be changed here (attesté par des sources).',
    reasons: {
      PARTNERS: {
        en: 'Public sources name its partners: end the partnership, or ask an administrator to remove yours.',
        fr: 'Des sources publiques nomment ses partenaires : mettez fin au partenariat, ou demandez à un administrateur de retirer le vôtre.',
      },
      DATE: {
        en: 'Public sources state this date: it cannot change.',
        fr: 'Des sources publiques indiquent cette date : elle ne peut pas changer.',
      },
      FIELD: {
        en: 'Public sources state this field: edit the description, or declare another expertise.',
        fr: 'Des sources publiques indiquent ce champ : modifiez la description, ou déclarez une autre expertise.',
      },
      EXPERTISE: {
        en: 'Partnerships in public sources are evidence of it: only declared expertises can be withdrawn.',
        fr: 'Des partenariats de sources publiques l’attestent : seules les expertises déclarées peuvent être retirées.',
      },
    },
  },
  EXPIRY_INVALID: {
    description: 'The last day is in the past, or too far ahead (échéance non valable).',
    reasons: {
      YEARS: {
        en: 'It must lie in the future, within {years} years.',
        fr: 'Elle doit être dans le futur, dans les {years} ans.',
      },
      UP_TO: {
        en: 'Expected a day after today and not after {latest}.',
        fr: 'Un jour après aujourd’hui et au plus tard le {latest} est attendu.',
      },
    },
  },
  FOREIGN_AUTHORITY_UNKNOWN: {
    description: 'No foreign authority has this id (autorité étrangère inconnue).',
    en: 'No foreign authority has the id {id}.',
    fr: 'Aucune autorité étrangère n’a l’identifiant {id}.',
  },
  LANGUAGE_UNKNOWN: {
    description: 'A language code does not exist, or too many are named (langue inconnue).',
    reasons: {
      ONE: {
        en: 'Expected an ISO 639-1 code, such as fr.',
        fr: 'Un code ISO 639-1 est attendu, tel que fr.',
      },
      UP_TO: {
        en: 'At most {max} languages, each by its code in ISO 639-1 such as "en".',
        fr: 'Au plus {max} langues, chacune par son code ISO 639-1 tel que « en ».',
      },
      SOME: {
        en: 'Expected 1 to 10 language codes (ISO 639-1) such as "fr" or "en".',
        fr: 'De 1 à 10 codes de langue (ISO 639-1) sont attendus, tels que « fr » ou « en ».',
      },
      CODE: {
        en: 'Expected 1 to 10 language codes (ISO 639-1) such as "fr" or "en", not "{code}".',
        fr: 'De 1 à 10 codes de langue (ISO 639-1) sont attendus, tels que « fr » ou « en », et non « {code} ».',
      },
    },
  },
  NUMBER_INVALID: {
    description: 'A number is too small or too large (nombre non valable).',
    reasons: {
      BETWEEN: { en: 'From 0 to {max}.', fr: 'De 0 à {max}.' },
      NOT_NEGATIVE: { en: 'At least 0.', fr: 'Au moins 0.' },
      INHABITANTS: { en: 'Expected a number of inhabitants.', fr: 'Un nombre d’habitants est attendu.' },
      MONTHS: {
        en: 'The longest duration is no shorter than the shortest.',
        fr: 'La durée la plus longue n’est pas inférieure à la plus courte.',
      },
      RETAINED: {
        en: 'No more are retained than applied.',
        fr: 'Il n’y a pas plus de projets retenus que de candidatures.',
      },
      LAUREATES_KNOWN: {
        en: 'More laureates than that are known by name.',
        fr: 'Davantage de lauréats sont connus par leur nom.',
      },
    },
  },
  SAME_AUTHORITY: {
    description: 'Another authority is expected (même collectivité).',
    reasons: {
      MERGER: {
        en: 'Another authority takes over from it.',
        fr: 'C’est une autre collectivité qui lui succède.',
      },
      LABEL: { en: 'This authority already holds it.', fr: 'Cette collectivité le détient déjà.' },
    },
  },
  STATUS_INVALID: {
    description: 'The present status does not allow this (statut non valable).',
    reasons: {
      END: {
        en: 'Use partnershipEnd to end a partnership.',
        fr: 'Utilisez partnershipEnd pour mettre fin à un partenariat.',
      },
      ENDED: { en: 'It has ended.', fr: 'Ce partenariat est terminé.' },
      ENDED_PARTNERS: {
        en: 'It has ended: its partners can no longer be removed.',
        fr: 'Ce partenariat est terminé : ses partenaires ne peuvent plus être retirés.',
      },
      NEW_EVENT: { en: 'A new event is one of {allowed}.', fr: 'Un nouvel événement est {allowed}.' },
      EVENT_CANCELLED: { en: 'It was cancelled.', fr: 'L’événement est annulé.' },
      EVENT_POSTPONED: {
        en: 'It is already postponed without a new date.',
        fr: 'L’événement est déjà reporté sans nouvelle date.',
      },
      EVENT_HELD: { en: 'It is already marked as held.', fr: 'L’événement est déjà marqué comme tenu.' },
      EVENT_TRANSITION: {
        en: 'The status of the event does not allow this change.',
        fr: 'Le statut de l’événement ne permet pas ce changement.',
      },
      EVENT_NOT_BEGUN: { en: 'It has not begun yet.', fr: 'L’événement n’a pas encore commencé.' },
      IS: { en: 'It is {status}.', fr: 'Le statut est {status}.' },
      EXPECTED: {
        en: 'It is {status}; expected one of {allowed}.',
        fr: 'Le statut est {status} ; attendu : {allowed}.',
      },
    },
  },
  THEME_UNKNOWN: {
    description: 'No theme has this code (thématique inconnue).',
    en: 'No theme has the code "{code}"; `themes` lists them all.',
    fr: 'Aucune thématique n’a le code « {code} » ; `themes` les donne toutes.',
  },
  THEMES_INVALID: {
    description: 'Too few or too many themes, or one of them twice (thématiques non valables).',
    reasons: {
      UP_TO: { en: 'At most {most} themes, each once.', fr: 'Au plus {most} thématiques, chacune une fois.' },
      BETWEEN: {
        en: '{least} to {most} themes, each once.',
        fr: 'De {least} à {most} thématiques, chacune une fois.',
      },
    },
  },
  WITHDRAWN: {
    description: 'It was withdrawn (retiré).',
    en: 'It was withdrawn.',
    fr: 'Cette fiche a été retirée.',
  },
  YEAR_INVALID: {
    description: 'A year lies outside the possible span (année non valable).',
    en: 'From {from} to {to}.',
    fr: 'De {from} à {to}.',
  },
} as const;
