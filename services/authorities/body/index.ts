import { defineEntity } from '#kernel/subgraph';
import { BodyMemberEntity } from './body-member.entity.js';
import { BodyMutations } from './body.mutations.js';
import { BodyResolver } from './body.resolver.js';
import type { Stores } from '../stores.js';

export const body = defineEntity<Stores>({
  types: [],
  resolvers: [BodyResolver, BodyMutations],
  tables: [BodyMemberEntity],
});
