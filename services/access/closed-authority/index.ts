import { defineEntity } from '#kernel/subgraph';
import { ClosedAuthorityEntity } from './closed-authority.entity.js';

export const closedAuthority = defineEntity({
  tables: [ClosedAuthorityEntity],
});
