import { defineSubgraph } from '#kernel/subgraph';
import { country } from './country/index.js';
import { countryGroup } from './country-group/index.js';
import { countryGroupTerm } from './country-group-term/index.js';
import { load } from './load.js';
import { FirstTables1765400000200 } from './migrations/1765400000200-first-tables.js';
import { Kosovo1796017302420 } from './migrations/1796017302420-kosovo.js';
import { Websites1796400000520 } from './migrations/1796400000520-websites.js';
import { Authority } from './references/authority.type.js';
import { stores } from './stores.js';

export const countryGroups = defineSubgraph({
  name: 'country-groups',
  entities: [country, countryGroup, countryGroupTerm],
  references: [Authority],
  migrations: [FirstTables1765400000200, Kosovo1796017302420, Websites1796400000520],
  stores,
  load,
});
