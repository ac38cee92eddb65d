import { IntFilter, TextCodeFilter, listArgsOf, orderInputOf } from '#kernel/lists';
import { CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';

export enum LaureateOrderField {
  YEAR = 'YEAR',
  COUNTRY = 'COUNTRY',
}
registerEnumType(LaureateOrderField, {
  name: 'LaureateOrderField',
  description: 'Sort keys of laureates.',
  valuesConfig: {
    YEAR: { description: 'By year, the latest first by default.' },
    COUNTRY: { description: 'By country code.' },
  },
});

@InputType('LaureateFilter', { description: 'Conditions on laureates; all of them must hold.' })
export class LaureateFilter {
  @Field(() => IntFilter, { nullable: true, description: 'By year.' })
  year?: IntFilter;
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By country of the foreign partners.' })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By code of the call, where the source identifies it.',
  })
  call?: TextCodeFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the title, in the name of the call or in any name of a partner; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [LaureateFilter], { nullable: true, description: 'All of these.' })
  and?: LaureateFilter[];
  @Field(() => [LaureateFilter], { nullable: true, description: 'At least one of these.' })
  or?: LaureateFilter[];
  @Field(() => LaureateFilter, { nullable: true, description: 'None of this.' })
  not?: LaureateFilter;
}

const LaureateOrder = orderInputOf<`${LaureateOrderField}`>(LaureateOrderField, 'LaureateOrder', 'laureates');
@ArgsType()
export class LaureatesArgs extends listArgsOf(LaureateFilter, LaureateOrder) {}
