import type { StoreTools } from '#kernel';
import { freshnessStore } from './freshness.store.js';
import { statisticsStore } from './statistics.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  return { freshness: freshnessStore(tools), statistics: statisticsStore(tools) };
}
export type Stores = ReturnType<typeof stores>;
