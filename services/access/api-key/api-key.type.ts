import { versionField } from '#kernel/errors';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar } from '#kernel/values';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('ApiKey', {
  description:
    'A secret by which a program says of which partner it is (clé d’API). The secret itself is shown once, when it is made.',
  simpleResolvers: true,
})
export class ApiKey {
  @Field(() => ID, { description: 'Opaque and stable; it is not the secret.' })
  id!: string;
  @Field(() => String, { description: 'What it is for, in the words of who made it (nom).' })
  name!: string;
  @Field(() => String, {
    description: 'The first characters of the secret, by which people know it again (préfixe).',
  })
  prefix!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'The permissions to which it is confined; null: all of its partner’s (permissions).',
  })
  scopes!: string[] | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Cost that its partner may spend with it in a minute; null: as much as all who are known (budget par minute).',
  })
  budgetPerMinute!: number | null;
  @Field(() => DateTimeScalar, { description: 'When it was made (création).' })
  createdAt!: Date;
  @Field(() => DateTimeScalar, { description: 'When it ceases to count (expiration).' })
  expiresAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was revoked; null: it was not (révocation).',
  })
  revokedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; null: never (dernier usage).',
  })
  lastUsedAt!: Date | null;
  @versionField()
  version!: number;
}

export const ApiKeyConnection = connectionOf(ApiKey, 'ApiKey', 'API keys (clés d’API)');
