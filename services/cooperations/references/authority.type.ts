import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** The same values as in the authorities subgraph, which owns them. */
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
  description: 'What a French local authority is in law.',
  valuesConfig: {
    COMMUNE: { description: 'Commune.' },
    COMMUNITY_OF_COMMUNES: { description: 'Community of communes (communauté de communes).' },
    AGGLOMERATION_COMMUNITY: { description: 'Agglomeration community (communauté d’agglomération).' },
    URBAN_COMMUNITY: { description: 'Urban community (communauté urbaine).' },
    METROPOLIS: { description: 'Metropolis (métropole).' },
    METROPOLIS_LYON: { description: 'The metropolis of Lyon, which is also a département (métropole de Lyon).' },
    TERRITORIAL_PUBLIC_ESTABLISHMENT: { description: 'Territorial public establishment of Greater Paris (établissement public territorial).' },
    DEPARTMENT: { description: 'Département.' },
    REGION: { description: 'Région.' },
    SPECIAL_COLLECTIVITY: { description: 'Alsace, Corse, Paris, Martinique, Guyane or Mayotte (collectivité à statut particulier).' },
    JOINT_SYNDICATE: { description: 'Joint syndicate (syndicat mixte).' },
    ASSOCIATION: { description: 'Association of authorities (association de collectivités).' },
    OTHER_BODY: { description: 'Another body (autre organisme).' },
  },
});

@ObjectType('Authority', { description: 'A French local authority, as the authorities subgraph knows it (collectivité).', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Authority {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
