import { defineEntity } from '#kernel/subgraph';
import { FormerNameEntity } from './former-name.entity.js';
import { FormerNameResolver } from './former-name.resolver.js';
import { FormerName } from './former-name.type.js';
import type { Stores } from '../stores.js';

export const formerName = defineEntity<Stores>({
  types: [FormerName],
  resolvers: [FormerNameResolver],
  tables: [FormerNameEntity],
});
