import { defineEntity } from '#kernel/subgraph';
import { PartnerEntity } from './partner.entity.js';

export const partner = defineEntity({
  tables: [PartnerEntity],
});
