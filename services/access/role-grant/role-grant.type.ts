import { versionField } from '#kernel/errors';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar } from '#kernel/values';
import { Field, ID, ObjectType } from 'type-graphql';
import { Role } from './roles.js';

@ObjectType('Principal', {
  description: 'A person whom an issuer of tokens knows, and who has a role here (personne).',
  simpleResolvers: true,
})
export class Principal {
  @Field(() => ID, { description: 'Opaque and stable; the `actor` of what they do in the audit.' })
  id!: string;
  @Field(() => String, { description: 'The issuer of their tokens, by its address (émetteur).' })
  issuer!: string;
  @Field(() => String, { description: 'What the issuer calls them; opaque (sujet).' })
  subject!: string;
  @Field(() => String, { nullable: true, description: 'A name that the operator gave; null: none (nom).' })
  name!: string | null;
}

@ObjectType('RoleGrant', {
  description: 'A role that somebody has, or had (attribution de rôle).',
  simpleResolvers: true,
})
export class RoleGrant {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id!: string;
  @Field(() => Role, { description: 'The role (rôle).' })
  role!: Role;
  @Field(() => DateTimeScalar, { description: 'Since when (attribution).' })
  grantedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when; null: it stands (révocation).',
  })
  revokedAt!: Date | null;
  @versionField()
  version!: number;
}

export const RoleGrantConnection = connectionOf(
  RoleGrant,
  'RoleGrant',
  'role grants (attributions de rôles)',
);
