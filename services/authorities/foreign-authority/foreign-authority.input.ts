import { TextCodeFilter, listArgsOf, orderInputOf } from '#kernel/lists';
import { ForeignAuthorityKindFilter, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';

export enum ForeignAuthorityOrderField {
  NAME = 'NAME',
  COUNTRY = 'COUNTRY',
  KIND = 'KIND',
}
registerEnumType(ForeignAuthorityOrderField, {
  name: 'ForeignAuthorityOrderField',
  description: 'Sort keys of foreign authorities.',
  valuesConfig: {
    NAME: { description: 'By name, in French order (nom).' },
    COUNTRY: { description: 'By country code (pays).' },
    KIND: { description: 'By kind, in the alphabetical order of its values (nature).' },
  },
});

@InputType('ForeignAuthorityFilter', {
  description: 'Conditions on foreign authorities; all of them must hold.',
})
export class ForeignAuthorityFilter {
  @Field(() => ForeignAuthorityKindFilter, {
    nullable: true,
    description: 'What kind of authority (nature).',
  })
  kind?: InstanceType<typeof ForeignAuthorityKindFilter>;
  @Field(() => CountryCodeFilter, { nullable: true, description: 'Its country (pays).' })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'The part of the country, by ISO 3166-2 code such as `BF-03` (subdivision).',
  })
  subdivision?: TextCodeFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the name, the local name or another one; all must occur. Accents and case do not matter (recherche).',
  })
  text?: string;
  @Field(() => [ForeignAuthorityFilter], { nullable: true, description: 'All of these.' })
  and?: ForeignAuthorityFilter[];
  @Field(() => [ForeignAuthorityFilter], { nullable: true, description: 'At least one of these.' })
  or?: ForeignAuthorityFilter[];
  @Field(() => ForeignAuthorityFilter, { nullable: true, description: 'None of this.' })
  not?: ForeignAuthorityFilter;
}

const ForeignAuthorityOrder = orderInputOf<`${ForeignAuthorityOrderField}`>(
  ForeignAuthorityOrderField,
  'ForeignAuthorityOrder',
  'foreign authorities',
);
@ArgsType()
export class ForeignAuthoritiesArgs extends listArgsOf(ForeignAuthorityFilter, ForeignAuthorityOrder) {}
