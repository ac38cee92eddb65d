import { defineSubgraph, requireId } from '#kernel';
import { ExpertiseEntity } from './expertise.entity.js';
import {
  AuthorityExpertisesResolver,
  CountryExpertisesResolver,
  ExpertiseAbsenceResolver,
  ExpertiseResolver,
  PartnershipExpertisesResolver,
  ThemeExpertisesResolver,
} from './expertise.resolver.js';
import { ExpertiseMutations } from './expertise.mutations.js';
import { Expertise } from './expertise.type.js';
import { CommitteeSessionMutations } from './committee-session.mutations.js';
import { CommitteeSessionEntity, LabelProgrammeEntity } from './committee-session.entity.js';
import { LabelApplicationEntity, LabelApplicationTransitionEntity } from './label-application.entity.js';
import { LabelApplicationDecisionResolver } from './label-application.live.js';
import { LabelApplicationMutations } from './label-application.mutations.js';
import {
  AuthorityLabelApplicationsResolver,
  LabelApplicationResolver,
  SessionLabelApplicationsResolver,
} from './label-application.resolver.js';
import { LabelApplication } from './label-application.type.js';
import { LabelEntity } from './label.entity.js';
import { LabelMutations } from './label.mutations.js';
import {
  AuthorityLabelsResolver,
  CommitteeSessionResolver,
  ExpertiseLabelsResolver,
  LabelAbsenceResolver,
  LabelProgrammeResolver,
  LabelResolver,
} from './label.resolver.js';
import { CommitteeSession, Label, LabelProgramme } from './label.type.js';
import { load } from './load.js';
import { FirstTables1765400000100 } from './migrations/1765400000100-first-tables.js';
import { Authority } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { Partnership } from './references/partnership.type.js';
import { stores } from './stores.js';
import { DacSectorEntity, SustainableDevelopmentGoalEntity, ThemeEntity } from './theme.entity.js';
import { DacSectorResolver, SustainableDevelopmentGoalResolver, ThemeResolver } from './theme.resolver.js';
import { DacSector, SustainableDevelopmentGoal, Theme } from './theme.type.js';

export const expertises = defineSubgraph({
  name: 'expertises',
  types: [
    Theme,
    DacSector,
    SustainableDevelopmentGoal,
    Expertise,
    Label,
    LabelProgramme,
    CommitteeSession,
    LabelApplication,
    Authority,
    Country,
    Partnership,
  ],
  resolvers: [
    ThemeResolver,
    DacSectorResolver,
    SustainableDevelopmentGoalResolver,
    ExpertiseResolver,
    ExpertiseAbsenceResolver,
    LabelResolver,
    LabelAbsenceResolver,
    LabelProgrammeResolver,
    CommitteeSessionResolver,
    ExpertiseLabelsResolver,
    AuthorityExpertisesResolver,
    AuthorityLabelsResolver,
    CountryExpertisesResolver,
    ThemeExpertisesResolver,
    PartnershipExpertisesResolver,
    LabelApplicationResolver,
    AuthorityLabelApplicationsResolver,
    SessionLabelApplicationsResolver,
    ExpertiseMutations,
    LabelApplicationMutations,
    LabelApplicationDecisionResolver,
    LabelMutations,
    CommitteeSessionMutations,
  ],
  references: {
    Theme: ({ code, id }, { themes }) =>
      code !== undefined
        ? themes.byCode.load(String(code))
        : themes.byId.load(requireId('Theme', String(id))),
    DacSector: ({ code, id }, { themes }) =>
      code !== undefined
        ? themes.sector.load(String(code))
        : themes.sectorById.load(requireId('DacSector', String(id))),
    SustainableDevelopmentGoal: ({ code, id }, { themes }) =>
      code !== undefined
        ? themes.goal.load(String(code))
        : themes.goalById.load(requireId('SustainableDevelopmentGoal', String(id))),
    Expertise: ({ id }, { expertises: store }) => store.byId.load(requireId('Expertise', String(id))),
    Label: ({ id }, { labels }) => labels.byId.load(requireId('Label', String(id))),
    LabelProgramme: ({ code, id }, { labels }) =>
      code !== undefined
        ? labels.programme.load(String(code))
        : labels.programmeById.load(requireId('LabelProgramme', String(id))),
    CommitteeSession: ({ id }, { labels }) => labels.session.load(requireId('CommitteeSession', String(id))),
    LabelApplication: ({ id }, { labelApplications }) =>
      labelApplications.byId.load(requireId('LabelApplication', String(id))),
  },
  entities: [
    ThemeEntity,
    DacSectorEntity,
    SustainableDevelopmentGoalEntity,
    ExpertiseEntity,
    LabelEntity,
    LabelProgrammeEntity,
    CommitteeSessionEntity,
    LabelApplicationEntity,
    LabelApplicationTransitionEntity,
  ],
  migrations: [FirstTables1765400000100],
  stores,
  load,
});
