import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { InseeCodeScalar, SirenScalar } from '#vocabulary';
import {
  AuthorityEntity,
  AuthorityAliasEntity,
  AuthorityCodeEntity,
  MembershipEntity,
} from './authority.entity.js';
import { AuthorityMutations } from './authority.mutations.js';
import { AuthorityResolver } from './authority.resolver.js';
import { Authority, AuthorityAlias, AuthorityCode } from './authority.type.js';
import type { Stores } from '../stores.js';

export const authority = defineEntity<Stores>({
  types: [Authority, AuthorityAlias, AuthorityCode],
  resolvers: [AuthorityResolver, AuthorityMutations],
  tables: [AuthorityEntity, AuthorityAliasEntity, AuthorityCodeEntity, MembershipEntity],
  resolveReference: {
    Authority: ({ id, siren, inseeCode }, { authorities: store }) => {
      if (id !== undefined) return store.byId.load(requireId('Authority', String(id)));
      if (siren !== undefined) return store.bySiren.load(SirenScalar.parseValue(siren));
      return store.byInseeCode.load(InseeCodeScalar.parseValue(inseeCode));
    },
  },
});
