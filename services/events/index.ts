import { defineSubgraph, requireId } from '#kernel';
import { EventEntity, EventParticipantEntity } from './event.entity.js';
import {
  AuthorityEventsResolver,
  CountryEventsResolver,
  CountryGroupEventsResolver,
  EventParticipantResolver,
  EventResolver,
} from './event.resolver.js';
import { EventChangeResolver } from './event.live.js';
import { EventMutations } from './event.mutations.js';
import { Event, EventParticipant } from './event.type.js';
import { load } from './load.js';
import { FirstTables1765400000300 } from './migrations/1765400000300-first-tables.js';
import { NewsItemEntity } from './news-item.entity.js';
import { CountryNewsItemsResolver, NewsItemResolver, ThemeNewsItemsResolver } from './news-item.resolver.js';
import { NewsItemMutations } from './news-item.mutations.js';
import { NewsItem } from './news-item.type.js';
import { Authority } from './references/authority.type.js';
import { CountryGroup } from './references/country-group.type.js';
import { Country } from './references/country.type.js';
import { Theme } from './references/theme.type.js';
import { ResourceEntity } from './resource.entity.js';
import { CountryResourcesResolver, ResourceResolver, ThemeResourcesResolver } from './resource.resolver.js';
import { ResourceMutations } from './resource.mutations.js';
import { Resource } from './resource.type.js';
import { stores } from './stores.js';
import { ThemeTreeEntity } from './theme-tree.entity.js';

export const events = defineSubgraph({
  name: 'events',
  types: [Event, EventParticipant, NewsItem, Resource, Authority, Country, CountryGroup, Theme],
  resolvers: [
    EventResolver,
    EventChangeResolver,
    EventMutations,
    EventParticipantResolver,
    NewsItemResolver,
    NewsItemMutations,
    ResourceResolver,
    ResourceMutations,
    AuthorityEventsResolver,
    CountryGroupEventsResolver,
    CountryEventsResolver,
    CountryNewsItemsResolver,
    CountryResourcesResolver,
    ThemeNewsItemsResolver,
    ThemeResourcesResolver,
  ],
  references: {
    Event: ({ id }, { events: store }) => store.byId.load(requireId('Event', String(id))),
    NewsItem: ({ id }, { newsItems }) => newsItems.byId.load(requireId('NewsItem', String(id))),
    Resource: ({ id }, { resources }) => resources.byId.load(requireId('Resource', String(id))),
  },
  entities: [ThemeTreeEntity, EventEntity, EventParticipantEntity, NewsItemEntity, ResourceEntity],
  migrations: [FirstTables1765400000300],
  stores,
  load,
});
