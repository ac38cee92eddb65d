/** Longer names are near enough by their trigrams when a letter is wrong. */
const MAX_LETTERS = 11;
const MIN_LETTERS = 3;
/** Stands for "saint" and "sainte": one name in eight begins so, and what tells them apart follows. */
const SAINT = '5';

const withoutOneLetter = (text: string, from = 0): string[] =>
  Array.from(text.slice(from), (_, index) => text.slice(0, from + index) + text.slice(from + index + 1));

/**
 * The name without each of its letters in turn, and whole. Two names that differ by one letter missing, added, wrong,
 * or swapped with its neighbour have one of these in common. None for names that are very short, or long.
 */
export function typosOf(name: string): string[] {
  const short = name.replace(/^sainte?(?=.)/, SAINT);
  if (short.length < MIN_LETTERS || short.length > MAX_LETTERS) return [];
  return [...new Set([short, ...withoutOneLetter(short, short.startsWith(SAINT) ? SAINT.length : 0)])];
}

/** How many letters may be wrong in a word of a longer name; of short words none, since others are as near. */
export const mostErrors = (word: string): number => (word.length < 6 ? 0 : word.length < 9 ? 1 : 2);

const LIKE_SAINT = new Set(['saint', 'sainte', ...withoutOneLetter('saint'), ...withoutOneLetter('sainte')]);

/** Whether a word may be "saint" or "sainte" with a letter wrong. */
export const isLikeSaint = (word: string): boolean =>
  word.length > 3 &&
  (LIKE_SAINT.has(word) || withoutOneLetter(word).some((shorter) => LIKE_SAINT.has(shorter)));

/** In this order: each rule reads what those before it left. */
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

/** Roughly how a name sounds in French: equal for names that people spell in several ways. */
export function soundOf(name: string): string {
  return SOUNDS.reduce((sound, [pattern, letters]) => sound.replace(pattern, letters), name);
}
