import { UrlScalar } from '#kernel/values';
import { Field, Float, InputType, Int } from 'type-graphql';

@InputType('PartnershipAmountInput', { description: 'An amount that is paid for a partnership (montant).' })
export class PartnershipAmountInput {
  @Field(() => Float, {
    description: 'The amount in `currency`, more than 0, to the cent: `12500.5` (montant).',
  })
  amount!: number;
  @Field(() => String, {
    description: 'Its currency by ISO 4217 code, such as `EUR`, `XOF` or, for earlier years, `FRF` (devise).',
  })
  currency!: string;
  @Field(() => Int, { nullable: true, description: 'The year of the amount, from 1800 on (année).' })
  year?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Who pays it, at most 200 characters (financeur).',
  })
  funder?: string | null;
}

@InputType('PartnershipDocumentInput', { description: 'A document about a partnership (document).' })
export class PartnershipDocumentInput {
  @Field(() => String, { nullable: true, description: 'Its title, at most 200 characters (intitulé).' })
  title?: string | null;
  @Field(() => UrlScalar, { description: 'Its http or https address (adresse).' })
  url!: string;
}
