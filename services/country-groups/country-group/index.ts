import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { CountryGroupEntity } from './country-group.entity.js';
import { CountryGroupMutations } from './country-group.mutations.js';
import { CountryGroupResolver, AuthorityCountryGroupsResolver } from './country-group.resolver.js';
import { CountryGroup } from './country-group.type.js';
import type { Stores } from '../stores.js';

export const countryGroup = defineEntity<Stores>({
  types: [CountryGroup],
  resolvers: [CountryGroupResolver, CountryGroupMutations, AuthorityCountryGroupsResolver],
  tables: [CountryGroupEntity],
  resolveReference: {
    CountryGroup: ({ code, id }, { groups }) =>
      code !== undefined
        ? groups.byCode.load(String(code))
        : groups.byId.load(requireId('CountryGroup', String(id))),
  },
});
