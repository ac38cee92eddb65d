import { keysOf, type NameKeys } from '../name-keys.js';
import { departmentsOf, placeSplits } from '../place-readings.js';
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
  /** SIREN, or INSEE or postal code of a commune. */
  code: string | null;
  placed: readonly Placed[];
}

/** Keys that find a name despite a wrong letter, also in "saint". */
function fuzzyKeysOf({ words, full, core }: NameKeys): { sound: string; typos: string[] } {
  const [first = '', ...rest] = words;
  const asSaint = rest.length && isLikeSaint(first) ? [`saint${rest.join('')}`] : [];
  return { sound: soundOf(core), typos: [...new Set([full, core, ...asSaint].flatMap(typosOf))] };
}

function placedOf(words: readonly string[]): Placed[] {
  const readings = new Map<string, Placed>();
  for (const { place, rest, isEnd } of placeSplits(words)) {
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
