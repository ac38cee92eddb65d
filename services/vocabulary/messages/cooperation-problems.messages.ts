/** Problems of partnerships, calls, laureates, cooperation requests and their answers, by code. */
export const COOPERATION_PROBLEMS = {
  AUTHORITY_UNKNOWN: {
    description: 'No French authority has this id (collectivité inconnue).',
    en: 'No French authority has the id {id}.',
    fr: 'Aucune collectivité française n’a l’identifiant {id}.',
  },
  CALL_CLOSED: {
    description: 'The call has closed (appel clos).',
    en: 'It closed on {day}.',
    fr: 'L’appel est clos depuis le {day}.',
  },
  CALL_UNKNOWN: {
    description: 'No call has this code (appel inconnu).',
    en: 'No call has this code.',
    fr: 'Aucun appel n’a ce code.',
  },
  INTEREST_EXISTS: {
    description: 'The authority has an open answer to the request (réponse déjà présente).',
    en: 'This authority has answered this request already.',
    fr: 'Cette collectivité a déjà répondu à cette demande.',
  },
  INTEREST_NOT_PENDING: {
    description: 'The answer is no longer pending (réponse déjà traitée).',
    reasons: {
      IS: {
        en: 'It is no longer pending: it is {status}.',
        fr: 'La réponse n’est plus en attente : son statut est {status}.',
      },
      MEANWHILE: {
        en: 'It was answered or withdrawn already.',
        fr: 'La réponse a déjà été traitée ou retirée.',
      },
    },
  },
  LAST_PARTNER: {
    description: 'The authority is the last French partner (dernier partenaire).',
    en: 'It is the last French partner: end the partnership instead.',
    fr: 'C’est le dernier partenaire français : mettez plutôt fin au partenariat.',
  },
  NEED_MISSING: {
    description: 'The request does not say what is sought (besoin manquant).',
    en: 'Say in French or in English what is sought.',
    fr: 'Dites en français ou en anglais ce qui est recherché.',
  },
  NOT_A_PARTNER: {
    description: 'The authority is not a French partner of it (non partenaire).',
    en: 'It is not one of the French partners.',
    fr: 'Ce n’est pas l’un des partenaires français.',
  },
  PARTNERS_INVALID: {
    description: 'The partners are too few or too many, or not yours to change (partenaires non valables).',
    reasons: {
      EITHER_SIDE: {
        en: 'It has at least one partner on either side.',
        fr: 'Il y a au moins un partenaire de chaque côté.',
      },
      BETWEEN: { en: '1 to {max}, each once.', fr: 'De 1 à {max}, chacun une fois.' },
      REMOVES: {
        en: 'Only an administrator removes authorities for which you have no permission.',
        fr: 'Seul un administrateur retire les collectivités pour lesquelles vous n’avez pas de droits.',
      },
      ADDS: {
        en: 'Only an administrator adds authorities for which you have no permission.',
        fr: 'Seul un administrateur ajoute les collectivités pour lesquelles vous n’avez pas de droits.',
      },
      NOT_YOURS: {
        en: 'Name at least one French authority for which you have permission.',
        fr: 'Nommez au moins une collectivité française pour laquelle vous avez des droits.',
      },
      STATED_BY_OTHERS: {
        en: 'Others have recorded this key of the source for authorities for which you have no permission.',
        fr: 'D’autres ont enregistré cette clé de la source, pour des collectivités pour lesquelles vous n’avez pas de droits.',
      },
      KEEP_ONE: {
        en: 'Keep at least one of your authorities: end the partnership, or leave it with partnershipLeave.',
        fr: 'Gardez au moins une de vos collectivités : mettez fin au partenariat, ou quittez-le par partnershipLeave.',
      },
    },
  },
  PARTNERSHIP_UNKNOWN: {
    description: 'No partnership has this id (partenariat inconnu).',
    en: 'There is no partnership with this id.',
    fr: 'Aucun partenariat n’a cet identifiant.',
  },
  REQUEST_NOT_OPEN: {
    description: 'The request is not open (demande non ouverte).',
    reasons: {
      IS: {
        en: 'The request is not open: it is {status}.',
        fr: 'La demande n’est pas ouverte : son statut est {status}.',
      },
      FASTER: {
        en: 'It is no longer open: somebody was faster.',
        fr: 'Elle n’est plus ouverte : quelqu’un a été plus rapide.',
      },
      NOT: { en: 'The request is not open.', fr: 'La demande n’est pas ouverte.' },
      MATCHED: { en: 'The request is matched already.', fr: 'La demande a déjà trouvé son partenaire.' },
    },
  },
  REQUEST_WITHOUT_AUTHOR: {
    description: 'The request has no author in this graph who could read an answer (demande sans auteur).',
    en: 'The request comes from a public source: it has no author here to read an answer.',
    fr: 'La demande vient d’une source publique : elle n’a pas ici d’auteur pour lire une réponse.',
  },
  TOO_MANY_LAUREATES: {
    description: 'There are as many laureates as applications (trop de lauréats).',
    reasons: {
      CAMPAIGN: {
        en: 'The campaign of this year has as many laureates as applications.',
        fr: 'La campagne de cette année a autant de lauréats que de candidatures.',
      },
      CALL: {
        en: 'The call has as many laureates as applications.',
        fr: 'L’appel a autant de lauréats que de candidatures.',
      },
    },
  },
  TOO_MANY_REPLIES: {
    description: 'The authority has answered the request as often as it can (trop de réponses).',
    en: 'This authority has already answered this request three times, the maximum.',
    fr: 'Cette collectivité a déjà répondu trois fois à cette demande, le maximum.',
  },
  URGENCY_MISSING: {
    description: 'The request does not say when help is needed (urgence manquante).',
    en: 'Say when help is needed.',
    fr: 'Dites quand l’aide est nécessaire.',
  },
} as const;
