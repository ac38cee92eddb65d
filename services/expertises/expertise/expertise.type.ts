import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum ExpertiseBasis {
  LABELLED = 'LABELLED',
  DECLARED = 'DECLARED',
  EVIDENCED = 'EVIDENCED',
}
registerEnumType(ExpertiseBasis, {
  name: 'ExpertiseBasis',
  description: 'What an expertise rests on.',
  valuesConfig: {
    LABELLED: { description: 'A label that is valid today stands behind it (labellisée).' },
    DECLARED: { description: 'The authority says so (déclarée).' },
    EVIDENCED: {
      description: 'Partnerships with that theme show it; they are linked (attestée par des partenariats).',
    },
  },
});

export enum MobilisationMode {
  SHORT_MISSION = 'SHORT_MISSION',
  LONG_MISSION = 'LONG_MISSION',
  REMOTE = 'REMOTE',
  HOSTING = 'HOSTING',
}
registerEnumType(MobilisationMode, {
  name: 'MobilisationMode',
  description: 'How an authority can put its expertise at the disposal of a partner.',
  valuesConfig: {
    SHORT_MISSION: { description: 'Someone travels for up to two weeks (mission courte).' },
    LONG_MISSION: { description: 'Someone travels for longer than two weeks (mission longue).' },
    REMOTE: { description: 'Advice at a distance (à distance).' },
    HOSTING: { description: 'The partner is received in France (accueil).' },
  },
});

export enum AbsenceReason {
  NO_MATCH = 'NO_MATCH',
  UNKNOWN_THEME = 'UNKNOWN_THEME',
  NOT_PUBLISHED = 'NOT_PUBLISHED',
}
registerEnumType(AbsenceReason, {
  name: 'AbsenceReason',
  description: 'Why a list is empty.',
  valuesConfig: {
    NO_MATCH: {
      description:
        'What was asked is known in this graph, but nothing meets all conditions (aucune correspondance).',
    },
    UNKNOWN_THEME: { description: 'No theme has the code that was asked for (thématique inconnue).' },
    NOT_PUBLISHED: {
      description: 'No source publishes what was asked, so nobody can tell (information non publiée).',
    },
  },
});

@ObjectType('Absence', { description: 'Why an answer is empty (motif d’absence).', simpleResolvers: true })
export class Absence {
  @Field(() => AbsenceReason, { description: 'The reason.' })
  reason!: AbsenceReason;
  @LabelField('explanation', 'The reason in a sentence.')
  explanation!: string;
}

@ObjectType('Expertise', {
  description: 'The know-how of an authority in a theme, and what it rests on (expertise).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Expertise extends Node {
  @LabelField('title', 'Its title (intitulé).')
  title!: string;
  @LabelLanguageField('title')
  language!: string;
  @LabelField('description', 'What the authority can do; null when no source describes it.', {
    nullable: true,
  })
  description!: string | null;
  @Field(() => ExpertiseBasis, {
    description:
      'What it rests on today: while a label is valid, LABELLED; before and after, what it was (fondement).',
  })
  basis!: ExpertiseBasis;
  @Field(() => [String], {
    nullable: true,
    description: 'Working languages (ISO 639-1, lower case) such as `en`; null when no source states them.',
  })
  languages!: string[] | null;
  @Field(() => [MobilisationMode], {
    nullable: true,
    description: 'How the authority can be mobilised; null when no source states it.',
  })
  mobilisationModes!: MobilisationMode[] | null;
  @LabelField(
    'mobilisationTerms',
    'Terms of mobilisation in words (modalités de mobilisation); null when no source states them.',
    { nullable: true },
  )
  mobilisationTerms!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day on which its authority took it back; null while it holds. One that was taken back is in no list (date de retrait).',
  })
  withdrawnOn!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

export const ExpertiseConnection = connectionOf(Expertise, 'Expertise', 'expertises');
