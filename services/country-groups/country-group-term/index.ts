import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { CountryGroupTermEntity } from './country-group-term.entity.js';
import { CountryGroupTermMutations } from './country-group-term.mutations.js';
import {
  CountryGroupTermResolver,
  CountryGroupTermsResolver,
  AuthorityCountryGroupTermsResolver,
} from './country-group-term.resolver.js';
import { CountryGroupTerm } from './country-group-term.type.js';
import type { Stores } from '../stores.js';

export const countryGroupTerm = defineEntity<Stores>({
  types: [CountryGroupTerm],
  resolvers: [
    CountryGroupTermResolver,
    CountryGroupTermMutations,
    CountryGroupTermsResolver,
    AuthorityCountryGroupTermsResolver,
  ],
  tables: [CountryGroupTermEntity],
  resolveReference: {
    CountryGroupTerm: ({ id }, { terms }) => terms.byId.load(requireId('CountryGroupTerm', String(id))),
  },
});
