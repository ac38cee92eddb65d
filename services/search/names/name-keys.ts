import { foldText } from '#kernel/values';

/** Keys by which names are compared. */
export interface NameKeys {
  /** Folded words, with abbreviations spelled out. */
  words: readonly string[];
  /** All words joined, so that spaces and hyphens do not matter. */
  full: string;
  /** Like `full`, without articles, prepositions and words that only name the kind of the authority. */
  core: string;
  /** Kinds of authority that such words name; empty without such a word. */
  kinds: readonly string[];
}

/** Abbreviations and the words that replace them. "s" and "ss" count only between words. */
const ABBREVIATIONS = new Map(
  Object.entries({
    bd: 'boulevard',
    gd: 'grand',
    gde: 'grande',
    mt: 'mont',
    mts: 'monts',
    nd: 'notre dame',
    pt: 'petit',
    pte: 'petite',
    sts: 'saints',
    stes: 'saintes',
    lez: 'les',
    arr: 'arrondissement',
    arrdt: 'arrondissement',
    cte: 'communaute',
    dep: 'departement',
    dept: 'departement',
    dpt: 'departement',
    comcom: 'communaute de communes',
  }),
);
const BETWEEN = new Map([
  ['s', 'sur'],
  ['ss', 'sous'],
]);

const SMALL_WORDS = new Set(
  'a au aux d de des du en et l la le les sous sur arrondissement and of the'.split(' '),
);

const GROUPS = ['COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY', 'METROPOLIS'];
const LARGE_GROUPS = ['METROPOLIS', 'METROPOLIS_LYON', 'URBAN_COMMUNITY'];
const SPECIAL = ['SPECIAL_COLLECTIVITY'];
const COMMUNES = ['COMMUNE', ...SPECIAL];
const DEPARTMENTS = ['DEPARTMENT', ...SPECIAL];
const REGIONS = ['REGION', ...SPECIAL];

/** Patterns of words that only name the kind, at the beginning or end of a name; longer ones first. */
const KIND_WORDS: readonly (readonly [words: string, kinds: readonly string[]])[] = [
  ['communaut\\w* de commun\\w*', ['COMMUNITY_OF_COMMUNES']],
  ['com com', ['COMMUNITY_OF_COMMUNES']],
  ['cc', ['COMMUNITY_OF_COMMUNES']],
  ['communaut\\w* d agg?lo\\w*', ['AGGLOMERATION_COMMUNITY']],
  ['ca', ['AGGLOMERATION_COMMUNITY']],
  ['communaut\\w* urb\\w*', LARGE_GROUPS],
  ['cu', LARGE_GROUPS],
  ['metropole europ\\w*', LARGE_GROUPS],
  ['eurometro\\w*', LARGE_GROUPS],
  ['metro|metropole', LARGE_GROUPS],
  ['agg?lo\\w*', [...GROUPS, 'METROPOLIS_LYON']],
  ['intercommunalite', [...GROUPS, 'METROPOLIS_LYON']],
  ['communaute', GROUPS],
  ['conseil depart\\w*', DEPARTMENTS],
  ['conseil gener\\w*', DEPARTMENTS],
  ['departement', DEPARTMENTS],
  ['cd', DEPARTMENTS],
  ['conseil region\\w*', REGIONS],
  ['region', REGIONS],
  ['collectivite (?:territoriale|europeenne)', SPECIAL],
  ['collectivite', SPECIAL],
  ['conseil municipal', COMMUNES],
  ['mairie', COMMUNES],
  ['commune', COMMUNES],
  ['ville', COMMUNES],
];
/** Kind words that are parts of names too, unless "de" follows. */
const REQUIRE_OF = new Set(['commune', 'ville']);
const OF = '(?: (?:de la|de l|de|du|des|d)(?= ))';

const PATTERNS = KIND_WORDS.map(([words, kinds]) => ({
  kinds,
  leading: new RegExp(`^ (?:${words})${OF}${REQUIRE_OF.has(words) ? '' : '?'} (?=\\S)`),
  trailing: REQUIRE_OF.has(words) ? undefined : new RegExp(`(?<=\\S) (?:${words}) $`),
}));

/** What every pattern needs; most names have no such word, and forty patterns take ten times as long as this one. */
const ANY_KIND = new RegExp(` (?:${KIND_WORDS.map(([words]) => words).join('|')}) `);

/** Whether a word of an address is no part of the name before it: "CEDEX", or the number that follows it. */
const isCedex = (word: string, before: string | undefined): boolean =>
  word === 'cedex' || (before === 'cedex' && /^\d{1,2}$/.test(word));

/** Cities with municipal districts, whose numbers people write with a zero: "PARIS 01". */
const WITH_DISTRICTS = new Set(['paris', 'lyon', 'marseille']);

/** Folded words of a text, with abbreviations spelled out. */
export function wordsOf(text: string): string[] {
  // A digit after a letter begins a new word: "Les Ulis91".
  const folded = foldText(text).replaceAll(/(?<=[a-z])(?=\d)/g, ' ');
  if (!folded) return [];
  const words = folded.split(' ').filter((word, index, all) => !isCedex(word, all[index - 1]));
  return words.flatMap((word, index) => {
    if (WITH_DISTRICTS.has(words[index - 1] ?? '') && /^0[1-9]$/.test(word)) return [word.slice(1)];
    const between = index > 0 && index < words.length - 1 ? BETWEEN.get(word) : undefined;
    // "stdenis" means "saint denis": no French name begins with st and one of these consonants.
    const spelled = between ?? ABBREVIATIONS.get(word) ?? word.replace(/^st(?=[bcdfgjklmnpqv])/, 'saint ');
    return spelled.replace(/^(\d+)(?:er|re|e|eme|ieme)$/, '$1').split(' ');
  });
}

/** @param text name or typed text; without letters and digits its keys are empty */
export function keysOf(text: string): NameKeys {
  const words = wordsOf(text);
  let rest = ` ${words.join(' ')} `;
  const kinds = new Set<string>();
  for (const { leading, trailing, kinds: namedKinds } of ANY_KIND.test(rest) ? PATTERNS : []) {
    for (const pattern of [leading, trailing]) {
      const stripped = pattern ? rest.replace(pattern, ' ') : rest;
      if (stripped === rest) continue;
      rest = stripped;
      for (const kind of namedKinds) kinds.add(kind);
    }
  }
  const remaining = rest.trim().split(' ');
  const significant = remaining.filter((word) => !SMALL_WORDS.has(word));
  return {
    words,
    full: words.join(''),
    core: (significant.length ? significant : remaining).join(''),
    kinds: [...kinds],
  };
}
