import { defineEntity } from '#kernel/subgraph';
import { ForeignAuthorityRecordImportEntity } from './foreign-authority-record-import.entity.js';
import { ForeignAuthorityRecordEntity } from './foreign-authority-record.entity.js';
import { ForeignAuthorityRecordMutations } from './foreign-authority-record.mutations.js';

export const foreignAuthorityRecord = defineEntity({
  resolvers: [ForeignAuthorityRecordMutations],
  tables: [ForeignAuthorityRecordEntity, ForeignAuthorityRecordImportEntity],
});
