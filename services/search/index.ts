import { defineSubgraph } from '#kernel/subgraph';
import { authorities } from './authorities/index.js';
import { freshness } from './freshness/index.js';
import { matching } from './matching/index.js';
import { names } from './names/index.js';
import { statistics } from './statistics/index.js';
import { apply } from './projection/apply.js';
import { FirstTables1765400000600 } from './migrations/1765400000600-first-tables.js';
import { ForeignAuthorities1796018400000 } from './migrations/1796018400000-foreign-authorities.js';
import { Ties1796100000600 } from './migrations/1796100000600-ties.js';
import { ColumnsOfStatistics1796111000600 } from './migrations/1796111000600-columns-of-statistics.js';
import { FormerNames1796200000600 } from './migrations/1796200000600-former-names.js';
import { CountriesOfPartnerships1796400000220 } from './migrations/1796400000220-countries-of-partnerships.js';
import { stores } from './stores.js';

export const search = defineSubgraph({
  name: 'search',
  entities: [freshness, authorities, names, statistics, matching],
  migrations: [
    FirstTables1765400000600,
    ForeignAuthorities1796018400000,
    Ties1796100000600,
    ColumnsOfStatistics1796111000600,
    FormerNames1796200000600,
    CountriesOfPartnerships1796400000220,
  ],
  stores,
  readModel: {
    // Countries and themes come first: the rest refers to them. Authorities come last: a rebuild summarises each once.
    sources: ['country-groups', 'expertises', 'cooperations', 'events', 'authorities'],
    version: 11,
    apply,
  },
});
