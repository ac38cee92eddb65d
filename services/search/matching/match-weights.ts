/**
 * Points of each level of each criterion: the only place to tune matching. The best level comes first; the best levels
 * add up to 100. Unknown facts give no points and take none away.
 */
export const MATCH_WEIGHTS = {
  // The theme weighs most: the requested theme alone (40) outweighs a neighbouring one with the best country (11 + 28).
  THEME: {
    SAME: 40,
    // A request for a theme includes all themes below it, but another one of them may be needed.
    BELOW: 36,
    // A broader theme may include it, without saying so.
    ABOVE: 22,
    // Another theme with the same parent, such as youth where training is requested.
    SIBLING: 11,
    NOT_ASKED: 0,
  },
  // Country experience comes second: partners of this kind of cooperation say that they lack it most.
  COUNTRY: {
    // Partnerships or a committee show this expertise there.
    SHOWN_THERE: 28,
    // The authority has partners there in another theme: it knows people, law and travel.
    WORKS_THERE: 22,
    // The authority declares this expertise there, without a partnership or a label: worth more than a neighbouring country.
    DECLARED_THERE: 16,
    // Authorities of a country group meet and know each other's partners.
    SAME_GROUP: 14,
    SAME_SUB_REGION: 10,
    SAME_REGION: 4,
    NONE: 0,
  },
  // A common language makes an interpreter unnecessary. French counts for every holder: it is their language.
  LANGUAGE: { SHARED: 12, NONE: 0, UNKNOWN: 0, NOT_ASKED: 0 },
  // A label means that a committee examined the expertise. Few hold one, and no public source names the holders.
  LABEL: { ACTIVE: 10, NONE: 0 },
  // Mobilisation: help arrives in time.
  MOBILISATION: { FITS: 5, NONE: 0, UNKNOWN: 0, NOT_ASKED: 0 },
  // Size decides between near equals only: peers understand each other, but large authorities have helped small ones well.
  SIZE: {
    // Ratio of populations up to 2.
    SIMILAR: 5,
    // Up to 5.
    COMPARABLE: 3,
    // Up to 20.
    DISTANT: 1,
    FAR: 0,
    UNKNOWN: 0,
  },
} as const;

export type MatchCriterionName = keyof typeof MATCH_WEIGHTS;
export type MatchLevel<Criterion extends MatchCriterionName = MatchCriterionName> =
  Criterion extends MatchCriterionName ? keyof (typeof MATCH_WEIGHTS)[Criterion] : never;

export const MATCH_CRITERIA = Object.keys(MATCH_WEIGHTS) as MatchCriterionName[];

/** Maximum ratio of populations for each level of SIZE. */
export const SIZE_RATIOS = { SIMILAR: 2, COMPARABLE: 5, DISTANT: 20 } as const;

/** Mobilisation modes that are fast enough for each urgency. */
export const FITTING_MODES: Readonly<Record<'IMMEDIATE' | 'SOON' | 'PLANNED', readonly string[]>> = {
  IMMEDIATE: ['REMOTE', 'SHORT_MISSION'],
  SOON: ['REMOTE', 'SHORT_MISSION', 'HOSTING'],
  PLANNED: ['REMOTE', 'SHORT_MISSION', 'HOSTING', 'LONG_MISSION'],
};

/** @returns the points of a level */
export function pointsOf(criterion: MatchCriterionName, level: string): number {
  return (MATCH_WEIGHTS[criterion] as Readonly<Record<string, number>>)[level]!;
}

/** Points of the best level. */
export const mostOf = (criterion: MatchCriterionName): number =>
  Math.max(...Object.values(MATCH_WEIGHTS[criterion]));
