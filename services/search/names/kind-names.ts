type KindName = readonly [fr: string, en: string];

const KINDS: Readonly<Record<string, KindName>> = {
  COMMUNE: ['Commune', 'Commune'],
  COMMUNITY_OF_COMMUNES: ['Communauté de communes', 'Community of communes'],
  AGGLOMERATION_COMMUNITY: ['Communauté d’agglomération', 'Agglomeration community'],
  URBAN_COMMUNITY: ['Communauté urbaine', 'Urban community'],
  METROPOLIS: ['Métropole', 'Metropolis'],
  METROPOLIS_LYON: ['Métropole à statut particulier', 'Metropolis with special status'],
  TERRITORIAL_PUBLIC_ESTABLISHMENT: ['Établissement public territorial', 'Territorial public establishment'],
  DEPARTMENT: ['Département', 'Département'],
  REGION: ['Région', 'Région'],
  SPECIAL_COLLECTIVITY: ['Collectivité à statut particulier', 'Collectivity with special status'],
  JOINT_SYNDICATE: ['Syndicat mixte', 'Joint syndicate'],
  ASSOCIATION: ['Association de collectivités', 'Association of authorities'],
  OTHER_BODY: ['Autre organisme', 'Other body'],
};

/** Display name of a kind of authority. */
export const kindName = (kind: string): KindName => KINDS[kind] ?? [kind, kind];
