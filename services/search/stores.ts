import type { StoreTools } from '#kernel';
import { authoritySearchStore } from './authority-search.store.js';
import { freshnessStore } from './freshness.store.js';
import { matchStore } from './match.store.js';
import { resolutionStore } from './resolution.store.js';
import { statisticsStore } from './statistics.store.js';
import { suggestionStore } from './suggestion.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  const freshness = freshnessStore(tools);
  return {
    freshness,
    authoritySearch: authoritySearchStore(tools, freshness),
    suggestions: suggestionStore(tools),
    resolutions: resolutionStore(tools),
    matches: matchStore(tools),
    statistics: statisticsStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
