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
  description: 'Decision of the committee (décision).',
  valuesConfig: {
    ACCEPT: { description: 'A label is granted (accepter).' },
    REFUSE: { description: 'No label is granted (refuser).' },
  },
});

const LIMIT = 'Required for submission. At most 10,000 characters.';

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
  @Field(() => ID, { description: 'Id of the expertise to be labelled (expertise).' })
  expertiseId!: string;
  @Field(() => ID, { description: 'Id of the session that decides; it is of one programme (comité).' })
  sessionId!: string;
}

@InputType('LabelApplicationEditInput', {
  description: 'Changes to a draft; omitted fields stay as they are, null clears a field (modification).',
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

@InputType('LabelApplicationSubmitInput', { description: 'Submits a draft (dépôt).' })
export class LabelApplicationSubmitInput extends StepInput {}

@InputType('LabelApplicationWithdrawInput', { description: 'Withdraws an application (retrait).' })
export class LabelApplicationWithdrawInput extends StepInput {
  @Field(() => String, { nullable: true, description: 'Reason (motif). At most 10,000 characters.' })
  reason?: string | null;
}

@InputType('LabelApplicationReviewInput', {
  description: 'Takes an application under review (instruction).',
})
export class LabelApplicationReviewInput extends StepInput {}

@InputType('LabelApplicationDecideInput', { description: 'The decision on an application (décision).' })
export class LabelApplicationDecideInput extends StepInput {
  @Field(() => LabelDecision, { description: 'The decision (décision).' })
  decision!: LabelDecision;
  @Field(() => String, {
    nullable: true,
    description: 'Reasons, required for a refusal (motifs). At most 10,000 characters.',
  })
  reasons?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the award, not before the session; today when absent (date d’attribution).',
  })
  awardedOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day of validity, within a year of the award; the day of the award when absent (début de validité).',
  })
  validFrom?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day of validity, at most 20 years after the first; null: no end is set (fin de validité).',
  })
  validUntil?: string | null;
}
