import { isUtf8 } from 'node:buffer';
import { encodeWindows1252 } from './windows-1252.js';

/** Begins like a character of UTF-8 that was read as Windows-1252: a lead byte, then what a continuation byte looks like. */
const SUSPECT =
  /[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/;

/** Letters and signs that European names and texts have beyond ASCII; "É€" is a price, not the rare letter of its bytes. */
const LATIN = /[\u00a0-\u017f\u0218-\u021b\u0259\u1e00-\u1eff\u2010-\u203a\u20ac\u2122]/u;
/** A small letter between capitals, or after one at the end: "IRMÃ»" is a quotation in capitals, not "IRMû". */
const CASE_BREAK = /\p{Lu}{2}[^\p{ASCII}\p{Lu}\P{L}](?!\p{Ll})/u;
/** A capital before a closing sign at the end of a word: both may be meant. */
const BEFORE_CLOSING = /[\u00c2-\u00f4][\u00bb\u2019\u201d\u203a\u2026\u2013\u2014](?![\p{L}\p{M}])/gu;

/** Whether a repaired text is what somebody may have written: letters of a script, and more than one of a rare script. */
function isPlausible(repaired: string): boolean {
  if (/[\p{Cc}\p{Cn}\p{Co}]/u.test(repaired.replaceAll(/[\t\n\r]/g, ''))) return false;
  const others = [...repaired].filter((character) => character > '\u007f' && !LATIN.test(character));
  return (
    others.length !== 1 &&
    others.every((character) => /[\p{L}\p{M}\p{N}]/u.test(character) && !/\p{Script=Latin}/u.test(character))
  );
}

function repairedOnce(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const bytes = encodeWindows1252(text);
  // Every byte must fit: a text with one right "é" was not decoded wrongly as a whole.
  if (!bytes || !isUtf8(bytes)) return text;
  const repaired = bytes.toString('utf8');
  if (!isPlausible(repaired) || CASE_BREAK.test(repaired)) return text;
  // One doubtful pair alone proves nothing; each character beyond ASCII stands for one pair.
  const pairs = [...repaired].filter((character) => character > '\u007f').length;
  return (text.match(BEFORE_CLOSING)?.length ?? 0) === pairs ? text : repaired;
}

/**
 * Puts a text right that was UTF-8 and was decoded as Windows-1252 or ISO-8859-1, once or twice: `TÃ¼rkiye` is `Türkiye`.
 * Any other text is returned as it is.
 */
export function repairMojibake(text: string): string {
  const once = repairedOnce(text);
  return once === text ? text : repairedOnce(once);
}
