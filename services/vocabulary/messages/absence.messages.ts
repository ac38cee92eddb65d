/** Things that lists hold, in the plural, by id. */
export const ITEMS = {
  PARTNERSHIPS: { en: 'partnerships', fr: 'partenariats' },
  COOPERATION_REQUESTS: { en: 'cooperation requests', fr: 'demandes de coopération' },
  CALLS: { en: 'calls for projects', fr: 'appels à projets' },
  LAUREATES: { en: 'laureates', fr: 'lauréats' },
  EVENTS: { en: 'events', fr: 'événements' },
  NEWS_ITEMS: { en: 'news items', fr: 'actualités' },
  RESOURCES: { en: 'resources', fr: 'ressources' },
  COUNTRY_GROUPS: { en: 'country groups', fr: 'groupes-pays' },
  FOREIGN_AUTHORITIES: { en: 'foreign authorities', fr: 'autorités étrangères' },
  AUTHORITIES: { en: 'French authorities', fr: 'collectivités françaises' },
  EXPERTISES: { en: 'expertises', fr: 'expertises' },
} as const;

/** Why a list is empty, by id. */
export const ABSENCES = {
  NO_MATCH: {
    en: 'None of the {items} known here meets all of these conditions; others may exist that no source of this graph lists.',
    fr: 'Rien ne remplit toutes ces conditions parmi les {items} que ce graphe connaît ; il peut en exister d’autres qu’aucune source de ce graphe ne mentionne.',
  },
  NOT_CLASSIFIED: {
    en: '{count} {items} meet the other conditions, but have no theme in their source: whether they belong to this theme is unknown.',
    fr: '{count} {items} remplissent les autres conditions, mais n’ont pas de thématique dans leur source : on ignore si cette thématique est la leur.',
  },
  NONE_PUBLISHED: {
    en: 'No source of this graph publishes any {items}: the question is unanswered, this is not a no.',
    fr: 'Aucune source de ce graphe ne publie de {items} : la question reste sans réponse, ce n’est pas un non.',
  },
  AUTHORITIES_NOT_CLASSIFIED: {
    en: '{count} French authorities meet the other conditions, and have partnerships whose source states no theme: whether these show this one is unknown.',
    fr: '{count} collectivités françaises remplissent les autres conditions et ont des partenariats dont la source n’indique pas de thématique : on ignore s’ils relèvent de celle-ci.',
  },
  IMPOSSIBLE: {
    en: 'Nothing can meet {arguments}: its list of values is empty, it excludes all that it asks for, or its lower bound is above the upper one.',
    fr: 'Rien ne peut remplir {arguments} : sa liste de valeurs est vide, elle exclut tout ce qu’elle demande, ou sa borne inférieure dépasse la borne supérieure.',
  },
  FRANCE: {
    en: 'France is the country of the French authorities, and no partner of them: countries here are those of their partners.',
    fr: 'La France est le pays des collectivités françaises, et non leur partenaire : les pays sont ici ceux de leurs partenaires.',
  },
  NEVER_MET: {
    en: 'Whatever the other conditions, none of the {items} meets {arguments}.',
    fr: 'Quelles que soient les autres conditions, rien ne remplit {arguments} parmi les {items}.',
  },
  NEVER_STATED: {
    en: 'No source of this graph states for any of the {items} what {arguments} asks for: the question is unanswered, this is not a no.',
    fr: 'Aucune source de ce graphe n’indique, pour les {items}, ce que demande {arguments} : la question reste sans réponse, ce n’est pas un non.',
  },
  NO_GROUP: {
    en: 'No group meets `having`; `total` says how much was counted.',
    fr: 'Aucun groupe ne remplit `having` ; `total` dit combien ont été comptés.',
  },
  PARTNERSHIPS_NOT_CLASSIFIED: {
    en: '{count} partnerships meet the other conditions, but have no theme in their source: whether they show an expertise in this theme is unknown.',
    fr: '{count} partenariats remplissent les autres conditions, mais n’ont pas de thématique dans leur source : on ignore s’ils attestent une expertise dans cette thématique.',
  },
  NO_LABEL: {
    en: 'No known label meets all of these conditions.',
    fr: 'Aucun label connu ne remplit toutes ces conditions.',
  },
  NO_LANGUAGES: {
    en: 'No published source states the working languages of authorities: the question is unanswered, this is not a no.',
    fr: 'Aucune source publiée n’indique les langues de travail des collectivités : la question reste sans réponse, ce n’est pas un non.',
  },
  NO_MOBILISATION: {
    en: 'No published source states the terms of mobilisation: the question is unanswered, this is not a no.',
    fr: 'Aucune source publiée n’indique les modalités de mobilisation : la question reste sans réponse, ce n’est pas un non.',
  },
  NO_HOLDERS: {
    en: 'Labels were awarded, but no public source names a holder with its expertise.',
    fr: 'Des labels ont été attribués, mais aucune source publique ne nomme un détenteur avec son expertise.',
  },
  NO_DECLARATIONS: {
    en: 'No published source lists what authorities themselves declare of their expertise: the question is unanswered, this is not a no.',
    fr: 'Aucune source publiée ne reprend ce que les collectivités déclarent elles-mêmes de leur expertise : la question reste sans réponse, ce n’est pas un non.',
  },
  NO_EVIDENCE: {
    en: 'No published source shows an expertise by partnerships: the question is unanswered, this is not a no.',
    fr: 'Aucune source publiée ne permet d’attester une expertise par des partenariats : la question reste sans réponse, ce n’est pas un non.',
  },
} as const;
