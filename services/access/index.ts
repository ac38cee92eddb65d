import { defineSubgraph } from '#kernel';
import { AccessMutations } from './access.mutations.js';
import { ApiKeyResolver, PartnerResolver, RoleGrantResolver } from './access.resolver.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ClosedAuthorityEntity } from './closed-authority.entity.js';
import { closedAuthorities } from './closed-authority.copy.js';
import { internal } from './internal.js';
import { FirstTables1765400000000 } from './migrations/1765400000000-first-tables.js';
import { PartnerEntity } from './partner.entity.js';
import { PrincipalEntity } from './principal.entity.js';
import { Authority } from './references/authority.type.js';
import { CountryGroup } from './references/country-group.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { RoleGrantEntity } from './role-grant.entity.js';
import { stores } from './stores.js';
import { ViewerResolver, ViewerRoleResolver } from './viewer.resolver.js';

export const access = defineSubgraph({
  name: 'access',
  types: [Authority, CountryGroup, ForeignAuthority],
  resolvers: [
    ViewerResolver,
    ViewerRoleResolver,
    PartnerResolver,
    ApiKeyResolver,
    RoleGrantResolver,
    AccessMutations,
  ],
  references: {},
  entities: [PartnerEntity, PrincipalEntity, ApiKeyEntity, RoleGrantEntity, ClosedAuthorityEntity],
  migrations: [FirstTables1765400000000],
  stores,
  copies: closedAuthorities,
  internal,
});
