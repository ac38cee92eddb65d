import { defineEntity } from '#kernel/subgraph';
import type { Stores } from '../stores.js';
import { PartnershipBaseEntity, PartnershipStatementEntity } from './partnership-statement.entity.js';
import { PartnershipStatementResolver } from './partnership-statement.mutations.js';

export const partnershipStatement = defineEntity<Stores>({
  resolvers: [PartnershipStatementResolver],
  tables: [PartnershipStatementEntity, PartnershipBaseEntity],
});
