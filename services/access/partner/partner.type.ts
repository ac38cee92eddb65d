import { versionField } from '#kernel/errors';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar } from '#kernel/values';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Partner', {
  description: 'An organisation whose programs use this graph by API keys (partenaire).',
  simpleResolvers: true,
})
export class Partner {
  @Field(() => ID, { description: 'Opaque and stable; the `actor` of what its programs do in the audit.' })
  id!: string;
  @Field(() => String, { description: 'Its name, which no other partner has (nom).' })
  name!: string;
  @Field(() => DateTimeScalar, { description: 'When it was entered here (création).' })
  createdAt!: Date;
  @versionField()
  version!: number;
}

export const PartnerConnection = connectionOf(Partner, 'Partner', 'partners (partenaires)');
