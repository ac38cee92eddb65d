import { themeTreeStore } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { eventStore } from './event/event.store.js';
import { newsItemStore } from './news-item/news-item.store.js';
import { resourceStore } from './resource/resource.store.js';

/** Stores of this service, which hold all its SQL; created for each request, since they cache and know the actor. */
export function stores(tools: StoreTools) {
  return {
    events: eventStore(tools),
    newsItems: newsItemStore(tools),
    resources: resourceStore(tools),
    themes: themeTreeStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
