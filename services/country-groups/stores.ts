import type { StoreTools } from '#kernel';
import { countryGroupStore } from './country-group.store.js';
import { countryStore } from './country.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  return { countries: countryStore(tools), groups: countryGroupStore(tools) };
}
export type Stores = ReturnType<typeof stores>;
