import type { StoreTools } from '#kernel';
import { eventStore } from './event.store.js';
import { newsItemStore } from './news-item.store.js';
import { resourceStore } from './resource.store.js';
import { themeTreeStore } from './theme-tree.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  return {
    events: eventStore(tools),
    newsItems: newsItemStore(tools),
    resources: resourceStore(tools),
    themes: themeTreeStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
