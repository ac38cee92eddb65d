import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { NameAmbiguityEntity } from './name-ambiguity.entity.js';
import { NameAmbiguityResolver, AuthorityNameAmbiguitiesResolver } from './name-ambiguity.resolver.js';
import { NameAmbiguity } from './name-ambiguity.type.js';
import type { Stores } from '../stores.js';

export const nameAmbiguity = defineEntity<Stores>({
  types: [NameAmbiguity],
  resolvers: [NameAmbiguityResolver, AuthorityNameAmbiguitiesResolver],
  tables: [NameAmbiguityEntity],
  resolveReference: {
    NameAmbiguity: ({ id }, { nameAmbiguities }) =>
      nameAmbiguities.byId.load(requireId('NameAmbiguity', String(id))),
  },
});
