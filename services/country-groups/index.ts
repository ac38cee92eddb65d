import { defineSubgraph, requireId } from '#kernel';
import { CountryGroupTermMutations } from './country-group-term.mutations.js';
import { CountryGroupTermEntity } from './country-group-term.entity.js';
import {
  AuthorityCountryGroupTermsResolver,
  CountryGroupTermResolver,
  CountryGroupTermsResolver,
} from './country-group-term.resolver.js';
import { CountryGroupTerm } from './country-group-term.type.js';
import { CountryGroupMutations } from './country-group.mutations.js';
import { CountryGroupEntity } from './country-group.entity.js';
import { AuthorityCountryGroupsResolver, CountryGroupResolver } from './country-group.resolver.js';
import { CountryGroup } from './country-group.type.js';
import { CountryEntity } from './country.entity.js';
import { CountryResolver } from './country.resolver.js';
import { Country } from './country.type.js';
import { load } from './load.js';
import { FirstTables1765400000200 } from './migrations/1765400000200-first-tables.js';
import { Authority } from './references/authority.type.js';
import { stores } from './stores.js';

export const countryGroups = defineSubgraph({
  name: 'country-groups',
  types: [Country, CountryGroup, CountryGroupTerm, Authority],
  resolvers: [
    CountryResolver,
    CountryGroupResolver,
    CountryGroupMutations,
    CountryGroupTermResolver,
    CountryGroupTermMutations,
    CountryGroupTermsResolver,
    AuthorityCountryGroupsResolver,
    AuthorityCountryGroupTermsResolver,
  ],
  references: {
    Country: ({ code, id }, { countries }) =>
      code !== undefined
        ? countries.byCode.load(String(code))
        : countries.byId.load(requireId('Country', String(id))),
    CountryGroup: ({ code, id }, { groups }) =>
      code !== undefined
        ? groups.byCode.load(String(code))
        : groups.byId.load(requireId('CountryGroup', String(id))),
    CountryGroupTerm: ({ id }, { terms }) => terms.byId.load(requireId('CountryGroupTerm', String(id))),
  },
  entities: [CountryEntity, CountryGroupEntity, CountryGroupTermEntity],
  migrations: [FirstTables1765400000200],
  stores,
  load,
});
