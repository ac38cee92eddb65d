import { LabelField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MATCH_WEIGHTS, mostOf, type MatchCriterionName } from './match-weights.js';
import { Authority } from '../references/authority.type.js';
import { CooperationRequest } from '../references/cooperation-request.type.js';
import { Expertise } from '../references/expertise.type.js';

export enum MatchCriterion {
  THEME = 'THEME',
  COUNTRY = 'COUNTRY',
  LANGUAGE = 'LANGUAGE',
  LABEL = 'LABEL',
  MOBILISATION = 'MOBILISATION',
  SIZE = 'SIZE',
}

/** Descriptions of the levels; the points come from the weights. */
const LEVELS: { [Criterion in MatchCriterionName]: Record<keyof (typeof MATCH_WEIGHTS)[Criterion], string> } =
  {
    THEME: {
      SAME: 'the very theme',
      BELOW: 'one below it',
      ABOVE: 'one above it',
      SIBLING: 'one beside it, under the same theme',
      NOT_ASKED: 'the request names none',
    },
    COUNTRY: {
      SHOWN_THERE: 'this expertise was shown there, as partnerships show or a label confirms',
      WORKS_THERE: 'the authority works there in another theme, and no source calls that over',
      DECLARED_THERE: 'the authority alone says that this expertise was shown there',
      SAME_GROUP: 'it works in a country of the same country group',
      SAME_SUB_REGION: 'in the same part of the world',
      SAME_REGION: 'in the same region of the world',
      NONE: 'elsewhere or nowhere',
    },
    LANGUAGE: {
      SHARED: 'one in common, French being that of every holder',
      NONE: 'none in common',
      UNKNOWN: 'not stated for the expertise',
      NOT_ASKED: 'not stated for the request',
    },
    LABEL: { ACTIVE: 'an active label stands behind the expertise', NONE: 'none' },
    MOBILISATION: {
      FITS: 'it comes in a way that is quick enough: a short mission or from a distance at once, hosting too within half a year, long missions too after that',
      NONE: 'it does not',
      UNKNOWN: 'not stated for the expertise',
      NOT_ASKED: 'the request says nothing of urgency',
    },
    SIZE: {
      SIMILAR: 'up to twice as many inhabitants, or half as many',
      COMPARABLE: 'up to five times',
      DISTANT: 'up to twenty times',
      FAR: 'more',
      UNKNOWN: 'not known on both sides',
    },
  };

const CRITERION_DESCRIPTIONS: Readonly<Record<MatchCriterionName, string>> = {
  THEME: 'How near the theme of the expertise is to what is asked (thématique)',
  COUNTRY: 'How well the authority knows the country (expérience du pays)',
  LANGUAGE: 'A common working language (langue)',
  LABEL: 'A label (label)',
  MOBILISATION: 'Whether help can come in time (mobilisation)',
  SIZE: 'Whether the two are of comparable size (taille)',
};

const describeLevels = (criterion: MatchCriterionName) =>
  Object.entries(LEVELS[criterion])
    .map(
      ([level, words]) =>
        `${(MATCH_WEIGHTS[criterion] as Readonly<Record<string, number>>)[level]}: ${words}`,
    )
    .join('; ');

registerEnumType(MatchCriterion, {
  name: 'MatchCriterion',
  description: 'What a match is judged by; the points of all of them make 100 at most.',
  valuesConfig: Object.fromEntries(
    Object.values(MatchCriterion).map((criterion) => [
      criterion,
      {
        description: `${CRITERION_DESCRIPTIONS[criterion]}, up to ${mostOf(criterion)} points. ${describeLevels(criterion)}.`,
      },
    ]),
  ),
});

@ObjectType('MatchReason', {
  description: 'What one criterion gives to the score of a match, and why (motif).',
  simpleResolvers: true,
})
export class MatchReason {
  @Field(() => MatchCriterion, { description: 'What is judged (critère).' })
  criterion!: MatchCriterion;
  @Field(() => Int, { description: 'What it gives; 0 where it does not fit or is not known (points).' })
  points!: number;
  @Field(() => Int, { description: 'The most that it can give.' })
  of!: number;
  @LabelField('detail', 'Why, in a sentence (explication).')
  detail!: string;
}

/** Fields of an authority that search itself can answer. */
const PROVIDED = '@provides(fields: "kind name population")';

@ObjectType('Match', {
  description:
    'An expertise that could answer a request for cooperation, and how well (correspondance). The score is the sum of the points of its reasons, and of nothing else.',
  simpleResolvers: true,
})
export class Match {
  @Field(() => Int, { description: 'The sum of the points of all reasons, 0 to 100 (score).' })
  score!: number;
  @Field(() => [MatchReason], {
    description: 'Each criterion once, with its points and their reason (motifs).',
  })
  reasons!: MatchReason[];
  @Field(() => Expertise, { nullable: true, description: 'What could help (expertise).' })
  expertise!: object | null;
  @Directive(PROVIDED)
  @Field(() => Authority, { nullable: true, description: 'Who holds it (collectivité).' })
  authority!: object | null;
  @Field(() => CooperationRequest, { nullable: true, description: 'What is sought (demande).' })
  request!: object | null;
}

export const MatchConnection = connectionOf(Match, 'Match', 'matches (correspondances)');
