/**
 * What each level of fit is worth: the one place to tune matching. A row per criterion, its best level first; the best
 * ones make 100. What nobody has stated gives nothing, and takes nothing away from what is known.
 */
export const MATCH_WEIGHTS = {
  // What is asked for comes first: the very theme outweighs a neighbouring one with the best country (12 + 28 = 40).
  THEME: {
    SAME: 40,
    // Asking for a theme means all below it, but it may be another part that is needed.
    BELOW: 36,
    // A broader theme may well hold it, and nobody says so.
    ABOVE: 22,
    // Another theme under the same one, such as youth where training is asked for.
    SIBLING: 11,
    NOT_ASKED: 0,
  },
  // Then knowing the country: what partners of this kind of cooperation say they lack most.
  COUNTRY: {
    // This very expertise was shown there, as partnerships or a committee say.
    SHOWN_THERE: 28,
    // The authority has partners there, in another theme: it knows people, law and travel.
    WORKS_THERE: 22,
    // It says that it has shown it there, and neither a partnership nor a label does: its word, more than a neighbourhood.
    DECLARED_THERE: 16,
    // A country group works together: its authorities meet and know each other's partners.
    SAME_GROUP: 14,
    SAME_SUB_REGION: 10,
    SAME_REGION: 4,
    NONE: 0,
  },
  // Working without an interpreter. French counts for every holder: it is their language.
  LANGUAGE: { SHARED: 12, NONE: 0, UNKNOWN: 0, NOT_ASKED: 0 },
  // A committee has examined it. Less than theme and country: few hold one, and none is named by a public source.
  LABEL: { ACTIVE: 10, NONE: 0 },
  // Help that comes in the way and in the time that it is needed.
  MOBILISATION: { FITS: 5, NONE: 0, UNKNOWN: 0, NOT_ASKED: 0 },
  // Peers understand each other; but large ones have helped small ones well, so it only tips the scales.
  SIZE: {
    // Up to twice as large.
    SIMILAR: 5,
    // Up to five times.
    COMPARABLE: 3,
    // Up to twenty times.
    DISTANT: 1,
    FAR: 0,
    UNKNOWN: 0,
  },
} as const;

export type MatchCriterionName = keyof typeof MATCH_WEIGHTS;
export type MatchLevel<Criterion extends MatchCriterionName = MatchCriterionName> =
  Criterion extends MatchCriterionName ? keyof (typeof MATCH_WEIGHTS)[Criterion] : never;

export const MATCH_CRITERIA = Object.keys(MATCH_WEIGHTS) as MatchCriterionName[];

/** How many times as large still counts for a level of SIZE. */
export const SIZE_RATIOS = { SIMILAR: 2, COMPARABLE: 5, DISTANT: 20 } as const;

/** Ways in which help can come in the time that it is needed. */
export const FITTING_MODES: Readonly<Record<'IMMEDIATE' | 'SOON' | 'PLANNED', readonly string[]>> = {
  IMMEDIATE: ['REMOTE', 'SHORT_MISSION'],
  SOON: ['REMOTE', 'SHORT_MISSION', 'HOSTING'],
  PLANNED: ['REMOTE', 'SHORT_MISSION', 'HOSTING', 'LONG_MISSION'],
};

/** @returns the points of a level */
export function pointsOf(criterion: MatchCriterionName, level: string): number {
  return (MATCH_WEIGHTS[criterion] as Readonly<Record<string, number>>)[level]!;
}

/** The points of the best level. */
export const mostOf = (criterion: MatchCriterionName): number =>
  Math.max(...Object.values(MATCH_WEIGHTS[criterion]));
