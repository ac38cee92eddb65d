import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { ExpertiseEntity } from './expertise.entity.js';
import { ExpertiseMutations } from './expertise.mutations.js';
import {
  ExpertiseResolver,
  ExpertiseAbsenceResolver,
  AuthorityExpertisesResolver,
  CountryExpertisesResolver,
  ThemeExpertisesResolver,
  PartnershipExpertisesResolver,
} from './expertise.resolver.js';
import { Expertise } from './expertise.type.js';
import type { Stores } from '../stores.js';

export const expertise = defineEntity<Stores>({
  types: [Expertise],
  resolvers: [
    ExpertiseResolver,
    ExpertiseAbsenceResolver,
    AuthorityExpertisesResolver,
    CountryExpertisesResolver,
    ThemeExpertisesResolver,
    PartnershipExpertisesResolver,
    ExpertiseMutations,
  ],
  tables: [ExpertiseEntity],
  resolveReference: {
    Expertise: ({ id }, { expertises: store }) => store.byId.load(requireId('Expertise', String(id))),
  },
});
