import { DateTimeScalar } from '#kernel/values';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../role-grant/roles.js';

export enum ViewerKind {
  PERSON = 'PERSON',
  PARTNER = 'PARTNER',
}
registerEnumType(ViewerKind, {
  name: 'ViewerKind',
  description: 'What sort of somebody asks.',
  valuesConfig: {
    PERSON: { description: 'A person, with a token of an issuer that this graph trusts (personne).' },
    PARTNER: { description: 'A program of a partner, with an API key (partenaire).' },
  },
});

@ObjectType('ViewerRole', {
  description: 'A role of who asks, with what it is confined to (rôle).',
  simpleResolvers: true,
})
export class ViewerRole {
  @Field(() => Role, { description: 'The role (rôle).' })
  role!: Role;
  @Field(() => [ID], {
    description: 'Ids of the things to which it is confined; empty: it is confined to none (périmètre).',
  })
  of!: string[];
  @Field(() => DateTimeScalar, { description: 'When it was granted (depuis).' })
  since!: Date;
}

@ObjectType('ViewerPermission', {
  description: 'Something that who asks may do (permission).',
  simpleResolvers: true,
})
export class ViewerPermission {
  @Field(() => String, {
    description: 'What may be done, such as `expertise:write`, in the words in which fields ask for it.',
  })
  scope!: string;
  @Field(() => [ID], {
    nullable: true,
    description:
      'Ids of the things to which it may be done; null: to all of them (périmètre). An authority that was closed is among those of its successor’s editors, who look after what it left, and no longer among those of its own.',
  })
  of!: string[] | null;
}

@ObjectType('Viewer', {
  description: 'Who asks, as this graph knows them, and what they may do (qui demande).',
  simpleResolvers: true,
})
export class Viewer {
  @Field(() => ViewerKind, { description: 'A person or a partner (nature).' })
  kind!: ViewerKind;
  @Field(() => String, {
    nullable: true,
    description: 'Name that the operator of this graph gave; null for a person who has none (nom).',
  })
  name!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the token or the API key of this request ceases to count (expiration).',
  })
  expiresAt!: Date | null;
}
