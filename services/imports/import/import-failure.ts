/** Why an import stopped, in both languages. */
export interface ImportFailure {
  /** Stable code for programs, such as `FORMAT_UNKNOWN`. */
  readonly code: string;
  readonly en: string;
  readonly fr: string;
}

/** Thrown by a step that cannot succeed, however often it is tried: the import fails with this reason. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
  constructor(
    readonly failure: ImportFailure,
    options?: ErrorOptions,
  ) {
    super(`${failure.code}: ${failure.en}`, options);
  }
}
