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
export { dayOf, requirePast } from './validate-dates.js';
export { optionalText, writtenText } from './validate-text.js';
export { conflictsAfter, requireLikelyDates, writtenUrl } from './validate-facts.js';
export {
  editedBy,
  enteredBy,
  insertRow,
  isFromSources,
  partyOf,
  present,
  requireChanges,
  requireValues,
  sourceOf,
  updateRow,
} from './written-rows.js';
export {
  DROP_WRITES_DDL,
  WRITES_DDL,
  dropWrittenTablesDdl,
  forgetSecretsDdl,
  writtenTablesDdl,
  type WrittenTable,
} from './writes-ddl.js';
