import type { StoreTools } from '#kernel/context';
import { countryGroupTermStore } from './country-group-term/country-group-term.store.js';
import { countryGroupStore } from './country-group/country-group.store.js';
import { countryStore } from './country/country.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  return {
    countries: countryStore(tools),
    groups: countryGroupStore(tools),
    terms: countryGroupTermStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
