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
