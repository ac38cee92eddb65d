import 'reflect-metadata';

export { AUDIT_SCOPE, type AuditRow } from './audit.js';
export {
  MutationInput,
  dropOldReceipts,
  MutationPayload,
  lockRow,
  mutate,
  transact,
  type MutationOptions,
  type Transaction,
} from './mutation.js';
export { optionalText, writtenText } from './validate-text.js';
export { requireLikelyDates, writtenUrl } from './validate-facts.js';
export { insertRow, present, requireChanges, requireValues, updateRow } from './written-rows.js';
export {
  DROP_WRITES_DDL,
  WRITES_DDL,
  dropWrittenTablesDdl,
  forgetSecretsDdl,
  writtenTablesDdl,
  type WrittenTable,
} from './writes-ddl.js';
