import { refusal } from '../errors/problems.js';

/** Longest text, in characters, that is a single line by default: titles, names and the like. */
const MAX_SINGLE_LINE = 200;

/** Control characters other than line ends and tabs. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;
const CONTROL_OR_LINE_END = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}\p{Co}\u2800]/u;
/** Legitimate invisible characters: hyphenation within a word, joiners of scripts that join, parts of an emoji. */
const ALLOWED_INVISIBLE = new RegExp(
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
 * Normal form of a text that a person has written: trimmed, with composed letters (NFC) and, on a single line, single
 * spaces.
 * @param field input field, for the problem
 * @param max characters
 * @param lines true when it may have several lines
 * @throws Refusal TEXT_INVALID for an empty or too long text, and for invisible characters
 */
export function validateText(
  text: string,
  field: string,
  max: number,
  lines = max > MAX_SINGLE_LINE,
): string {
  const trimmed = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  const normal = lines ? trimmed : trimmed.replaceAll(/\p{Zs}{2,}/gu, ' ');
  if (normal === '') throw refusal('TEXT_INVALID.EMPTY', field);
  if ([...normal].length > max) throw refusal('TEXT_INVALID.TOO_LONG', field, { max });
  if ((lines ? CONTROL : CONTROL_OR_LINE_END).test(normal))
    throw refusal(lines ? 'TEXT_INVALID.CONTROL' : 'TEXT_INVALID.CONTROL_OR_LINES', field);
  const invisible = INVISIBLE.exec(normal.replaceAll(ALLOWED_INVISIBLE, ''));
  if (invisible)
    throw refusal('TEXT_INVALID.INVISIBLE', field, {
      character: `U+${invisible[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
    });
  if (!/[\p{L}\p{N}]/u.test(normal)) throw refusal('TEXT_INVALID.NO_LETTER', field);
  return normal;
}

/** As {@link validateText}, for a field that may be omitted (undefined) or cleared (null). @throws Refusal TEXT_INVALID */
export function validateOptionalText<Text extends string | null | undefined>(
  text: Text,
  field: string,
  max: number,
): Text {
  return (text == null ? text : validateText(text, field, max)) as Text;
}
