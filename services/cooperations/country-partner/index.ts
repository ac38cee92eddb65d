import { defineEntity } from '#kernel/subgraph';
import { CountryPartnersResolver, CountryPartnerResolver } from './country-partner.resolver.js';

export const countryPartner = defineEntity({
  resolvers: [CountryPartnersResolver, CountryPartnerResolver],
});
