/** Maximum length for typo keys: longer names with a wrong letter are found by trigrams. */
const MAX_LETTERS = 11;
const MIN_LETTERS = 3;
/** Placeholder for "saint" and "sainte": one name in eight begins so, and the rest distinguishes them. */
const SAINT = '5';

const withoutOneLetter = (text: string, from = 0): string[] =>
  Array.from(text.slice(from), (_, index) => text.slice(0, from + index) + text.slice(from + index + 1));

/**
 * Typo keys of a name: the name, and the name without each of its letters in turn. Two names that differ by one letter
 * missing, added, wrong or swapped with its neighbour share a key. Very short and long names have none.
 */
export function typosOf(name: string): string[] {
  const short = name.replace(/^sainte?(?=.)/, SAINT);
  if (short.length < MIN_LETTERS || short.length > MAX_LETTERS) return [];
  return [...new Set([short, ...withoutOneLetter(short, short.startsWith(SAINT) ? SAINT.length : 0)])];
}

/** Maximum number of wrong letters in a word of a long name; 0 for short words, to which many others are near. */
export const maxErrors = (word: string): number => (word.length < 6 ? 0 : word.length < 9 ? 1 : 2);

const LIKE_SAINT = new Set(['saint', 'sainte', ...withoutOneLetter('saint'), ...withoutOneLetter('sainte')]);

/** Whether a word is "saint" or "sainte" with at most one wrong letter. */
export const isLikeSaint = (word: string): boolean =>
  word.length > 3 &&
  (LIKE_SAINT.has(word) || withoutOneLetter(word).some((shorter) => LIKE_SAINT.has(shorter)));

/** Replacements in order: each rule reads the result of those before it. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sainte?/g, SAINT],
  [/ph/g, 'f'],
  [/sch|sh/g, 'ch'],
  [/ch/g, 'x'],
  [/qu|ck|c(?![eiy])|q/g, 'k'],
  [/sc(?=[eiy])|c|z/g, 's'],
  [/gu(?=[eiy])/g, 'g'],
  [/ge(?=[ao])|g(?=[eiy])/g, 'j'],
  [/y/g, 'i'],
  [/h/g, ''],
  [/eau|au/g, 'o'],
  [/ai|ei|oe/g, 'e'],
  [/(?:e|a)[mn](?![aeiou])/g, '2'],
  [/[ie]+[mn](?![aeiou])/g, '1'],
  [/(.)\1+/g, '$1'],
  [/(?<=.)[estdx]+$/, ''],
];

/** Phonetic key of a name in French: equal for common spellings of the same name. */
export function soundOf(name: string): string {
  return SOUNDS.reduce((sound, [pattern, letters]) => sound.replace(pattern, letters), name);
}
