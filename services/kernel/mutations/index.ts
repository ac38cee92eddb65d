import 'reflect-metadata';

export { AUDIT_SCOPE, type AuditRow } from './audit.js';
export {
  MutationInput,
  dropOldFences,
  dropOldReceipts,
  MutationPayload,
  lockRow,
  mutate,
  transact,
  type MutationOptions,
  type Transaction,
  type Written,
} from './mutation.js';
export { Problem, declareProblemCodes } from './problem.type.js';
export { refuseAny, validateAll } from './validate-all.js';
export { validateOptionalText, validateText } from './validate-text.js';
export { requireLikelyDates, validateUrl } from './validate-facts.js';
export { definedOnly, requireChanges, requireValues } from './edit-input.js';
