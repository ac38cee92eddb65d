import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { LabelApplicationEntity, LabelApplicationTransitionEntity } from './label-application.entity.js';
import { LabelApplicationDecisionResolver } from './label-application.live.js';
import { LabelApplicationMutations } from './label-application.mutations.js';
import {
  LabelApplicationResolver,
  AuthorityLabelApplicationsResolver,
  SessionLabelApplicationsResolver,
} from './label-application.resolver.js';
import { LabelApplication } from './label-application.type.js';
import type { Stores } from '../stores.js';

export const labelApplication = defineEntity<Stores>({
  types: [LabelApplication],
  resolvers: [
    LabelApplicationResolver,
    AuthorityLabelApplicationsResolver,
    SessionLabelApplicationsResolver,
    LabelApplicationMutations,
    LabelApplicationDecisionResolver,
  ],
  tables: [LabelApplicationEntity, LabelApplicationTransitionEntity],
  resolveReference: {
    LabelApplication: ({ id }, { labelApplications }) =>
      labelApplications.byId.load(requireId('LabelApplication', String(id))),
  },
});
