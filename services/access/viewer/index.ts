import { defineEntity } from '#kernel/subgraph';
import { ViewerResolver, ViewerRoleResolver } from './viewer.resolver.js';

export const viewer = defineEntity({
  resolvers: [ViewerResolver, ViewerRoleResolver],
});
