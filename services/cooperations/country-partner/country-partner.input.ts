import { listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { PartnershipFrenchAuthorityFilter } from '../partnership/partnership.input.js';

export enum CountryPartnerOrderField {
  PARTNERSHIPS = 'PARTNERSHIPS',
  FIRST_YEAR = 'FIRST_YEAR',
  POPULATION = 'POPULATION',
}
registerEnumType(CountryPartnerOrderField, {
  name: 'CountryPartnerOrderField',
  description: 'Sort keys of French authorities with partnerships in a country.',
  valuesConfig: {
    PARTNERSHIPS: {
      description:
        'By number of partnerships in the country, the largest first and then by FIRST_YEAR by default.',
    },
    FIRST_YEAR: {
      description:
        'By year of the first agreement in the country; unknown years are last in either direction.',
    },
    POPULATION: {
      description: 'By number of inhabitants; unknown numbers are last in either direction.',
    },
  },
});

@InputType('CountryPartnerFilter', {
  description: 'Conditions on French authorities with partnerships in a country; all of them must hold.',
})
export class CountryPartnerFilter extends PartnershipFrenchAuthorityFilter {
  @Field(() => [CountryPartnerFilter], { nullable: true, description: 'All of these.' })
  and?: CountryPartnerFilter[];
  @Field(() => [CountryPartnerFilter], { nullable: true, description: 'At least one of these.' })
  or?: CountryPartnerFilter[];
  @Field(() => CountryPartnerFilter, { nullable: true, description: 'None of this.' })
  not?: CountryPartnerFilter;
}

const CountryPartnerOrder = orderInputOf<`${CountryPartnerOrderField}`>(
  CountryPartnerOrderField,
  'CountryPartnerOrder',
  'French authorities with partnerships in a country',
);
@ArgsType()
export class CountryPartnersArgs extends listArgsOf(CountryPartnerFilter, CountryPartnerOrder) {}
