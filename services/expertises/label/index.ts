import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { LabelEntity } from './label.entity.js';
import { LabelMutations } from './label.mutations.js';
import {
  LabelResolver,
  LabelAbsenceResolver,
  LabelProgrammeResolver,
  CommitteeSessionResolver,
  ExpertiseLabelsResolver,
  AuthorityLabelsResolver,
} from './label.resolver.js';
import { Label, LabelProgramme, CommitteeSession } from './label.type.js';
import type { Stores } from '../stores.js';

export const label = defineEntity<Stores>({
  types: [Label, LabelProgramme, CommitteeSession],
  resolvers: [
    LabelResolver,
    LabelAbsenceResolver,
    LabelProgrammeResolver,
    CommitteeSessionResolver,
    ExpertiseLabelsResolver,
    AuthorityLabelsResolver,
    LabelMutations,
  ],
  tables: [LabelEntity],
  resolveReference: {
    Label: ({ id }, { labels }) => labels.byId.load(requireId('Label', String(id))),
    LabelProgramme: ({ code, id }, { labels }) =>
      code !== undefined
        ? labels.programme.load(String(code))
        : labels.programmeById.load(requireId('LabelProgramme', String(id))),
    CommitteeSession: ({ id }, { labels }) => labels.session.load(requireId('CommitteeSession', String(id))),
  },
});
