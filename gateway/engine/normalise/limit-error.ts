/** An operation that is too large, or nested too deeply, once its fragments are written out. */
export class LimitError extends Error {
  override readonly name = 'LimitError';

  constructor(
    readonly limit: 'nesting' | 'fields',
    readonly maximum: number,
  ) {
    super(`${limit} is more than ${maximum}`);
  }
}
