import { defineSubgraph } from '#kernel/subgraph';
import { administration } from './administration/index.js';
import { apiKey } from './api-key/index.js';
import { closedAuthority } from './closed-authority/index.js';
import { partner } from './partner/index.js';
import { roleGrant } from './role-grant/index.js';
import { viewer } from './viewer/index.js';
import { closedAuthorities } from './closed-authority/closed-authority.copy.js';
import { internal } from './internal.js';
import { Authority } from './references/authority.type.js';
import { CountryGroup } from './references/country-group.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { FirstTables1765400000000 } from './migrations/1765400000000-first-tables.js';
import { Contributors1796400000200 } from './migrations/1796400000200-contributors.js';
import { stores } from './stores.js';

export const access = defineSubgraph({
  name: 'access',
  entities: [viewer, administration, partner, apiKey, roleGrant, closedAuthority],
  references: [Authority, CountryGroup, ForeignAuthority],
  migrations: [FirstTables1765400000000, Contributors1796400000200],
  stores,
  copies: closedAuthorities,
  internal,
});
