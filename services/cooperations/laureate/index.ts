import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { LaureateEntity } from './laureate.entity.js';
import { LaureateMutations } from './laureate.mutations.js';
import {
  LaureateResolver,
  PartnershipLaureatesResolver,
  CallLaureatesResolver,
  CampaignLaureatesResolver,
  AuthorityLaureatesResolver,
  ForeignAuthorityLaureatesResolver,
  CountryLaureatesResolver,
  ThemeLaureatesResolver,
} from './laureate.resolver.js';
import { Laureate } from './laureate.type.js';
import type { Stores } from '../stores.js';

export const laureate = defineEntity<Stores>({
  types: [Laureate],
  resolvers: [
    LaureateResolver,
    LaureateMutations,
    PartnershipLaureatesResolver,
    CallLaureatesResolver,
    CampaignLaureatesResolver,
    AuthorityLaureatesResolver,
    ForeignAuthorityLaureatesResolver,
    CountryLaureatesResolver,
    ThemeLaureatesResolver,
  ],
  tables: [LaureateEntity],
  resolveReference: {
    Laureate: ({ id }, { laureates }) => laureates.byId.load(requireId('Laureate', String(id))),
  },
});
