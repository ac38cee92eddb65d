import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import { xmlItems } from '../xml/xml-items.js';
import type { Archive } from './archive.js';

/** Text of a cell, in which workbooks write characters that XML lacks as `_x000D_`. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

/** Collects texts of `t` elements; `rPh` has how to pronounce them. */
export class RichText {
  private parts = '';
  private isText = false;
  private phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.phonetic += 1;
    this.isText = name === 't' && this.phonetic === 0;
  }

  text(text: string): void {
    if (this.isText) this.parts += text;
    if (this.parts.length > LIMITS.cellCharacters)
      throw FileError.of('CELL_TOO_LONG', { max: LIMITS.cellCharacters });
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic -= 1;
    this.isText = false;
  }

  take(): string {
    const text = unescaped(this.parts);
    this.parts = '';
    return text;
  }
}

/** Texts that cells refer to by number: the part of a workbook that has to be in memory. */
export async function readSharedStrings(archive: Archive, part: string | null): Promise<string[]> {
  if (part === null || !archive.has(part)) return [];
  const rich = new RichText();
  const items = xmlItems<string>(
    archive.text(part),
    (emit) => ({
      open: (name) => rich.open(name),
      text: (text) => rich.text(text),
      close(name) {
        rich.close(name);
        if (name === 'si') emit(rich.take());
      },
    }),
    'WORKBOOK_BROKEN',
  );
  const texts: string[] = [];
  let characters = 0;
  for await (const text of items) {
    characters += text.length;
    if (characters > LIMITS.sharedCharacters)
      throw FileError.of('ARCHIVE_BOMB', { max: LIMITS.unpackedMegabytes, ratio: LIMITS.unpackedRatio });
    texts.push(text);
  }
  return texts;
}
