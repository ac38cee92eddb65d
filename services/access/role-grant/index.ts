import { defineEntity } from '#kernel/subgraph';
import { PrincipalEntity } from './principal.entity.js';
import { RoleGrantEntity } from './role-grant.entity.js';

export const roleGrant = defineEntity({
  tables: [PrincipalEntity, RoleGrantEntity],
});
