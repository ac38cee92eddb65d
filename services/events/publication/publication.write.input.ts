import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput } from '#kernel/mutations';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Fields that news items and resources share, at publication and edit. */
@InputType()
export abstract class PublicationFields extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its English title, at most 200 characters (titre anglais).',
  })
  titleEn?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Codes of its themes, at most 20 (thématiques).' })
  themeCodes?: string[] | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: 'The countries that it is about, at most 30 (pays).',
  })
  countryCodes?: string[] | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'Code of the country group that publishes it, one that you manage (groupe-pays). Publications without a group require permission for all groups.',
  })
  countryGroupCode?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType()
export abstract class WithdrawFields extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}
