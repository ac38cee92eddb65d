import 'reflect-metadata';

export {
  ERROR_CODES,
  badUserInput,
  internalError,
  isKnownCode,
  maskErrors,
  type ErrorCode,
} from './errors.js';
export { Problem, Refusal, VERSION_DESCRIPTION, refusal, versionField } from './problems.js';
