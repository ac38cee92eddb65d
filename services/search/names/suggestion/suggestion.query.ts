import { keysOf, type NameKeys } from '../name-keys.js';
import { isLikeSaint, soundOf, typosOf } from '../name-typos.js';

/** Reading of the text in which some words name a place. */
export interface Placed {
  /** Key of the place, as in `place.key`: a name without spaces, or a code. */
  place: string;
  /** Whether the place ends the text, and so may be incomplete. */
  isEnd: boolean;
  rest: NameKeys;
  sound: string;
  typos: readonly string[];
}

/** Typed text with the keys by which names are searched and ranked. */
export interface TypedName {
  keys: NameKeys;
  sound: string;
  typos: readonly string[];
  /** SIREN, or INSEE code of a commune. */
  code: string | null;
  placed: readonly Placed[];
}

/** Maximum number of words of a place: "Alpes de Haute Provence" and an article. */
const MAX_WORDS_OF_A_PLACE = 5;

/** Départements of a postal or INSEE code of five characters; two for a postal code of Corse. */
function departmentsOf(code: string): string[] {
  if (/^20\d{3}$/.test(code)) return ['2a', '2b'];
  return /^(\d{5}|2[ab]\d{3})$/.test(code) ? [code.slice(0, /^9[78]/.test(code) ? 3 : 2)] : [];
}

/** Keys that find a name despite a wrong letter, also in "saint". */
function fuzzyKeysOf({ words, full, core }: NameKeys): { sound: string; typos: string[] } {
  const [first = '', ...rest] = words;
  const asSaint = rest.length && isLikeSaint(first) ? [`saint${rest.join('')}`] : [];
  return { sound: soundOf(core), typos: [...new Set([full, core, ...asSaint].flatMap(typosOf))] };
}

function placedOf(words: readonly string[]): Placed[] {
  const maxWords = Math.min(MAX_WORDS_OF_A_PLACE, words.length - 1);
  const splits = Array.from({ length: maxWords }, (_, index) => index + 1).flatMap((count) => [
    { place: words.slice(-count), rest: words.slice(0, -count), isEnd: true },
    { place: words.slice(0, count), rest: words.slice(count), isEnd: false },
  ]);
  const readings = new Map<string, Placed>();
  for (const { place, rest, isEnd } of splits) {
    const { full, core } = keysOf(place.join(' '));
    const keys = keysOf(rest.join(' '));
    for (const key of [full, core, ...departmentsOf(full)])
      // "de Bourgogne" and "Bourgogne" are one place: the longer reading replaces the shorter.
      readings.set(`${key} ${keys.core}`, { place: key, isEnd, rest: keys, ...fuzzyKeysOf(keys) });
  }
  return [...readings.values()];
}

/** @returns null for a text without letters and digits */
export function typedName(text: string): TypedName | null {
  const keys = keysOf(text);
  if (!keys.full) return null;
  return {
    keys,
    ...fuzzyKeysOf(keys),
    code: /^(\d{5}|2[ab]\d{3}|\d{9})$/.test(keys.full) ? keys.full.toUpperCase() : null,
    placed: placedOf(keys.words),
  };
}
