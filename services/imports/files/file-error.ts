import { textsOf, type Text } from '#kernel/errors';
import type { RecordPlace } from '../mapping/import-row.js';
import { FILE_ERRORS, FOREIGN_FORMATS, PLACES } from './file.messages.js';

const textOfError = textsOf(FILE_ERRORS);
const textOfPlace = textsOf(PLACES);
/** Name of a kind of file that holds no table. */
export const foreignFormat = textsOf(FOREIGN_FORMATS);

export type FileErrorCode = keyof typeof FILE_ERRORS;
type MessageArguments<Code extends FileErrorCode> =
  Parameters<typeof textOfError<Code>> extends [unknown, ...infer Values] ? Values : never;

/** A file, or a place in it, that cannot be read: reading ends. Its text says what would be right, in both languages. */
export class FileError extends Error {
  override readonly name = 'FileError';

  private constructor(
    readonly code: FileErrorCode,
    readonly text: Text,
    readonly place: RecordPlace | null,
  ) {
    super(text.en);
  }

  static of<Code extends FileErrorCode>(code: Code, ...values: MessageArguments<Code>): FileError {
    return new FileError(code, textOfError<Code>(code, ...(values as never)), null);
  }

  /** The same error at a place. */
  at(place: RecordPlace): FileError {
    const message = this.text;
    const { sheet, row } = place;
    const text =
      sheet === undefined
        ? textOfPlace('ROW', { row, message })
        : textOfPlace('SHEET_ROW', { sheet, row, message });
    return new FileError(this.code, text, place);
  }
}
