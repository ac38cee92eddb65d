import { problemsOf } from '#kernel/errors';
import { IMPORT_FAILURES } from './import-failures.messages.js';

export const { problem: failureOf } = problemsOf(IMPORT_FAILURES);

/** Why an import stopped, in both languages. */
export type ImportFailure = ReturnType<typeof failureOf>;

/** Thrown by a step that cannot succeed, however often it is tried: the import fails with this reason. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
  constructor(
    readonly failure: ImportFailure,
    options?: ErrorOptions,
  ) {
    super(`${failure.code}: ${failure.messageEn}`, options);
  }
}
