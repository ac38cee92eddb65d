import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import type { Stores } from '../stores.js';
import { ImportRowEntity } from './import-row.entity.js';
import { ImportRowMutations } from './import-row.mutations.js';
import { ImportRowResolver } from './import-row.resolver.js';
import { ImportRow } from './import-row.type.js';

export const importRow = defineEntity<Stores>({
  types: [ImportRow],
  resolvers: [ImportRowResolver, ImportRowMutations],
  tables: [ImportRowEntity],
  resolveReference: {
    ImportRow: ({ id }, { importRows }) => importRows.byId.load(requireId('ImportRow', String(id))),
  },
});
