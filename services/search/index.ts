import { defineSubgraph } from '#kernel';
import { apply } from './apply.js';
import { AuthoritySearchResolver } from './authority-search.resolver.js';
import { FreshnessResolver } from './freshness.resolver.js';
import { FirstTables1764300000000 } from './migrations/1764300000000-first-tables.js';
import { AuthoritySearch1764310000000 } from './migrations/1764310000000-authority-search.js';
import { stores } from './stores.js';

export const search = defineSubgraph({
  name: 'search',
  types: [],
  resolvers: [FreshnessResolver, AuthoritySearchResolver],
  references: {},
  entities: [],
  migrations: [FirstTables1764300000000, AuthoritySearch1764310000000],
  stores,
  readModel: {
    // Countries and themes first: what the rest refers to.
    follows: ['country-groups', 'expertises', 'authorities', 'cooperations', 'events'],
    version: 1,
    apply,
  },
});
