import { defineEntity } from '#kernel/subgraph';
import { ForeignAuthorityEntity } from './foreign-authority.entity.js';

export const foreignAuthority = defineEntity({
  tables: [ForeignAuthorityEntity],
});
