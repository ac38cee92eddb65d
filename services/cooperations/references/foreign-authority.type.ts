import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** The same values as in the authorities subgraph, which owns them. */
export enum ForeignAuthorityKind {
  MUNICIPALITY = 'MUNICIPALITY',
  INTERMUNICIPAL_BODY = 'INTERMUNICIPAL_BODY',
  DISTRICT = 'DISTRICT',
  DEPARTMENT = 'DEPARTMENT',
  PROVINCE = 'PROVINCE',
  REGION = 'REGION',
}
registerEnumType(ForeignAuthorityKind, {
  name: 'ForeignAuthorityKind',
  description: 'What a foreign local authority is in its country.',
  valuesConfig: {
    MUNICIPALITY: { description: 'A town or municipality (commune, municipalité).' },
    INTERMUNICIPAL_BODY: { description: 'A body of several municipalities (intercommunalité).' },
    DISTRICT: { description: 'A district (district).' },
    DEPARTMENT: { description: 'A department (département).' },
    PROVINCE: { description: 'A province (province).' },
    REGION: { description: 'A region (région).' },
  },
});

@ObjectType('ForeignAuthority', {
  description: 'A local authority abroad, as the authorities subgraph knows it (collectivité étrangère).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ForeignAuthority {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
