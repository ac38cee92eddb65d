import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import type { Stores } from '../stores.js';
import { ImportEntity, ImportPartEntity } from './import.entity.js';
import { ImportMutations } from './import.mutations.js';
import { ImportResolver } from './import.resolver.js';
import { Import } from './import.type.js';

export const importEntity = defineEntity<Stores>({
  types: [Import],
  resolvers: [ImportResolver, ImportMutations],
  tables: [ImportEntity, ImportPartEntity],
  resolveReference: {
    Import: ({ id }, { imports }) => imports.byId.load(requireId('Import', String(id))),
  },
});
