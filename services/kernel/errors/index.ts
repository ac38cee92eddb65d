import 'reflect-metadata';

export {
  ERROR_CODES,
  badUserInput,
  errorText,
  expected,
  inLanguage,
  publicError,
  textOf,
  internalError,
  isKnownCode,
  maskErrors,
  type ErrorCode,
} from './errors.js';
export { KERNEL_PROBLEMS } from './kernel-problems.messages.js';
export { Text, textsOf, type MessageLanguage, type Message } from './messages.js';
export {
  Refusal,
  VERSION_DESCRIPTION,
  messagesOf,
  problemsOf,
  versionField,
  type ProblemCatalogue,
  type ProblemRow,
} from './problems.js';
