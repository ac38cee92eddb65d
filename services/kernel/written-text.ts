import { refusal } from './problems.js';

/** Control characters, but for those that end lines or indent. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;
const IN_ONE_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Text that somebody has written, without space around it and with composed letters (NFC).
 * @param field of the input, for the problem
 * @param max characters
 * @param lines whether it may have several
 * @throws Refusal TEXT_INVALID for nothing, for too much, and for control characters
 */
export function writtenText(text: string, field: string, max: number, lines = true): string {
  const written = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (written === '')
    throw refusal('TEXT_INVALID', 'Write something; leave the field out where it is not wanted.', field);
  if ([...written].length > max) throw refusal('TEXT_INVALID', `At most ${max} characters.`, field);
  if ((lines ? CONTROL : IN_ONE_LINE).test(written))
    throw refusal('TEXT_INVALID', `No control characters${lines ? '' : ', and a single line'}.`, field);
  return written;
}
