import { badUserInput, expected } from '#kernel/errors';

/** Maximum length of a typed text, in characters: longer than any name. */
export const MAX_TEXT_LENGTH = 100;

/**
 * Trims a typed text.
 * @throws BAD_USER_INPUT for an empty text, or one longer than MAX_TEXT_LENGTH
 */
export function typedText(argument: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > MAX_TEXT_LENGTH)
    throw badUserInput({ argument, expected: expected('CHARACTERS', { max: MAX_TEXT_LENGTH }) });
  return trimmed;
}
