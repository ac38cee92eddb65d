import { defineEntity } from '#kernel/subgraph';
import type { Stores } from '../stores.js';
import { PartnershipAliasEntity, PartnershipPairDecisionEntity } from './partnership-duplicate.entity.js';
import { PartnershipDuplicateResolver } from './partnership-duplicate.resolver.js';

export const partnershipDuplicate = defineEntity<Stores>({
  resolvers: [PartnershipDuplicateResolver],
  tables: [PartnershipAliasEntity, PartnershipPairDecisionEntity],
});
