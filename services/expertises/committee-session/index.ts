import { defineEntity } from '#kernel/subgraph';
import { LabelProgrammeEntity, CommitteeSessionEntity } from './committee-session.entity.js';
import { CommitteeSessionMutations } from './committee-session.mutations.js';

export const committeeSession = defineEntity({
  resolvers: [CommitteeSessionMutations],
  tables: [LabelProgrammeEntity, CommitteeSessionEntity],
});
