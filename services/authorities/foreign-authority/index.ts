import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { ForeignAuthorityMutations } from './foreign-authority.mutations.js';
import { ForeignAuthorityEntity } from './foreign-authority.entity.js';
import { ForeignAuthorityResolver, CountryForeignAuthoritiesResolver } from './foreign-authority.resolver.js';
import { ForeignAuthority } from './foreign-authority.type.js';
import type { Stores } from '../stores.js';

export const foreignAuthority = defineEntity<Stores>({
  types: [ForeignAuthority],
  resolvers: [ForeignAuthorityResolver, CountryForeignAuthoritiesResolver, ForeignAuthorityMutations],
  tables: [ForeignAuthorityEntity],
  resolveReference: {
    ForeignAuthority: ({ id }, { foreignAuthorities }) =>
      foreignAuthorities.byId.load(requireId('ForeignAuthority', String(id))),
  },
});
