/** Characters of the bytes 0x80 to 0x9F; the five bytes that Windows-1252 leaves undefined stand for control characters, as in the WHATWG standard. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const BYTES: ReadonlyMap<string, number> = new Map(
  [...HIGH].map((character, index) => [character, 0x80 + index]),
);

/** Text of bytes in Windows-1252. The decoder of some Node.js releases reads these bytes as ISO-8859-1. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (control) => HIGH[control.charCodeAt(0) - 0x80]!);
}

/**
 * Bytes of a text in Windows-1252; control characters that a decoder of ISO-8859-1 left are their own bytes.
 * @returns null when a character has no byte
 */
export function encodeWindows1252(text: string): Buffer | null {
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const byte = unit <= 0xff ? unit : BYTES.get(text[index]!);
    if (byte === undefined) return null;
    bytes[index] = byte;
  }
  return bytes;
}
