import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { CallForProjectsEntity, CampaignEntity } from './call.entity.js';
import { CallForProjectsMutations } from './call.mutations.js';
import {
  CallForProjectsResolver,
  CampaignResolver,
  CountryCallsForProjectsResolver,
  ThemeCallsForProjectsResolver,
} from './call.resolver.js';
import { CallForProjects, Campaign } from './call.type.js';
import type { Stores } from '../stores.js';

export const callForProjects = defineEntity<Stores>({
  types: [CallForProjects, Campaign],
  resolvers: [
    CallForProjectsResolver,
    CallForProjectsMutations,
    CampaignResolver,
    CountryCallsForProjectsResolver,
    ThemeCallsForProjectsResolver,
  ],
  tables: [CallForProjectsEntity, CampaignEntity],
  resolveReference: {
    CallForProjects: ({ code, id }, { calls }) =>
      code !== undefined
        ? calls.byCode.load(String(code))
        : calls.byId.load(requireId('CallForProjects', String(id))),
    Campaign: ({ code, id }, { calls }) =>
      code !== undefined
        ? calls.campaign.load(String(code))
        : calls.campaignById.load(requireId('Campaign', String(id))),
  },
});
