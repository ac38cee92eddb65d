import { defineEntity } from '#kernel/subgraph';
import { AuthoritySearchResolver } from './authority-search.resolver.js';

export const authorities = defineEntity({
  resolvers: [AuthoritySearchResolver],
});
