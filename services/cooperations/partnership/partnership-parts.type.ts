import { UrlScalar } from '#kernel/values';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('PartnershipAmount', {
  description: 'An amount that is paid for a partnership, as a source states it (montant).',
  simpleResolvers: true,
})
export class PartnershipAmount {
  @Field(() => Float, { description: 'The amount, in `currency` (montant).' })
  amount!: number;
  @Field(() => String, { description: 'Its currency by ISO 4217 code, such as `EUR` or `XOF` (devise).' })
  currency!: string;
  @Field(() => Int, { nullable: true, description: 'The year of the amount, where it is known (année).' })
  year!: number | null;
  @Field(() => String, { nullable: true, description: 'Who pays it, where it is known (financeur).' })
  funder!: string | null;
}

@ObjectType('PartnershipDocument', {
  description: 'A document about a partnership, such as its agreement (document).',
  simpleResolvers: true,
})
export class PartnershipDocument {
  @Field(() => String, { nullable: true, description: 'Its title (intitulé).' })
  title!: string | null;
  @Field(() => UrlScalar, { description: 'Its address (adresse).' })
  url!: string;
}
