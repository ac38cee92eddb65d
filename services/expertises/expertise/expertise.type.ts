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
  description: 'Basis of an expertise.',
  valuesConfig: {
    LABELLED: { description: 'It has a label that is valid today (labellisée).' },
    DECLARED: { description: 'Declared by the authority (déclarée).' },
    EVIDENCED: {
      description: 'Shown by linked partnerships in its theme (attestée par des partenariats).',
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

@ObjectType('Expertise', {
  description: 'The know-how of an authority in a theme, with its basis (expertise).',
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
      'Its basis today (fondement): LABELLED while a label is valid, otherwise DECLARED or EVIDENCED.',
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
      'Day on which its authority withdrew it (date de retrait); null when it was not. A withdrawn expertise is in no list.',
  })
  withdrawnOn!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

export const ExpertiseConnection = connectionOf(Expertise, 'Expertise', 'expertises');
