import { defineEntity } from '#kernel/subgraph';
import { SuggestionResolver } from './suggestion/suggestion.resolver.js';
import { ResolutionResolver } from './resolution/resolution.resolver.js';

export const names = defineEntity({
  resolvers: [SuggestionResolver, ResolutionResolver],
});
