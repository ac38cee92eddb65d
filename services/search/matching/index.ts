import { defineEntity } from '#kernel/subgraph';
import { MatchResolver, RequestMatchesResolver, AuthorityMatchesResolver } from './match.resolver.js';

export const matching = defineEntity({
  resolvers: [MatchResolver, RequestMatchesResolver, AuthorityMatchesResolver],
});
