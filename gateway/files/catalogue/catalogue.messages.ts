/** Texts of the catalogue, by id. */
export const CATALOGUE_MESSAGES = {
  CATALOGUE: { en: 'Catalogue of Passerelle', fr: 'Catalogue de Passerelle' },
  TITLE: {
    en: 'Passerelle: the open graph of French decentralised cooperation',
    fr: 'Passerelle : le graphe ouvert de la coopération décentralisée française',
  },
  DESCRIPTION: {
    en: 'Partnerships of French and foreign local authorities, expertises of French authorities by theme and country, labels, calls for projects, country groups, agenda, news and resources; each row with its source, licence, date and attestation.',
    fr: 'Partenariats de collectivités françaises et étrangères, expertises des collectivités françaises par thème et par pays, labels, appels à projets, groupes-pays, agenda, actualités et ressources ; chaque ligne avec sa source, sa licence, sa date et son attestation.',
  },
  KEYWORDS: {
    en: 'decentralised cooperation, local authorities, partnerships, expertise, international action',
    fr: 'coopération décentralisée, collectivités territoriales, partenariats, expertise, action internationale',
  },
  THEME_GOVE: { en: 'Government and public sector', fr: 'Gouvernement et secteur public' },
  THEME_INTR: { en: 'International issues', fr: 'Questions internationales' },
  PUBLISHER: { en: 'Passerelle', fr: 'Passerelle' },
  SERVICE: { en: 'The graph, by GraphQL', fr: 'Le graphe, en GraphQL' },
  LIST_FILE: { en: '{name} as {format}, at this moment', fr: '{name} en {format}, à cet instant' },
  DUMP_FILE: { en: 'The whole set: {name}', fr: 'Le jeu complet : {name}' },
} as const;
