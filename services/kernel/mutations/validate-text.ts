import { refusal } from '../errors/problems.js';

/** Titles, names and the like are written on one line. */
const ONE_LINE = 200;

/** Control characters, but for those that end lines or indent. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;
const IN_ONE_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}\p{Co}\u2800]/u;
/** Unseen characters that have their place: hyphenation within a word, joiners of scripts that join, parts of an emoji. */
const IN_PLACE = new RegExp(
  [
    '(?<=\\p{L}\\p{M}*)\\u00ad(?=\\p{L})',
    `(?<=[${[
      ...['Arab', 'Syrc', 'Mong', 'Nkoo', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya'],
      ...['Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt'],
    ]
      .map((script) => `\\p{Script=${script}}`)
      .join('')}]\\p{M}*)[\\u200c\\u200d](?=\\p{L})`,
    '(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Emoji})\\ufe0f',
  ].join('|'),
  'gu',
);

/**
 * Text that somebody has written, without space around it and with composed letters (NFC); on one line, its spaces are
 * single.
 * @param field of the input, for the problem
 * @param max characters
 * @param lines whether it may have several
 * @throws Refusal TEXT_INVALID for nothing, for too much, and for characters that cannot be seen
 */
export function validateText(text: string, field: string, max: number, lines = max > ONE_LINE): string {
  const trimmed = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  const written = lines ? trimmed : trimmed.replaceAll(/\p{Zs}{2,}/gu, ' ');
  if (written === '')
    throw refusal('TEXT_INVALID', 'Write something; leave the field out where it is not wanted.', field);
  if ([...written].length > max) throw refusal('TEXT_INVALID', `At most ${max} characters.`, field);
  if ((lines ? CONTROL : IN_ONE_LINE).test(written))
    throw refusal('TEXT_INVALID', `No control characters${lines ? '' : ', and a single line'}.`, field);
  const unseen = UNSEEN.exec(written.replaceAll(IN_PLACE, ''));
  if (unseen)
    throw refusal(
      'TEXT_INVALID',
      `No characters that cannot be seen: U+${unseen[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}.`,
      field,
    );
  if (!/[\p{L}\p{N}]/u.test(written)) throw refusal('TEXT_INVALID', 'Letters or digits are expected.', field);
  return written;
}

/** Text of a field that may be left out (undefined stays) and cleared (null). @throws Refusal TEXT_INVALID */
export function validateOptionalText<Given extends string | null | undefined>(
  given: Given,
  field: string,
  max: number,
): Given {
  return (given == null ? given : validateText(given, field, max)) as Given;
}
