import { defineSubgraph } from '#kernel/subgraph';
import { country } from './country/index.js';
import { countryGroup } from './country-group/index.js';
import { countryGroupTerm } from './country-group-term/index.js';
import { load } from './load.js';
import { FirstTables1764000000100 } from './migrations/1764000000100-first-tables.js';
import { ChangeFeed1764100000000 } from './migrations/1764100000000-change-feed.js';
import { ChangeFields1764200000000 } from './migrations/1764200000000-change-fields.js';
import { Writes1764400000000 } from './migrations/1764400000000-writes.js';
import { GroupWrites1764800000000 } from './migrations/1764800000000-group-writes.js';
import { ScheduledRuns1765400000000 } from './migrations/1765400000000-scheduled-runs.js';
import { Authority } from './references/authority.type.js';
import { stores } from './stores.js';

export const countryGroups = defineSubgraph({
  name: 'country-groups',
  entities: [country, countryGroup, countryGroupTerm],
  references: [Authority],
  migrations: [
    FirstTables1764000000100,
    ChangeFeed1764100000000,
    ChangeFields1764200000000,
    Writes1764400000000,
    GroupWrites1764800000000,
    ScheduledRuns1765400000000,
  ],
  stores,
  load,
});
