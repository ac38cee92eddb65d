import { defineSubgraph } from '#kernel/subgraph';
import { ThemeTreeEntity } from '#vocabulary';
import { countryGroupCodes } from './country-group/country-group.projection.js';
import { event } from './event/index.js';
import { newsItem } from './news-item/index.js';
import { resource } from './resource/index.js';
import { load } from './load.js';
import { FirstTables1765400000300 } from './migrations/1765400000300-first-tables.js';
import { CodesOfCountryGroups1796200000300 } from './migrations/1796200000300-codes-of-country-groups.js';
import { TimeZones1796400000540 } from './migrations/1796400000540-time-zones.js';
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
  migrations: [FirstTables1765400000300, CodesOfCountryGroups1796200000300, TimeZones1796400000540],
  stores,
  load,
  copies: countryGroupCodes,
});
