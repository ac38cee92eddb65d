import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import {
  FrenchAuthorityEntity,
  PartnershipEntity,
  PartnershipFrenchAuthorityEntity,
  PartnershipForeignAuthorityEntity,
} from './partnership.entity.js';
import { PartnershipMutations } from './partnership.mutations.js';
import {
  PartnershipResolver,
  AuthorityPartnershipsResolver,
  ForeignAuthorityPartnershipsResolver,
  CountryPartnershipsResolver,
  ThemePartnershipsResolver,
} from './partnership.resolver.js';
import { Partnership } from './partnership.type.js';
import type { Stores } from '../stores.js';

export const partnership = defineEntity<Stores>({
  types: [Partnership],
  resolvers: [
    PartnershipResolver,
    PartnershipMutations,
    AuthorityPartnershipsResolver,
    ForeignAuthorityPartnershipsResolver,
    CountryPartnershipsResolver,
    ThemePartnershipsResolver,
  ],
  tables: [
    FrenchAuthorityEntity,
    PartnershipEntity,
    PartnershipFrenchAuthorityEntity,
    PartnershipForeignAuthorityEntity,
  ],
  resolveReference: {
    Partnership: ({ id }, { partnerships }) => partnerships.byId.load(requireId('Partnership', String(id))),
  },
});
