import { themeTreeStore } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { eventStore } from './event/event.store.js';
import { newsItemStore } from './news-item/news-item.store.js';
import { resourceStore } from './resource/resource.store.js';

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
