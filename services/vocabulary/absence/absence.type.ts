import type { Text } from '#kernel/errors';
import { LabelField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { Directive, Field, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';

export enum AbsenceReason {
  NO_MATCH = 'NO_MATCH',
  UNKNOWN_THEME = 'UNKNOWN_THEME',
  NOT_CLASSIFIED = 'NOT_CLASSIFIED',
  NOT_PUBLISHED = 'NOT_PUBLISHED',
  IMPOSSIBLE = 'IMPOSSIBLE',
}
registerEnumType(AbsenceReason, {
  name: 'AbsenceReason',
  description: 'Reason for which a list or a statistic is empty (motif d’absence).',
  valuesConfig: {
    NO_MATCH: {
      description:
        'The facts are known in this graph, but no row meets all conditions (aucune correspondance).',
    },
    UNKNOWN_THEME: {
      description: 'No theme has the code in the filter (thématique inconnue).',
      deprecationReason: 'an unknown theme is refused with BAD_USER_INPUT; removal 2027-03-01',
    },
    NOT_CLASSIFIED: {
      description:
        'Rows meet all conditions but the one on the theme, and their sources state no theme (non classé); `count` says how many.',
    },
    NOT_PUBLISHED: {
      description: 'No source publishes the facts, so the answer is unknown (information non publiée).',
    },
    IMPOSSIBLE: {
      description:
        'Nothing can ever meet a condition: its list of values is empty, it excludes all that it asks for, or its lower bound is above the upper one; `explanation` names its argument (condition impossible).',
    },
  },
});

@ObjectType('Absence', {
  description: 'Reason for an empty answer (motif d’absence).',
  simpleResolvers: true,
})
@Directive('@shareable')
export class Absence {
  @Field(() => AbsenceReason, { description: 'The reason (motif).' })
  reason!: AbsenceReason;
  @LabelField('explanation', 'The reason in a sentence (explication).')
  explanation!: string;
  @Field(() => Int, {
    nullable: true,
    description:
      'For NOT_CLASSIFIED: how many rows meet the other conditions and have no theme; of French authorities, how many have such partnerships; of expertises, how many partnerships these are (nombre). Null for other reasons.',
  })
  count!: number | null;
}

/** Reason for an empty list, with its explanation in both languages. */
export interface AbsenceRow {
  reason: AbsenceReason;
  explanationFr: string;
  explanationEn: string;
  count: number | null;
}

export const absenceRow = (
  reason: AbsenceReason,
  { en, fr }: Text,
  count: number | null = null,
): AbsenceRow => ({
  reason,
  explanationEn: en,
  explanationFr: fr,
  count,
});

/** Description of the field `absence` of a list. */
export const ABSENCE_DESCRIPTION =
  'Reason for which the list is empty (motif d’absence); null when it is not.';

/** Cost of the field `absence` of a list: an empty list is looked for once more, without some of its conditions. */
export const ABSENCE_COST = '@cost(weight: 20)';

/** As `connectionOf`, with the field `absence`: stores read such lists by {@link explainedPage}. */
export function explainedConnectionOf(node: ClassType, name: string, plural: string) {
  const connection = connectionOf(node, name, plural);
  Directive(ABSENCE_COST)(connection.prototype, 'absence');
  Field(() => Absence, { nullable: true, description: ABSENCE_DESCRIPTION })(connection.prototype, 'absence');
  return connection;
}
