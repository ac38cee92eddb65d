import { editDistances } from '#kernel/values';
import type { NameKeys } from '../name-keys.js';
import type { NameRole, SubjectType } from '../name-rows.js';
import { maxErrors } from '../name-typos.js';
import { AS_TYPED, BEGINNING_OF_PLACE, BY_CODE, BY_WORDS } from './suggestion.candidates.js';
import type { TypedName } from './suggestion.query.js';

/** Name that may be meant. */
export interface Candidate {
  subjectId: string;
  type: SubjectType;
  role: NameRole;
  weight: number;
  words: string;
  full: string;
  core: string;
  sound: string;
  /** Readings by which it was found; see {@link AS_TYPED}. */
  readings: readonly number[];
  /** Kind of an authority; null for other types. */
  kind: string | null;
  /** Displayed name. */
  nameFr: string;
}
export type Ranked<Row> = Row & { score: number };

/** Maximum share of the typed letters that a near name may lack. */
const MAX_MISSING_SHARE = 0.4;

function nearness(typed: string, name: string): number {
  if (typed.length - name.length > typed.length * MAX_MISSING_SHARE) return 0;
  const { whole, beginning } = editDistances(typed, name);
  return Math.max(
    0.92 - 1.6 * (whole / Math.max(typed.length, name.length)),
    0.8 - 1.8 * (beginning / typed.length),
  );
}

/** Share of the typed letters that are words, or beginnings of words, of the name: from 0 to 1. */
function coverage(typedWords: readonly string[], nameWords: string): number {
  const found = typedWords.filter((word) => nameWords.includes(` ${word}`));
  return found.join('').length / typedWords.join('').length;
}

/** Fit of a name to the typed text, from 0 (nothing in common) to 1, and above 1 for the whole own name. */
export function fit(typed: NameKeys, sound: string, candidate: Candidate): number {
  // A short whole name gets a larger bonus: many longer names begin with it.
  if (candidate.full === typed.full)
    return candidate.role === 'NAME' ? 1.05 + 0.2 / candidate.full.length : 1;
  if (candidate.core === typed.full || candidate.full === typed.core) return 0.97;
  if (candidate.core === typed.core) return 0.95;
  const covered = coverage(typed.words, candidate.words);
  const fits = [
    covered === 1 ? 0.7 + 0.15 * Math.min(1, typed.core.length / candidate.core.length) : 0.6 * covered,
    sound === candidate.sound ? 0.8 : 0,
  ];
  if (candidate.full.startsWith(typed.full))
    fits.push(candidate.words.startsWith(` ${typed.words.join(' ')} `) ? 0.92 : 0.88);
  else if (candidate.core.startsWith(typed.core) || candidate.core.startsWith(typed.full)) fits.push(0.85);
  else if (` ${typed.words.join(' ')} `.startsWith(candidate.words)) fits.push(0.6);
  else fits.push(nearness(typed.core, candidate.core), nearness(typed.full, candidate.full));
  return Math.max(...fits);
}

/** Fit of a long name when each typed word is one of its words, or a beginning, with wrong letters; else 0. */
function fitOfWords(typed: NameKeys, candidate: Candidate): number {
  const words = candidate.words.trim().split(' ');
  const isNear = (word: string) =>
    words.some((nameWord) => editDistances(word, nameWord).beginning <= maxErrors(word));
  return typed.words.every(isNear) ? 0.5 + 0.2 * Math.min(1, typed.core.length / candidate.core.length) : 0;
}

/** Share of the name's weight in the score; the rest is its fit. */
const WEIGHT_SHARE = 0.35;
/** Fit of a code, which is exact. */
const CODE_FIT = 1.1;
/** Factor on the score of a name other than the own one; lowest for countries, whose other names are often acronyms. */
const OTHER_NAME_FACTOR = {
  AUTHORITY: 0.97,
  COUNTRY: 0.9,
  THEME: 1,
  COUNTRY_GROUP: 1,
  FOREIGN_AUTHORITY: 0.97,
};

function scoreOf(fitValue: number, typed: NameKeys, { type, role, weight, kind }: Candidate): number {
  const score = fitValue * (1 - WEIGHT_SHARE) + weight * WEIGHT_SHARE;
  const roleScore = role === 'ALIAS' || role === 'PART' ? score * OTHER_NAME_FACTOR[type] : score;
  if (!typed.kinds.length) return roleScore;
  return roleScore + (kind !== null && typed.kinds.includes(kind) ? 0.05 : -0.1);
}

function bestScoreOf({ keys, sound, placed }: TypedName, candidate: Candidate): number {
  const scores = candidate.readings.map((reading) => {
    if (reading === BY_CODE) return scoreOf(CODE_FIT, keys, candidate);
    if (reading === BY_WORDS) return scoreOf(fitOfWords(keys, candidate), keys, candidate);
    if (reading === AS_TYPED) return scoreOf(fit(keys, sound, candidate), keys, candidate);
    const isBeginning = reading > BEGINNING_OF_PLACE;
    const { rest, sound: soundOfRest } = placed[(isBeginning ? reading - BEGINNING_OF_PLACE : reading) - 1]!;
    const score = scoreOf(fit(rest, soundOfRest, candidate), rest, candidate);
    // Two letters of a département say less than the beginning of a name: "saint sav" is Saint-Savin.
    if (isBeginning) return score * 0.85;
    // The candidate lies in the typed place; a name that is the whole text still wins.
    return score * 0.95 + 0.05;
  });
  return Math.max(...scores);
}

/** Fit of a name that is, or begins with, the typed text: without wrong letters. */
const MIN_FIT_WITHOUT_ERRORS = 0.85;

/**
 * Whether a French name is near to the text only by its letters or sound. Such names are left out when the text is exactly
 * a place abroad or a theme: Le Coteau is not meant by Cotonou, nor La Table by "eau potable".
 */
function isMistaken({ keys, sound }: TypedName, candidate: Candidate): boolean {
  return candidate.type === 'AUTHORITY' && fit(keys, sound, candidate) < MIN_FIT_WITHOUT_ERRORS;
}

/** Whether the text is exactly a name of something other than a French authority. */
const isKnownElsewhere = ({ keys }: TypedName, { type, full }: Candidate): boolean =>
  type !== 'AUTHORITY' && full === keys.full;

/** Minimum score: below it a name has too little in common with the text. */
const MIN_SCORE = 0.3;

/** Entities whose names fit best, each once, the likeliest first. */
export function rank<Row extends Candidate>(
  typed: TypedName,
  candidates: readonly Row[],
  first: number,
): Ranked<Row>[] {
  const best = new Map<string, Ranked<Row>>();
  const knownElsewhere = candidates.some((candidate) => isKnownElsewhere(typed, candidate));
  for (const candidate of candidates) {
    if (knownElsewhere && isMistaken(typed, candidate)) continue;
    const score = bestScoreOf(typed, candidate);
    if (score >= MIN_SCORE && score > (best.get(candidate.subjectId)?.score ?? 0))
      best.set(candidate.subjectId, { ...candidate, score });
  }
  return [...best.values()]
    .sort(
      (a, b) =>
        b.score - a.score || a.nameFr.localeCompare(b.nameFr, 'fr') || (a.subjectId < b.subjectId ? -1 : 1),
    )
    .slice(0, first);
}
