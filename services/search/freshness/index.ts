import { defineEntity } from '#kernel/subgraph';
import { FreshnessResolver } from './freshness.resolver.js';

export const freshness = defineEntity({
  resolvers: [FreshnessResolver],
});
