import type { NameKeys } from '../name-keys.js';
import type { NameRole, SubjectType } from '../name-rows.js';
import { mostErrors } from '../name-typos.js';
import { AS_TYPED, BY_CODE, BY_WORDS } from './suggestion.candidates.js';
import type { TypedName } from './suggestion.query.js';

/** A name that may be meant. */
export interface Candidate {
  subjectId: string;
  type: SubjectType;
  role: NameRole;
  weight: number;
  words: string;
  full: string;
  core: string;
  sound: string;
  /** How it was found; see {@link AS_TYPED}. */
  readings: readonly number[];
  /** Of an authority. */
  kind: string | null;
  /** The name to be shown. */
  nameFr: string;
}
export type Ranked<Row> = Row & { score: number };

/** Letters to add, drop, change or swap to make one text of the other; also the least for a beginning of the second. */
function distances(a: string, b: string): { whole: number; beginning: number } {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return { whole: above[b.length]!, beginning: Math.min(...above) };
}

/** Of what was typed, as much as a name may lack and still be near. */
const MOST_LACKING = 0.4;

function nearness(asked: string, given: string): number {
  if (asked.length - given.length > asked.length * MOST_LACKING) return 0;
  const { whole, beginning } = distances(asked, given);
  return Math.max(
    0.92 - 1.6 * (whole / Math.max(asked.length, given.length)),
    0.8 - 1.8 * (beginning / asked.length),
  );
}

/** How much of what was typed are words, or beginnings of words, of the name: from 0 to 1. */
function coverage(asked: readonly string[], given: string): number {
  const found = asked.filter((word) => given.includes(` ${word}`));
  return found.join('').length / asked.join('').length;
}

/** From 0 (nothing in common) to 1, and above it for its own whole name: how well a name fits what was typed. */
export function fit(asked: NameKeys, sound: string, given: Candidate): number {
  // The shorter a name is, the less can typing on tell it from those that begin with it.
  if (given.full === asked.full) return given.role === 'NAME' ? 1.05 + 0.2 / given.full.length : 1;
  if (given.core === asked.full || given.full === asked.core) return 0.97;
  if (given.core === asked.core) return 0.95;
  const covered = coverage(asked.words, given.words);
  const fits = [
    covered === 1 ? 0.7 + 0.15 * Math.min(1, asked.core.length / given.core.length) : 0.6 * covered,
    sound === given.sound ? 0.8 : 0,
  ];
  if (given.full.startsWith(asked.full))
    fits.push(given.words.startsWith(` ${asked.words.join(' ')} `) ? 0.92 : 0.88);
  else if (given.core.startsWith(asked.core) || given.core.startsWith(asked.full)) fits.push(0.85);
  else if (` ${asked.words.join(' ')} `.startsWith(given.words)) fits.push(0.6);
  else fits.push(nearness(asked.core, given.core), nearness(asked.full, given.full));
  return Math.max(...fits);
}

/** How well a name of many words fits where each that was typed is one of them, or its beginning, with letters wrong; else 0. */
function fitOfWords(asked: NameKeys, given: Candidate): number {
  const words = given.words.trim().split(' ');
  const isNear = (word: string) =>
    words.some((other) => distances(word, other).beginning <= mostErrors(word));
  return asked.words.every(isNear) ? 0.5 + 0.2 * Math.min(1, asked.core.length / given.core.length) : 0;
}

/** How much it counts whether people are likely to mean the thing, against how well its name fits. */
const WEIGHT = 0.35;
/** A code says exactly what is meant. */
const CODE_FIT = 1.1;
/** Another name than its own says a little less that it is meant; much less where it is an acronym of a country. */
const OTHER_NAME = { AUTHORITY: 0.97, COUNTRY: 0.9, THEME: 1, COUNTRY_GROUP: 1 };

function scoreOf(fitting: number, asked: NameKeys, { type, role, weight, kind }: Candidate): number {
  const score = fitting * (1 - WEIGHT) + weight * WEIGHT;
  const named = role === 'ALIAS' || role === 'PART' ? score * OTHER_NAME[type] : score;
  if (!asked.kinds.length) return named;
  return named + (kind !== null && asked.kinds.includes(kind) ? 0.05 : -0.1);
}

function bestScoreOf({ keys, sound, placed }: TypedName, candidate: Candidate): number {
  const scores = candidate.readings.map((reading) => {
    if (reading === BY_CODE) return scoreOf(CODE_FIT, keys, candidate);
    if (reading === BY_WORDS) return scoreOf(fitOfWords(keys, candidate), keys, candidate);
    if (reading === AS_TYPED) return scoreOf(fit(keys, sound, candidate), keys, candidate);
    const { rest, sound: soundOfRest } = placed[reading - 1]!;
    // It lies where the text says, but a name that is all of the text is better.
    return scoreOf(fit(rest, soundOfRest, candidate), rest, candidate) * 0.95 + 0.05;
  });
  return Math.max(...scores);
}

/** Below it, a name has too little in common with the text. */
const LEAST = 0.3;

/** The things whose names fit best, each once, the likeliest first. */
export function rank<Row extends Candidate>(
  typed: TypedName,
  candidates: readonly Row[],
  first: number,
): Ranked<Row>[] {
  const best = new Map<string, Ranked<Row>>();
  for (const candidate of candidates) {
    const score = bestScoreOf(typed, candidate);
    if (score >= LEAST && score > (best.get(candidate.subjectId)?.score ?? 0))
      best.set(candidate.subjectId, { ...candidate, score });
  }
  return [...best.values()]
    .sort(
      (a, b) =>
        b.score - a.score || a.nameFr.localeCompare(b.nameFr, 'fr') || (a.subjectId < b.subjectId ? -1 : 1),
    )
    .slice(0, first);
}
