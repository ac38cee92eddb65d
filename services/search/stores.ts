import type { StoreTools } from '#kernel/context';
import { authoritySearchStore } from './authorities/authority-search.store.js';
import { freshnessStore } from './freshness/freshness.store.js';
import { matchStore } from './matching/match.store.js';
import { resolutionStore } from './names/resolution/resolution.store.js';
import { statisticsStore } from './statistics/statistics.store.js';
import { suggestionStore } from './names/suggestion/suggestion.store.js';

/** Stores with all SQL of this service, created for each request. */
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
