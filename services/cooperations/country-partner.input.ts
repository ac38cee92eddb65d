import { listArgsOf, orderInputOf } from '#kernel';
import { ArgsType, registerEnumType } from 'type-graphql';
import { PartnershipFrenchAuthorityFilter } from './partnership.input.js';

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
        'By number of partnerships in the country, the largest first and then by FIRST_YEAR when no order is asked for.',
    },
    FIRST_YEAR: {
      description: 'By year of the first agreement in the country; unknown years stand last, whichever way.',
    },
    POPULATION: {
      description: 'By number of inhabitants; unknown numbers stand last, whichever way.',
    },
  },
});

const CountryPartnerOrder = orderInputOf<`${CountryPartnerOrderField}`>(
  CountryPartnerOrderField,
  'CountryPartnerOrder',
  'French authorities with partnerships in a country',
);
@ArgsType()
export class CountryPartnersArgs extends listArgsOf(PartnershipFrenchAuthorityFilter, CountryPartnerOrder) {}
