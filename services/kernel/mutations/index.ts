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
export { present, requireChanges, requireValues } from './written-rows.js';
