import { keysOf, wordsOf, type NameKeys } from '../name-keys.js';
import { departmentsOf, placeSplits } from '../place-readings.js';

/** Way to read a typed text as a name, alone or in a place. */
export interface NameReading {
  /** All words joined. */
  full: string;
  /** Keys that a name may have beside `full`; none for a cut name, which is compared whole. */
  keys: readonly string[];
  /** Kinds of authority that the words name. */
  kinds: readonly string[];
  /** Keys of the place in which the authority lies; null for anywhere. */
  places: readonly string[] | null;
  /** Postal code that the text names as the place: of the communes of its département, those that have it come first. */
  postalCode: string | null;
}

/** Words that connect others: a name that ends with one is cut. */
const CONNECTING = new Set(
  'a au aux d de des du en et l la le les sous sur pres dans notre saint sainte saints saintes'.split(' '),
);
/** Connecting words with which a name that lacks its beginning begins; articles begin whole names. */
const CONNECTING_FIRST = new Set('en et les sous sur'.split(' '));

/** Whether a name lacks its end or its beginning, as "Nogent-sur" and "Saint" do. */
const isCut = (words: readonly string[]): boolean =>
  CONNECTING.has(words.at(-1) ?? '') || CONNECTING_FIRST.has(words[0] ?? '');

function readingOf(
  words: readonly string[],
  places: readonly string[] | null,
  postalCode: string | null = null,
): NameReading {
  const { full, core, kinds } = keysOf(words.join(' '));
  const keys = isCut(words) ? [] : [...new Set([full, core])];
  return { full, keys, kinds, places, postalCode };
}

const keysOfPlace = ({ full, core }: NameKeys): string[] => [
  ...new Set([full, core, ...departmentsOf(full)]),
];

const isPostalCode = (full: string): boolean => /^\d{5}$/.test(full);

/** Postal code that a typed text consists of, which may be an INSEE code instead; null for any other text. */
export function postalCodeOf(text: string): string | null {
  const { full } = keysOf(text);
  return isPostalCode(full) ? full : null;
}

/** Reads a text as one name. @param place name or code of its département */
export function wholeReading(text: string, place: string | null): NameReading {
  return readingOf(wordsOf(text), place === null ? null : keysOfPlace(keysOf(place)));
}

/**
 * Readings of a text in which its first or last words are the place: a département by name or code, or a postal code, as in
 * "Saint-Denis (93)", "35000 Rennes" and "Nogent dans l'Oise".
 */
export function placedReadings(text: string): NameReading[] {
  return placeSplits(wordsOf(text)).flatMap(({ place, rest, isEnd }) => {
    const keys = keysOf(place.join(' '));
    const places = keysOfPlace(keys);
    if (!isEnd || rest.length < 2 || rest.at(-1) !== 'dans')
      return [readingOf(rest, places, isPostalCode(keys.full) ? keys.full : null)];
    // The place may be a part of the name: Nogent in Oise is Nogent-sur-Oise.
    const named = rest.slice(0, -1);
    return [readingOf(named, places), readingOf([...named, ...place], places)];
  });
}
