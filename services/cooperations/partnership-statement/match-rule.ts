import type { PartnershipEntity } from '../partnership/partnership.entity.js';

// The rule by which two descriptions of a partnership are taken for one, and why. README.md of this folder has it in words.

/** What the rule reads of a partnership or of a row that is entered. */
export interface Tie {
  frenchAuthorityIds: readonly string[];
  foreignAuthorityIds: readonly string[];
  kind: PartnershipEntity['kind'];
  startYear: number | null;
  /** Titles in both languages, folded; without those that are null. */
  titles: readonly string[];
}

/** Years between two starts that sources give for one agreement: it is voted in one year and signed in the next. */
export const SAME_YEARS = 1;
/** Years up to which another start may be that of an agreement that replaced the first. */
export const NEAR_YEARS = 5;

export type DuplicateReason = 'SAME_PARTNERS' | 'KINDS_DIFFER' | 'YEARS_DIFFER' | 'PARTNERS_OVERLAP';
export type Verdict = { verdict: 'SAME' | 'NEAR'; reason: DuplicateReason } | { verdict: 'APART' };
const APART: Verdict = { verdict: 'APART' };

const includesAll = (all: readonly string[], some: readonly string[]) => some.every((id) => all.includes(id));

/** Ties between two towns that last: a second one of them is rarely another. */
const LASTING: readonly string[] = ['TWINNING', 'FRIENDSHIP', 'UNKNOWN'];

/** True when a project is compared with what is not that project. */
function isOtherProject(one: Tie, other: Tie): boolean {
  const projects = [one, other].filter(({ kind }) => kind === 'PROJECT').length;
  if (projects === 0) return false;
  const haveOneTitle = one.titles.some((title) => other.titles.includes(title));
  if (projects === 2) return one.titles.length > 0 && other.titles.length > 0 && !haveOneTitle;
  return !haveOneTitle || (one.kind !== 'UNKNOWN' && other.kind !== 'UNKNOWN');
}

export function compareTies(one: Tie, other: Tie): Verdict {
  const sides = [
    [one.frenchAuthorityIds, other.frenchAuthorityIds],
    [one.foreignAuthorityIds, other.foreignAuthorityIds],
  ] as const;
  const holds = (first: 0 | 1) => sides.every((side) => includesAll(side[first], side[1 - first]!));
  const [oneHolds, otherHolds] = [holds(0), holds(1)];
  const isEmpty = sides.some((side) => side.some(({ length }) => !length));
  if ((!oneHolds && !otherHolds) || isEmpty || isOtherProject(one, other)) return APART;
  const kindsFit = one.kind === other.kind || one.kind === 'UNKNOWN' || other.kind === 'UNKNOWN';
  const years =
    one.startYear === null || other.startYear === null ? 0 : Math.abs(one.startYear - other.startYear);
  const areNear = years <= SAME_YEARS;
  if (!oneHolds || !otherHolds)
    return kindsFit && areNear ? { verdict: 'NEAR', reason: 'PARTNERS_OVERLAP' } : APART;
  if (!kindsFit) return areNear ? { verdict: 'NEAR', reason: 'KINDS_DIFFER' } : APART;
  if (areNear) return { verdict: 'SAME', reason: 'SAME_PARTNERS' };
  const last = LASTING.includes(one.kind) && LASTING.includes(other.kind);
  return last || years <= NEAR_YEARS ? { verdict: 'NEAR', reason: 'YEARS_DIFFER' } : APART;
}

/** How well one that is the same fits: of several, the best is taken when it alone is. */
export const fitOf = (one: Tie, other: Tie): number =>
  2 * Number(one.kind === other.kind) + Number(one.startYear === other.startYear);
