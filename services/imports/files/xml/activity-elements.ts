import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import { localName, xmlItems } from './xml-items.js';

/** Element of an IATI activity with all that is in it. */
export interface ActivityElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ActivityElement[];
  text: string;
  /** Line on which it begins. */
  readonly line: number;
}

/** An activity has some hundred elements, thousands with all of its transactions. */
const MAX_ELEMENTS = 200_000;

/** Attributes without prefix, but for `xml:lang`. */
const plainAttributes = (attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name === 'xml:lang' ? name : localName(name), value]),
  );

/**
 * Activities of an IATI file, one after the other, each as a tree.
 * @throws FileError as `xmlItems`, RECORD_TOO_LONG
 */
export function activityElements(chunks: AsyncIterable<string>): AsyncGenerator<ActivityElement, void, void> {
  return xmlItems<ActivityElement>(chunks, (emit) => {
    /** Elements around the place that is read, from the activity inwards. */
    const open: ActivityElement[] = [];
    let count = 0;
    let characters = 0;
    return {
      open(name, attributes, line) {
        if (open.length === 0 && name !== 'iati-activity') return;
        if (open.length === 0) [count, characters] = [0, 0];
        count += 1;
        if (count > MAX_ELEMENTS)
          throw FileError.of('RECORD_TOO_LONG', { max: LIMITS.recordCharacters }).at({ row: line });
        const element = { name, attributes: plainAttributes(attributes), children: [], text: '', line };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      text(text) {
        const element = open.at(-1);
        if (!element) return;
        characters += text.length;
        if (characters > LIMITS.recordCharacters)
          throw FileError.of('RECORD_TOO_LONG', { max: LIMITS.recordCharacters }).at({ row: element.line });
        element.text += text;
      },
      close() {
        const element = open.pop();
        if (element && open.length === 0) emit(element);
      },
    };
  });
}
