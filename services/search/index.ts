import { defineSubgraph } from '#kernel/subgraph';
import { authorities } from './authorities/index.js';
import { freshness } from './freshness/index.js';
import { matching } from './matching/index.js';
import { names } from './names/index.js';
import { statistics } from './statistics/index.js';
import { apply } from './projection/apply.js';
import { FirstTables1764300000000 } from './migrations/1764300000000-first-tables.js';
import { AuthoritySearch1764310000000 } from './migrations/1764310000000-authority-search.js';
import { Names1764320000000 } from './migrations/1764320000000-names.js';
import { Matching1764700000000 } from './migrations/1764700000000-matching.js';
import { Statistics1764330000000 } from './migrations/1764330000000-statistics.js';
import { ForeignAuthoritiesUnread1764340000000 } from './migrations/1764340000000-foreign-authorities-unread.js';
import { CurrentAuthorities1764350000000 } from './migrations/1764350000000-current-authorities.js';
import { NumberedNames1764360000000 } from './migrations/1764360000000-numbered-names.js';
import { ExpertiseIndex1764370000000 } from './migrations/1764370000000-expertise-index.js';
import { AuthorityFacts1764380000000 } from './migrations/1764380000000-authority-facts.js';
import { LabelsRevoked1764600000000 } from './migrations/1764600000000-labels-revoked.js';
import { stores } from './stores.js';

export const search = defineSubgraph({
  name: 'search',
  entities: [freshness, authorities, names, statistics, matching],
  migrations: [
    FirstTables1764300000000,
    AuthoritySearch1764310000000,
    Names1764320000000,
    Statistics1764330000000,
    ForeignAuthoritiesUnread1764340000000,
    CurrentAuthorities1764350000000,
    NumberedNames1764360000000,
    ExpertiseIndex1764370000000,
    AuthorityFacts1764380000000,
    LabelsRevoked1764600000000,
    Matching1764700000000,
  ],
  stores,
  readModel: {
    // Countries and themes come first: the rest refers to them. Authorities come last: a rebuild summarises each once.
    follows: ['country-groups', 'expertises', 'cooperations', 'events', 'authorities'],
    version: 3,
    apply,
  },
});
