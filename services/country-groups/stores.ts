import type { StoreTools } from '#kernel/context';
import { countryGroupTermStore } from './country-group-term/country-group-term.store.js';
import { countryGroupStore } from './country-group/country-group.store.js';
import { countryStore } from './country/country.store.js';

/** Stores of this service, which hold all its SQL; created for each request, since they cache and know the actor. */
export function stores(tools: StoreTools) {
  return {
    countries: countryStore(tools),
    groups: countryGroupStore(tools),
    terms: countryGroupTermStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
