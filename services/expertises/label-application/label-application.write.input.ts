import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput } from '#kernel/mutations';
import { DateScalar } from '#kernel/values';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';

export enum LabelDecision {
  ACCEPT = 'ACCEPT',
  REFUSE = 'REFUSE',
}
registerEnumType(LabelDecision, {
  name: 'LabelDecision',
  description: 'What the committee decides (décision).',
  valuesConfig: {
    ACCEPT: { description: 'A label is granted (accepter).' },
    REFUSE: { description: 'No label is granted (refuser).' },
  },
});

const LIMIT = 'Needed to submit. At most 10,000 characters.';

@InputType()
abstract class PartsInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: `First part: the competences (description des compétences). ${LIMIT}`,
  })
  competences?: string | null;
  @Field(() => String, {
    nullable: true,
    description: `Second part: the evidence for them (éléments de reconnaissance). ${LIMIT}`,
  })
  evidence?: string | null;
  @Field(() => String, {
    nullable: true,
    description: `Third part: the terms of mobilisation (conditions de mobilisation). ${LIMIT}`,
  })
  mobilisationTerms?: string | null;
}

@InputType('LabelApplicationDraftInput', { description: 'A new draft (brouillon de dossier).' })
export class LabelApplicationDraftInput extends PartsInput {
  @Field(() => ID, { description: 'The expertise for which a label is asked, by id (expertise).' })
  expertiseId!: string;
  @Field(() => ID, { description: 'The session that shall decide, by id; it is of one programme (comité).' })
  sessionId!: string;
}

@InputType('LabelApplicationEditInput', {
  description: 'What changes of a draft: what is left out stays, null is cleared (modification).',
})
export class LabelApplicationEditInput extends PartsInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => ID, { nullable: true, description: 'Another session, by id; never null (comité).' })
  sessionId?: string | null;
}

@InputType()
abstract class StepInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}

@InputType('LabelApplicationSubmitInput', { description: 'The draft that is handed in (dépôt).' })
export class LabelApplicationSubmitInput extends StepInput {}

@InputType('LabelApplicationWithdrawInput', { description: 'The application that is taken back (retrait).' })
export class LabelApplicationWithdrawInput extends StepInput {
  @Field(() => String, { nullable: true, description: 'Why (motif). At most 10,000 characters.' })
  reason?: string | null;
}

@InputType('LabelApplicationReviewInput', {
  description: 'The application that is taken under review (instruction).',
})
export class LabelApplicationReviewInput extends StepInput {}

@InputType('LabelApplicationDecideInput', { description: 'The decision on an application (décision).' })
export class LabelApplicationDecideInput extends StepInput {
  @Field(() => LabelDecision, { description: 'What was decided (décision).' })
  decision!: LabelDecision;
  @Field(() => String, {
    nullable: true,
    description: 'Why; needed for a refusal (motifs). At most 10,000 characters.',
  })
  reasons?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day of the award: that of the sitting or a later one, today when absent (date d’attribution).',
  })
  awardedOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which the label is valid, within a year of the award; the day of the award when absent (début de validité).',
  })
  validFrom?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day on which the label is valid, at most 20 years after the first; null: no end is set (fin de validité).',
  })
  validUntil?: string | null;
}
