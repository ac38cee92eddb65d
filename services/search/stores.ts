import type { StoreTools } from '#kernel';
import { freshnessStore } from './freshness.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  return { freshness: freshnessStore(tools) };
}
export type Stores = ReturnType<typeof stores>;
