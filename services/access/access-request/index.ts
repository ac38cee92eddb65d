import { defineEntity } from '#kernel/subgraph';
import type { Stores } from '../stores.js';
import { AccessRequestEntity } from './access-request.entity.js';
import { AccessRequestMutations } from './access-request.mutations.js';
import { AccessRequestResolver } from './access-request.resolver.js';
import { AccessRequest } from './access-request.type.js';

export const accessRequest = defineEntity<Stores>({
  types: [AccessRequest],
  resolvers: [AccessRequestResolver, AccessRequestMutations],
  tables: [AccessRequestEntity],
});
