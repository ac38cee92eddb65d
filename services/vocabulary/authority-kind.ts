import { enumFilterOf } from '#kernel/lists';
import { registerEnumType } from 'type-graphql';

export enum AuthorityKind {
  COMMUNE = 'COMMUNE',
  COMMUNITY_OF_COMMUNES = 'COMMUNITY_OF_COMMUNES',
  AGGLOMERATION_COMMUNITY = 'AGGLOMERATION_COMMUNITY',
  URBAN_COMMUNITY = 'URBAN_COMMUNITY',
  METROPOLIS = 'METROPOLIS',
  METROPOLIS_LYON = 'METROPOLIS_LYON',
  TERRITORIAL_PUBLIC_ESTABLISHMENT = 'TERRITORIAL_PUBLIC_ESTABLISHMENT',
  DEPARTMENT = 'DEPARTMENT',
  REGION = 'REGION',
  SPECIAL_COLLECTIVITY = 'SPECIAL_COLLECTIVITY',
  JOINT_SYNDICATE = 'JOINT_SYNDICATE',
  ASSOCIATION = 'ASSOCIATION',
  OTHER_BODY = 'OTHER_BODY',
}
registerEnumType(AuthorityKind, {
  name: 'AuthorityKind',
  description: 'Kind of a local authority (nature de la collectivité).',
  valuesConfig: {
    COMMUNE: { description: 'A municipality (commune).' },
    COMMUNITY_OF_COMMUNES: { description: 'An intermunicipal body, mostly rural (communauté de communes).' },
    AGGLOMERATION_COMMUNITY: {
      description: 'An intermunicipal body around a town (communauté d’agglomération).',
    },
    URBAN_COMMUNITY: { description: 'An intermunicipal body of a large urban area (communauté urbaine).' },
    METROPOLIS: { description: 'The most integrated intermunicipal body (métropole).' },
    METROPOLIS_LYON: {
      description:
        'The Métropole de Lyon: a collectivity of its own, not an intermunicipal body in law (métropole à statut particulier).',
    },
    TERRITORIAL_PUBLIC_ESTABLISHMENT: {
      description:
        'A part of the Métropole du Grand Paris, made of communes (établissement public territorial, EPT).',
    },
    DEPARTMENT: { description: 'A département with a council of its own (département).' },
    REGION: { description: 'A région with a council of its own (région).' },
    SPECIAL_COLLECTIVITY: {
      description:
        'A collectivity with a status of its own, such as Alsace, Corse, Paris, Martinique, Guyane, Mayotte and the overseas collectivities (collectivité à statut particulier ou d’outre-mer).',
    },
    JOINT_SYNDICATE: {
      description: 'A body that authorities of several levels have created for a task (syndicat mixte).',
    },
    ASSOCIATION: { description: 'An association of authorities (association de collectivités).' },
    OTHER_BODY: {
      description: 'Another body with a code, such as a district without inhabitants (autre organisme).',
    },
  },
});

export const AuthorityKindFilter = enumFilterOf(AuthorityKind, 'AuthorityKindFilter', 'kind of an authority');

/** Kinds of intermunicipal bodies with taxes of their own (EPCI à fiscalité propre); an EPT and the Métropole de Lyon are none. */
export const EPCI_KINDS: readonly AuthorityKind[] = [
  AuthorityKind.COMMUNITY_OF_COMMUNES,
  AuthorityKind.AGGLOMERATION_COMMUNITY,
  AuthorityKind.URBAN_COMMUNITY,
  AuthorityKind.METROPOLIS,
];
