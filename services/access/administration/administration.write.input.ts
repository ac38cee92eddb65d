import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateTimeScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ApiKey } from '../api-key/api-key.type.js';
import { Partner } from '../partner/partner.type.js';
import { RoleGrant } from '../role-grant/role-grant.type.js';
import { Role } from '../role-grant/roles.js';

@InputType('PartnerCreateInput', { description: 'A partner to be entered (partenaire).' })
export class PartnerCreateInput extends MutationInput {
  @Field(() => String, { description: 'Its name, at most 200 characters (nom).' })
  name!: string;
}

@ObjectType('PartnerCreatePayload', { description: 'What became of it.', simpleResolvers: true })
export class PartnerCreatePayload extends MutationPayload {
  @Field(() => Partner, { nullable: true, description: 'The partner; null when it was not entered.' })
  partner!: Partner | null;
}

@InputType('ApiKeyCreateInput', { description: 'A key to be made (clé d’API).' })
export class ApiKeyCreateInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the partner whose it will be (partenaire).' })
  partnerId!: string;
  @Field(() => String, { description: 'What it is for, at most 200 characters (nom).' })
  name!: string;
  @Field(() => [String], {
    nullable: true,
    description:
      'The permissions to which it is confined, such as `request:write`; absent: all that its partner has or will have.',
  })
  scopes?: string[] | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ceases to count, within three years; absent: in a year (expiration).',
  })
  expiresAt?: Date | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Cost that its partner may spend with it in a minute, from 250,000; absent: as much as all who are known (budget par minute).',
  })
  budgetPerMinute?: number | null;
}

@ObjectType('ApiKeyCreatePayload', { description: 'What became of it.', simpleResolvers: true })
export class ApiKeyCreatePayload extends MutationPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null when it was not made.' })
  apiKey!: ApiKey | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The secret, to be sent as a bearer token. It is shown this once: null when the same `clientMutationId` made it before.',
  })
  secret!: string | null;
}

@InputType('ApiKeyRevokeInput', { description: 'A key that shall count no longer (clé d’API).' })
export class ApiKeyRevokeInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@ObjectType('ApiKeyRevokePayload', { description: 'What became of it.', simpleResolvers: true })
export class ApiKeyRevokePayload extends MutationPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null when nothing was done.' })
  apiKey!: ApiKey | null;
}

@InputType('RoleGrantInput', {
  description: 'A role for a partner, or for a person of an issuer of tokens (attribution de rôle).',
})
export class RoleGrantInput extends MutationInput {
  @Field(() => Role, { description: 'The role (rôle).' })
  role!: Role;
  @Field(() => [ID], {
    nullable: true,
    description:
      'Ids of what it is confined to, at most 100: authorities for an editor, foreign authorities, country groups for a manager; absent for the other roles (périmètre).',
  })
  of?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Id of the partner; absent for a person (partenaire).' })
  partnerId?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Address of the issuer who knows the person, letter by letter as the gateway is told it: whether it is trusted there is not looked at; absent for a partner (émetteur).',
  })
  issuer?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What the issuer calls the person, `sub` of their tokens; absent for a partner (sujet).',
  })
  subject?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'A name for the person, at most 200 characters; absent: the one that they have here (nom).',
  })
  name?: string | null;
}

@ObjectType('RoleGrantPayload', { description: 'What became of it.', simpleResolvers: true })
export class RoleGrantPayload extends MutationPayload {
  @Field(() => RoleGrant, { nullable: true, description: 'The grant; null when nothing was granted.' })
  roleGrant!: RoleGrant | null;
}

@InputType('RoleRevokeInput', { description: 'A grant that shall stand no longer (attribution de rôle).' })
export class RoleRevokeInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the grant.' })
  id!: string;
}

@ObjectType('RoleRevokePayload', { description: 'What became of it.', simpleResolvers: true })
export class RoleRevokePayload extends MutationPayload {
  @Field(() => RoleGrant, { nullable: true, description: 'The grant; null when nothing was done.' })
  roleGrant!: RoleGrant | null;
}
