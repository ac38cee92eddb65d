import { editDistances, foldText } from '#kernel/values';

/** Words that say what kind of authority a name means, and words that join them to it; a source writes them, another does not. */
const KIND_WORDS = new Set(
  `commune communes municipalite municipality municipio municipal city town township village ville ciudad cidade
  comune gemeinde stadt urbaine rurale urban rural communaute community
  district departement department province provincia region wilaya wilayah governorate gouvernorat
  county comte prefecture canton cercle council conseil local locality collectivite territoriale
  of the de del di da do du des d la le les el al l`.split(/\s+/),
);

/** Forms of a name by which two spellings are compared. */
export interface NameForms {
  /** Folded words without those of kinds, joined: `parakou` of "Commune de Parakou". */
  core: string;
  /** The same words, apart. */
  words: readonly string[];
  /** Which letters occur in `core`, one bit for each: names whose sets differ much need no further comparison. */
  letters: number;
  /** Sound, which is equal for common romanisations of one name: of Ouagadougou and Wagadugu. */
  sound: string;
}

/** Replacements in order: each rule reads the result of those before it. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|tsh|sch|ch|sh|cz|sz/g, 'x'],
  [/dj|dzh|zh|gi(?=[aou])|ge(?=[ao])/g, 'j'],
  [/ph/g, 'f'],
  [/qu(?=[aeiou])|ck|kh|c(?![eiy])|q/g, 'k'],
  [/gh|gu(?=[eiy])/g, 'g'],
  [/c|z/g, 's'],
  [/ou|oo|w/g, 'u'],
  [/eau|au/g, 'o'],
  [/ee|y|ij/g, 'i'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
  [/(?<=...)e$/, ''],
];
const soundOf = (core: string): string =>
  SOUNDS.reduce((sound, [pattern, letters]) => sound.replace(pattern, letters), core);

/** Letters that are no accented ones, as people write them without their own keyboard. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Folded name in plain letters: `weissensee` of Weißensee, `lodz` of Łódź. */
export const plainName = (name: string): string =>
  foldText(name).replaceAll(/[ßøłđðþı]/g, (letter) => PLAIN[letter]!);

function lettersOf(core: string): number {
  let letters = 0;
  for (let at = 0; at < core.length; at += 1) letters |= 1 << (core.charCodeAt(at) & 31);
  return letters;
}

/** Number of letters that only one of two names has. */
function differentLetters(one: NameForms, other: NameForms): number {
  let count = 0;
  for (let bits = one.letters ^ other.letters; bits; bits &= bits - 1) count += 1;
  return count;
}

export function formsOf(name: string): NameForms {
  const words = plainName(name).split(' ').filter(Boolean);
  const bearing = words.filter((word) => !KIND_WORDS.has(word));
  const kept = bearing.length ? bearing : words;
  const core = kept.join('');
  return { core, words: kept, letters: lettersOf(core), sound: soundOf(core) };
}

/** Letters that may be wrong in a name of this length: one in a word, two in a long one, none in a very short one. */
const errorsIn = (length: number): number => (length < 4 ? 0 : length < 10 ? 1 : 2);
/** Shortest sound that counts as a likeness of its own. */
const MIN_SOUND = 4;
/** Letters in the words that a longer name must share with a shorter one that it contains. */
const MIN_SHARED = 5;

export type Likeness = 'SAME_NAME' | 'NEAR_NAME';

/** How alike two names are; undefined: not alike. */
export function likenessOf(one: NameForms, other: NameForms): Likeness | undefined {
  if (one.core === '' || other.core === '') return undefined;
  if (one.core === other.core) return 'SAME_NAME';
  if (one.sound === other.sound && one.sound.length >= MIN_SOUND) return 'NEAR_NAME';
  if (isWithin(one, other) || isWithin(other, one)) return 'NEAR_NAME';
  const allowed = errorsIn(Math.min(one.core.length, other.core.length));
  if (!allowed || Math.abs(one.core.length - other.core.length) > allowed) return undefined;
  // A wrong letter takes one away and brings one.
  if (differentLetters(one, other) > 2 * allowed) return undefined;
  return editDistances(one.core, other.core).whole <= allowed ? 'NEAR_NAME' : undefined;
}

/** Whether all words of one name are the first words of the other: Saint-Louis and Saint-Louis du Sénégal. */
const isWithin = (short: NameForms, long: NameForms): boolean =>
  short.words.length < long.words.length &&
  short.core.length >= MIN_SHARED &&
  short.words.every((word, at) => word === long.words[at]);
