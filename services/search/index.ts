import { defineSubgraph } from '#kernel';
import { apply } from './apply.js';
import { AuthoritySearchResolver } from './authority-search.resolver.js';
import { FreshnessResolver } from './freshness.resolver.js';
import { FirstTables1765400000600 } from './migrations/1765400000600-first-tables.js';
import { AuthorityMatchesResolver, MatchResolver, RequestMatchesResolver } from './match.resolver.js';
import { ResolutionResolver } from './resolution.resolver.js';
import { StatisticsResolver } from './statistics.resolver.js';
import { stores } from './stores.js';
import { SuggestionResolver } from './suggestion.resolver.js';

export const search = defineSubgraph({
  name: 'search',
  types: [],
  resolvers: [
    FreshnessResolver,
    AuthoritySearchResolver,
    SuggestionResolver,
    ResolutionResolver,
    StatisticsResolver,
    MatchResolver,
    RequestMatchesResolver,
    AuthorityMatchesResolver,
  ],
  references: {},
  entities: [],
  migrations: [FirstTables1765400000600],
  stores,
  readModel: {
    // Countries and themes first: what the rest refers to. Authorities last: each is summarised once, of all that it has.
    follows: ['country-groups', 'expertises', 'cooperations', 'events', 'authorities'],
    version: 3,
    apply,
  },
});
