import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { ResourceEntity } from './resource.entity.js';
import { ResourceMutations } from './resource.mutations.js';
import { ResourceResolver, CountryResourcesResolver, ThemeResourcesResolver } from './resource.resolver.js';
import { Resource } from './resource.type.js';
import type { Stores } from '../stores.js';

export const resource = defineEntity<Stores>({
  types: [Resource],
  resolvers: [ResourceResolver, ResourceMutations, CountryResourcesResolver, ThemeResourcesResolver],
  tables: [ResourceEntity],
  resolveReference: {
    Resource: ({ id }, { resources }) => resources.byId.load(requireId('Resource', String(id))),
  },
});
