import { ThemeTreeEntity } from '#vocabulary';
import { defineSubgraph } from '#kernel/subgraph';
import { event } from './event/index.js';
import { newsItem } from './news-item/index.js';
import { resource } from './resource/index.js';
import { load } from './load.js';
import { FirstTables1764000000200 } from './migrations/1764000000200-first-tables.js';
import { ChangeFeed1764100000000 } from './migrations/1764100000000-change-feed.js';
import { ChangeFields1764200000000 } from './migrations/1764200000000-change-fields.js';
import { Writes1764400000000 } from './migrations/1764400000000-writes.js';
import { EventWrites1764800000000 } from './migrations/1764800000000-event-writes.js';
import { Authority } from './references/authority.type.js';
import { CountryGroup } from './references/country-group.type.js';
import { Country } from './references/country.type.js';
import { Theme } from './references/theme.type.js';
import { stores } from './stores.js';

export const events = defineSubgraph({
  name: 'events',
  entities: [event, newsItem, resource],
  references: [Authority, Country, CountryGroup, Theme],
  tables: [ThemeTreeEntity],
  migrations: [
    FirstTables1764000000200,
    ChangeFeed1764100000000,
    ChangeFields1764200000000,
    Writes1764400000000,
    EventWrites1764800000000,
  ],
  stores,
  load,
});
