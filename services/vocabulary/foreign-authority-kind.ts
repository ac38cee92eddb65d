import { enumFilterOf } from '#kernel/lists';
import { registerEnumType } from 'type-graphql';

export enum ForeignAuthorityKind {
  MUNICIPALITY = 'MUNICIPALITY',
  INTERMUNICIPAL_BODY = 'INTERMUNICIPAL_BODY',
  DISTRICT = 'DISTRICT',
  DEPARTMENT = 'DEPARTMENT',
  PROVINCE = 'PROVINCE',
  REGION = 'REGION',
  ASSOCIATION = 'ASSOCIATION',
  OTHER_BODY = 'OTHER_BODY',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ForeignAuthorityKind, {
  name: 'ForeignAuthorityKind',
  description: 'Kind of a foreign local authority (nature de l’autorité locale étrangère).',
  valuesConfig: {
    MUNICIPALITY: { description: 'A town or municipality (commune, ville).' },
    INTERMUNICIPAL_BODY: { description: 'A body of several municipalities (intercommunalité).' },
    DISTRICT: { description: 'A district (district, cercle).' },
    DEPARTMENT: { description: 'A department (département).' },
    PROVINCE: { description: 'A province (province).' },
    REGION: { description: 'A region (région).' },
    ASSOCIATION: { description: 'An association of local authorities (association de collectivités).' },
    OTHER_BODY: { description: 'Another public body (autre organisme).' },
    UNKNOWN: { description: 'The sources name the place and not the authority (non précisé).' },
  },
});

export const ForeignAuthorityKindFilter = enumFilterOf(
  ForeignAuthorityKind,
  'ForeignAuthorityKindFilter',
  'kind of a foreign authority',
);
