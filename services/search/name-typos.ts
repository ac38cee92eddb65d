/** Longer names are near enough by their trigrams when a letter is wrong. */
const MAX_LETTERS = 10;
const MIN_LETTERS = 3;

/**
 * The name without each of its letters in turn, and whole. Two names that differ by one letter missing, added, wrong,
 * or swapped with its neighbour have one of these in common. None for names that are very short, or long.
 */
export function typosOf(name: string): string[] {
  if (name.length < MIN_LETTERS || name.length > MAX_LETTERS) return [];
  const shorter = Array.from(name, (_, index) => name.slice(0, index) + name.slice(index + 1));
  return [...new Set([name, ...shorter])];
}

/** In this order: each rule reads what those before it left. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sainte?/g, '5'],
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
