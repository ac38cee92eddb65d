import { defineEntity } from '#kernel/subgraph';
import { ResolutionResolver } from './resolution/resolution.resolver.js';
import { SuggestionResolver } from './suggestion/suggestion.resolver.js';

export const names = defineEntity({
  resolvers: [SuggestionResolver, ResolutionResolver],
});
