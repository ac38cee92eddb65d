import { defineSubgraph } from '#kernel/subgraph';
import { accessRequest } from './access-request/index.js';
import { administration } from './administration/index.js';
import { apiKey } from './api-key/index.js';
import { closedAuthority } from './closed-authority/index.js';
import { foreignAuthority } from './foreign-authority/index.js';
import { partner } from './partner/index.js';
import { roleGrant } from './role-grant/index.js';
import { spentBudget } from './spent-budget/index.js';
import { forgetBudgets } from './spent-budget/spent-budget.forgetting.js';
import { viewer } from './viewer/index.js';
import { copiedAuthorities } from './authorities.copy.js';
import { internal } from './internal.js';
import { Authority } from './references/authority.type.js';
import { CountryGroup } from './references/country-group.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { FirstTables1765400000000 } from './migrations/1765400000000-first-tables.js';
import { Budgets1796400000600 } from './migrations/1796400000600-budgets.js';
import { Contributors1796400000200 } from './migrations/1796400000200-contributors.js';
import { AccessRequests1796400000120 } from './migrations/1796400000120-access-requests.js';
import { stores } from './stores.js';

export const access = defineSubgraph({
  name: 'access',
  entities: [
    viewer,
    administration,
    partner,
    apiKey,
    roleGrant,
    closedAuthority,
    foreignAuthority,
    accessRequest,
    spentBudget,
  ],
  references: [Authority, CountryGroup, ForeignAuthority],
  migrations: [
    FirstTables1765400000000,
    AccessRequests1796400000120,
    Contributors1796400000200,
    Budgets1796400000600,
  ],
  stores,
  copies: copiedAuthorities,
  jobs: [forgetBudgets],
  internal,
});
