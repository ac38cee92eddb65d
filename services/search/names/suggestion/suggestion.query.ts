import { keysOf, type NameKeys } from '../name-keys.js';
import { isLikeSaint, soundOf, typosOf } from '../name-typos.js';

/** A reading of the text in which some words say where the thing lies. */
export interface Placed {
  /** As `place.key` has it: a name without spaces, or a code. */
  place: string;
  /** The place ends the text, and so may not be typed to its own end. */
  isEnd: boolean;
  rest: NameKeys;
  sound: string;
  typos: readonly string[];
}

/** What was typed, as the store looks for it and as it is ranked. */
export interface TypedName {
  keys: NameKeys;
  sound: string;
  typos: readonly string[];
  /** A SIREN, or an INSEE code of a commune. */
  code: string | null;
  placed: readonly Placed[];
}

/** As many as "Alpes de Haute Provence" has, and an article. */
const MOST_WORDS_OF_A_PLACE = 5;

/** The département of a postal or INSEE code of five characters. */
function departmentsOf(code: string): string[] {
  if (/^20\d{3}$/.test(code)) return ['2a', '2b'];
  return /^(\d{5}|2[ab]\d{3})$/.test(code) ? [code.slice(0, /^9[78]/.test(code) ? 3 : 2)] : [];
}

/** What it is found by when a letter is wrong, also one of "saint". */
function likenessOf({ words, full, core }: NameKeys): { sound: string; typos: string[] } {
  const [first = '', ...others] = words;
  const read = others.length && isLikeSaint(first) ? [`saint${others.join('')}`] : [];
  return { sound: soundOf(core), typos: [...new Set([full, core, ...read].flatMap(typosOf))] };
}

function placedOf(words: readonly string[]): Placed[] {
  const most = Math.min(MOST_WORDS_OF_A_PLACE, words.length - 1);
  const splits = Array.from({ length: most }, (_, index) => index + 1).flatMap((count) => [
    { place: words.slice(-count), rest: words.slice(0, -count), isEnd: true },
    { place: words.slice(0, count), rest: words.slice(count), isEnd: false },
  ]);
  const readings = new Map<string, Placed>();
  for (const { place, rest, isEnd } of splits) {
    const { full, core } = keysOf(place.join(' '));
    const keys = keysOf(rest.join(' '));
    for (const key of [full, core, ...departmentsOf(full)])
      // "de Bourgogne" and "Bourgogne" are one place: the longer one says it.
      readings.set(`${key} ${keys.core}`, { place: key, isEnd, rest: keys, ...likenessOf(keys) });
  }
  return [...readings.values()];
}

/** @returns null for a text without letters and digits */
export function typedName(text: string): TypedName | null {
  const keys = keysOf(text);
  if (!keys.full) return null;
  return {
    keys,
    ...likenessOf(keys),
    code: /^(\d{5}|2[ab]\d{3}|\d{9})$/.test(keys.full) ? keys.full.toUpperCase() : null,
    placed: placedOf(keys.words),
  };
}
