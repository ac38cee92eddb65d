import { isUtf8 } from 'node:buffer';
import { encodeWindows1252 } from './windows-1252.js';

/** Begins like a character of UTF-8 that was read as Windows-1252: a lead byte, then what a continuation byte looks like. */
const SUSPECT =
  /[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/;

/** What such a text may contain once it is right: letters, marks, punctuation, symbols; no control characters. */
const PLAUSIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\t\n\r]*$/u;
/** A small letter between capitals, or after one at the end: "IRMÃ»" is a quotation in capitals, not "IRMû". */
const CASE_BREAK = /\p{Lu}{2}[^\p{ASCII}\p{Lu}\P{L}](?!\p{Ll})/u;

function repairedOnce(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const bytes = encodeWindows1252(text);
  // Every byte must fit: a text with one right "é" was not decoded wrongly as a whole.
  if (!bytes || !isUtf8(bytes)) return text;
  const repaired = bytes.toString('utf8');
  return PLAUSIBLE.test(repaired) && !CASE_BREAK.test(repaired) ? repaired : text;
}

/**
 * Puts a text right that was UTF-8 and was decoded as Windows-1252 or ISO-8859-1, once or twice: `TÃ¼rkiye` is `Türkiye`.
 * Any other text is returned as it is.
 */
export function repairMojibake(text: string): string {
  const once = repairedOnce(text);
  return once === text ? text : repairedOnce(once);
}
