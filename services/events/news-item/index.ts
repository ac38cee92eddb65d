import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { NewsItemEntity } from './news-item.entity.js';
import { NewsItemMutations } from './news-item.mutations.js';
import { NewsItemResolver, CountryNewsItemsResolver, ThemeNewsItemsResolver } from './news-item.resolver.js';
import { NewsItem } from './news-item.type.js';
import type { Stores } from '../stores.js';

export const newsItem = defineEntity<Stores>({
  types: [NewsItem],
  resolvers: [NewsItemResolver, NewsItemMutations, CountryNewsItemsResolver, ThemeNewsItemsResolver],
  tables: [NewsItemEntity],
  resolveReference: {
    NewsItem: ({ id }, { newsItems }) => newsItems.byId.load(requireId('NewsItem', String(id))),
  },
});
