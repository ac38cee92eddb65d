import { defineSubgraph, requireId } from '#kernel';
import { CallForProjectsEntity, CampaignEntity } from './call.entity.js';
import {
  CallForProjectsResolver,
  CampaignResolver,
  CountryCallsForProjectsResolver,
  ThemeCallsForProjectsResolver,
} from './call.resolver.js';
import { CallForProjectsMutations } from './call.mutations.js';
import { CallForProjects, Campaign } from './call.type.js';
import { expire } from './cooperation-request.expiry.js';
import { CooperationRequestEntity } from './cooperation-request.entity.js';
import { CooperationRequestMutations } from './cooperation-request.mutations.js';
import {
  AuthorityAnsweredRequestsResolver,
  CooperationRequestResolver,
  CountryRequestsResolver,
  ForeignAuthorityRequestsResolver,
  PartnershipRequestsResolver,
  ThemeRequestsResolver,
} from './cooperation-request.resolver.js';
import { CooperationRequestChangeResolver } from './cooperation-request.live.js';
import { CooperationRequest } from './cooperation-request.type.js';
import { CountryPartnerResolver, CountryPartnersResolver } from './country-partner.resolver.js';
import { ExpressionOfInterestEntity } from './expression-of-interest.entity.js';
import { CooperationRequestReplyResolver } from './expression-of-interest.live.js';
import { ExpressionOfInterestMutations } from './expression-of-interest.mutations.js';
import {
  AuthorityInterestsResolver,
  ExpressionOfInterestResolver,
  RequestInterestsResolver,
} from './expression-of-interest.resolver.js';
import { ExpressionOfInterest } from './expression-of-interest.type.js';
import { ForeignAuthorityEntity } from './foreign-authority.entity.js';
import { FigureEntity } from './figure.entity.js';
import { FigureResolver } from './figure.resolver.js';
import { Figure } from './figure.type.js';
import { LaureateEntity } from './laureate.entity.js';
import {
  AuthorityLaureatesResolver,
  CallLaureatesResolver,
  CampaignLaureatesResolver,
  CountryLaureatesResolver,
  ForeignAuthorityLaureatesResolver,
  LaureateResolver,
  PartnershipLaureatesResolver,
  ThemeLaureatesResolver,
} from './laureate.resolver.js';
import { LaureateMutations } from './laureate.mutations.js';
import { Laureate } from './laureate.type.js';
import { frenchAuthorities } from './french-authority.copy.js';
import { load } from './load.js';
import { FirstTables1765400000500 } from './migrations/1765400000500-first-tables.js';
import {
  FrenchAuthorityEntity,
  PartnershipEntity,
  PartnershipForeignAuthorityEntity,
  PartnershipFrenchAuthorityEntity,
} from './partnership.entity.js';
import {
  AuthorityPartnershipsResolver,
  CountryPartnershipsResolver,
  ForeignAuthorityPartnershipsResolver,
  PartnershipResolver,
  ThemePartnershipsResolver,
} from './partnership.resolver.js';
import { PartnershipMutations } from './partnership.mutations.js';
import { Partnership } from './partnership.type.js';
import { Authority } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { Theme } from './references/theme.type.js';
import { stores } from './stores.js';
import { ThemeTreeEntity } from './theme-tree.entity.js';

export const cooperations = defineSubgraph({
  name: 'cooperations',
  types: [
    Partnership,
    CallForProjects,
    Campaign,
    Laureate,
    CooperationRequest,
    ExpressionOfInterest,
    Figure,
    Authority,
    ForeignAuthority,
    Country,
    Theme,
  ],
  resolvers: [
    PartnershipResolver,
    PartnershipMutations,
    CallForProjectsResolver,
    CallForProjectsMutations,
    CampaignResolver,
    LaureateResolver,
    LaureateMutations,
    CooperationRequestResolver,
    CooperationRequestChangeResolver,
    CooperationRequestMutations,
    ExpressionOfInterestResolver,
    ExpressionOfInterestMutations,
    CooperationRequestReplyResolver,
    RequestInterestsResolver,
    AuthorityInterestsResolver,
    FigureResolver,
    PartnershipLaureatesResolver,
    PartnershipRequestsResolver,
    CallLaureatesResolver,
    CampaignLaureatesResolver,
    AuthorityPartnershipsResolver,
    AuthorityLaureatesResolver,
    AuthorityAnsweredRequestsResolver,
    ForeignAuthorityPartnershipsResolver,
    ForeignAuthorityRequestsResolver,
    ForeignAuthorityLaureatesResolver,
    CountryPartnersResolver,
    CountryPartnerResolver,
    CountryPartnershipsResolver,
    CountryCallsForProjectsResolver,
    CountryRequestsResolver,
    CountryLaureatesResolver,
    ThemePartnershipsResolver,
    ThemeRequestsResolver,
    ThemeCallsForProjectsResolver,
    ThemeLaureatesResolver,
  ],
  references: {
    Partnership: ({ id }, { partnerships }) => partnerships.byId.load(requireId('Partnership', String(id))),
    CallForProjects: ({ code, id }, { calls }) =>
      code !== undefined
        ? calls.byCode.load(String(code))
        : calls.byId.load(requireId('CallForProjects', String(id))),
    Campaign: ({ code, id }, { calls }) =>
      code !== undefined
        ? calls.campaign.load(String(code))
        : calls.campaignById.load(requireId('Campaign', String(id))),
    Laureate: ({ id }, { laureates }) => laureates.byId.load(requireId('Laureate', String(id))),
    CooperationRequest: ({ id }, { requests }) =>
      requests.byId.load(requireId('CooperationRequest', String(id))),
    ExpressionOfInterest: ({ id }, { interests }) =>
      interests.byId.load(requireId('ExpressionOfInterest', String(id))),
    Figure: ({ id }, { figures }) => figures.byId.load(requireId('Figure', String(id))),
  },
  entities: [
    ThemeTreeEntity,
    FrenchAuthorityEntity,
    ForeignAuthorityEntity,
    PartnershipEntity,
    PartnershipFrenchAuthorityEntity,
    PartnershipForeignAuthorityEntity,
    CallForProjectsEntity,
    CampaignEntity,
    LaureateEntity,
    CooperationRequestEntity,
    ExpressionOfInterestEntity,
    FigureEntity,
  ],
  migrations: [FirstTables1765400000500],
  stores,
  load,
  copies: frenchAuthorities,
  jobs: [expire],
});
