import type { StoreTools } from '#kernel';
import { authoritySearchStore } from './authority-search.store.js';
import { freshnessStore } from './freshness.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  const freshness = freshnessStore(tools);
  return { freshness, authoritySearch: authoritySearchStore(tools, freshness) };
}
export type Stores = ReturnType<typeof stores>;
