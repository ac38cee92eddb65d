import { defineSubgraph } from '#kernel/subgraph';
import { authority } from './authority/index.js';
import { foreignAuthority } from './foreign-authority/index.js';
import { nameAmbiguity } from './name-ambiguity/index.js';
import { territory } from './territory/index.js';
import { load } from './load.js';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.js';
import { ChangeFeed1764100000000 } from './migrations/1764100000000-change-feed.js';
import { ChangeFields1764200000000 } from './migrations/1764200000000-change-fields.js';
import { Writes1764400000000 } from './migrations/1764400000000-writes.js';
import { Mergers1764800000000 } from './migrations/1764800000000-mergers.js';
import { MembersFollow1764850000000 } from './migrations/1764850000000-members-follow.js';
import { Country } from './references/country.type.js';
import { stores } from './stores.js';

export const authorities = defineSubgraph({
  name: 'authorities',
  entities: [authority, territory, foreignAuthority, nameAmbiguity],
  references: [Country],
  migrations: [
    FirstTables1764000000000,
    ChangeFeed1764100000000,
    ChangeFields1764200000000,
    Writes1764400000000,
    Mergers1764800000000,
    MembersFollow1764850000000,
  ],
  stores,
  load,
});
