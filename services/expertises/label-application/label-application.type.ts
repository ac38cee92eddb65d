import { versionField } from '#kernel/errors';
import { Node, Private } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar, DateTimeScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum LabelApplicationStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  UNDER_REVIEW = 'UNDER_REVIEW',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(LabelApplicationStatus, {
  name: 'LabelApplicationStatus',
  description: 'Status of a label application (état du dossier).',
  valuesConfig: {
    DRAFT: { description: 'Draft, not visible to the committee (brouillon).' },
    SUBMITTED: { description: 'Submitted before the deadline; it can no longer be edited (déposé).' },
    UNDER_REVIEW: { description: 'The committee examines it (en instruction).' },
    ACCEPTED: { description: 'A label was granted (accepté).' },
    REFUSED: { description: 'No label was granted; `reason` has the reasons (refusé).' },
    WITHDRAWN: { description: 'Withdrawn by the authority before a decision (retiré).' },
  },
});

export enum LabelApplicationParty {
  AUTHORITY = 'AUTHORITY',
  COMMITTEE = 'COMMITTEE',
  ADMINISTRATOR = 'ADMINISTRATOR',
}
registerEnumType(LabelApplicationParty, {
  name: 'LabelApplicationParty',
  description: 'Side on which an actor acted; persons are not named (partie).',
  valuesConfig: {
    AUTHORITY: { description: 'An editor of the authority (collectivité).' },
    COMMITTEE: { description: 'A reviewer of the committee (comité).' },
    ADMINISTRATOR: { description: 'An administrator of this graph (administrateur).' },
  },
});

@ObjectType('LabelApplicationTransition', {
  description: 'A step of a label application (étape du dossier).',
  simpleResolvers: true,
})
export class LabelApplicationTransition {
  @Field(() => DateTimeScalar, { description: 'Time of the step (date).' })
  at!: Date;
  @Field(() => LabelApplicationStatus, {
    nullable: true,
    description: 'Status before; null for the first draft (état précédent).',
  })
  from!: LabelApplicationStatus | null;
  @Field(() => LabelApplicationStatus, { description: 'Status after (nouvel état).' })
  to!: LabelApplicationStatus;
  @Field(() => LabelApplicationParty, { description: 'Side that took the step (auteur).' })
  by!: LabelApplicationParty;
  @Field(() => String, { nullable: true, description: 'Reason, where one was given (motif).' })
  reason!: string | null;
}

@ObjectType('LabelApplication', {
  description:
    'Application of an authority for a label for one of its expertises (dossier de candidature). Visible to editors of the authority, once submitted to reviewers, and to administrators; other callers find none.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Private()
export class LabelApplication extends Node {
  @Field(() => LabelApplicationStatus, { description: 'Its status (état).' })
  status!: LabelApplicationStatus;
  @Field(() => String, {
    nullable: true,
    description: 'First part: the competences; null when empty (description des compétences).',
  })
  competences!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Second part: the evidence for them; null when empty (éléments de reconnaissance).',
  })
  evidence!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Third part: the terms of mobilisation; null when empty (conditions de mobilisation).',
  })
  mobilisationTerms!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Reason of its status, such as those of a refusal (motif).',
  })
  reason!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was submitted (date de dépôt).' })
  submittedAt!: Date | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day of the decision (date de la décision).' })
  decidedOn!: string | null;
  @Field(() => DateTimeScalar, { description: 'When its draft was created (date de création).' })
  createdAt!: Date;
  @Field(() => DateTimeScalar, { description: 'When it last changed (date de modification).' })
  updatedAt!: Date;
  @versionField()
  version!: number;
}

export const LabelApplicationConnection = connectionOf(
  LabelApplication,
  'LabelApplication',
  'label applications (dossiers de candidature)',
);
