import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { CooperationRequestEntity } from './cooperation-request.entity.js';
import { CooperationRequestChangeResolver } from './cooperation-request.live.js';
import { CooperationRequestMutations } from './cooperation-request.mutations.js';
import {
  CooperationRequestResolver,
  PartnershipRequestsResolver,
  AuthorityAnsweredRequestsResolver,
  ForeignAuthorityRequestsResolver,
  CountryRequestsResolver,
  ThemeRequestsResolver,
} from './cooperation-request.resolver.js';
import { CooperationRequest } from './cooperation-request.type.js';
import type { Stores } from '../stores.js';

export const cooperationRequest = defineEntity<Stores>({
  types: [CooperationRequest],
  resolvers: [
    CooperationRequestResolver,
    CooperationRequestChangeResolver,
    CooperationRequestMutations,
    PartnershipRequestsResolver,
    AuthorityAnsweredRequestsResolver,
    ForeignAuthorityRequestsResolver,
    CountryRequestsResolver,
    ThemeRequestsResolver,
  ],
  tables: [CooperationRequestEntity],
  resolveReference: {
    CooperationRequest: ({ id }, { requests }) =>
      requests.byId.load(requireId('CooperationRequest', String(id))),
  },
});
