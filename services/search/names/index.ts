import { defineEntity } from '#kernel/subgraph';
import { ResolutionResolver } from './resolution.resolver.js';
import { SuggestionResolver } from './suggestion.resolver.js';

export const names = defineEntity({
  resolvers: [SuggestionResolver, ResolutionResolver],
});
