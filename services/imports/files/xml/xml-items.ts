import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import { xmlReason } from '../parser-reason.js';

/** What a reader of XML does with it; `emit` hands an item to whoever iterates. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  /** Text of an element, perhaps in parts. */
  text(text: string): void;
  close(name: string): void;
}

/** Name of an element or attribute without its namespace prefix. */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Parses XML chunk by chunk and yields what the handler emits. Entities of a DOCTYPE are never read.
 * @throws FileError XML_BROKEN or WORKBOOK_BROKEN, XML_DOCTYPE, TOO_DEEP, CELL_TOO_LONG
 */
export async function* xmlItems<Item>(
  chunks: AsyncIterable<string>,
  handlerOf: (emit: (item: Item) => void) => XmlHandler,
  /** What malformed XML says of the file: a part of a workbook is nothing that people write. */
  malformed: 'XML_BROKEN' | 'WORKBOOK_BROKEN' = 'XML_BROKEN',
): AsyncGenerator<Item, void, void> {
  let items: Item[] = [];
  const handler = handlerOf((item) => items.push(item));
  const parser = new SaxesParser({});
  let depth = 0;
  let sinceEvent = 0;
  parser.on('doctype', () => {
    throw FileError.of('XML_DOCTYPE');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    sinceEvent = 0;
    depth += 1;
    if (depth > LIMITS.depth) throw FileError.of('TOO_DEEP', { max: LIMITS.depth }).at({ row: parser.line });
    handler.open(localName(tag.name), tag.attributes, parser.line);
  });
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    depth -= 1;
    handler.close(localName(tag.name));
  });
  const onText = (text: string) => {
    sinceEvent = 0;
    if (text.length > LIMITS.cellCharacters)
      throw FileError.of('CELL_TOO_LONG', { max: LIMITS.cellCharacters }).at({ row: parser.line });
    handler.text(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('error', (error) => {
    throw FileError.of(malformed, { reason: xmlReason(error) }).at({ row: parser.line });
  });
  for await (const chunk of chunks) {
    // The parser keeps a text or a tag until it ends: one without end is refused before it fills the memory.
    sinceEvent += chunk.length;
    if (sinceEvent > LIMITS.recordCharacters + chunk.length)
      throw FileError.of('CELL_TOO_LONG', { max: LIMITS.cellCharacters }).at({ row: parser.line });
    parser.write(chunk);
    if (items.length === 0) continue;
    const ready = items;
    items = [];
    yield* ready;
  }
  parser.close();
  yield* items;
}
