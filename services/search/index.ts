import { defineSubgraph } from '#kernel';
import { apply } from './apply.js';
import { FreshnessResolver } from './freshness.resolver.js';
import { FirstTables1764300000000 } from './migrations/1764300000000-first-tables.js';
import { Statistics1764330000000 } from './migrations/1764330000000-statistics.js';
import { StatisticsResolver } from './statistics.resolver.js';
import { stores } from './stores.js';

export const search = defineSubgraph({
  name: 'search',
  types: [],
  resolvers: [FreshnessResolver, StatisticsResolver],
  references: {},
  entities: [],
  migrations: [FirstTables1764300000000, Statistics1764330000000],
  stores,
  readModel: {
    // Countries and themes first: what the rest refers to.
    follows: ['country-groups', 'expertises', 'authorities', 'cooperations', 'events'],
    version: 1,
    apply,
  },
});
