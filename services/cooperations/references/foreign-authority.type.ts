import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** The same values as in the authorities subgraph, which owns them. */
export enum ForeignAuthorityKind {
  MUNICIPALITY = 'MUNICIPALITY',
  INTERMUNICIPAL_BODY = 'INTERMUNICIPAL_BODY',
  DISTRICT = 'DISTRICT',
  DEPARTMENT = 'DEPARTMENT',
  PROVINCE = 'PROVINCE',
  REGION = 'REGION',
  ASSOCIATION = 'ASSOCIATION',
  OTHER_BODY = 'OTHER_BODY',
}
registerEnumType(ForeignAuthorityKind, {
  name: 'ForeignAuthorityKind',
  description: 'What kind of authority abroad it is (nature de l’autorité locale étrangère).',
  valuesConfig: {
    MUNICIPALITY: { description: 'A town or municipality (commune, ville).' },
    INTERMUNICIPAL_BODY: { description: 'A body of several municipalities (intercommunalité).' },
    DISTRICT: { description: 'A district (district, cercle).' },
    DEPARTMENT: { description: 'A department (département).' },
    PROVINCE: { description: 'A province (province).' },
    REGION: { description: 'A region (région).' },
    ASSOCIATION: { description: 'An association of local authorities (association de collectivités).' },
    OTHER_BODY: { description: 'Another public body (autre organisme).' },
  },
});

@ObjectType('ForeignAuthority', {
  description: 'A local authority abroad (autorité locale étrangère).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ForeignAuthority {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
