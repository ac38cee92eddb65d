import { defineEntity } from '#kernel/subgraph';
import { AccessMutations } from './administration.mutations.js';
import { PartnerResolver, ApiKeyResolver, RoleGrantResolver } from './administration.resolver.js';

export const administration = defineEntity({
  resolvers: [PartnerResolver, ApiKeyResolver, RoleGrantResolver, AccessMutations],
});
