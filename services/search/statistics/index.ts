import { defineEntity } from '#kernel/subgraph';
import { StatisticsResolver } from './statistics.resolver.js';

export const statistics = defineEntity({
  resolvers: [StatisticsResolver],
});
