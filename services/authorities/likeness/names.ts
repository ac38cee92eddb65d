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

export function formsOf(name: string): NameForms {
  const words = foldText(name).split(' ').filter(Boolean);
  const bearing = words.filter((word) => !KIND_WORDS.has(word));
  const kept = bearing.length ? bearing : words;
  const core = kept.join('');
  return { core, words: kept, sound: soundOf(core) };
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
  return editDistances(one.core, other.core).whole <= allowed ? 'NEAR_NAME' : undefined;
}

/** Whether all words of one name are the first words of the other: Saint-Louis and Saint-Louis du Sénégal. */
const isWithin = (short: NameForms, long: NameForms): boolean =>
  short.words.length < long.words.length &&
  short.core.length >= MIN_SHARED &&
  short.words.every((word, at) => word === long.words[at]);
