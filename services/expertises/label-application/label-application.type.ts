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
  description: 'How far a label application is (état du dossier).',
  valuesConfig: {
    DRAFT: { description: 'Being written; the committee does not see it (brouillon).' },
    SUBMITTED: { description: 'Handed in before the deadline; it can no longer be edited (déposé).' },
    UNDER_REVIEW: { description: 'The committee examines it (en instruction).' },
    ACCEPTED: { description: 'A label was granted (accepté).' },
    REFUSED: { description: 'No label was granted; the reasons are told (refusé).' },
    WITHDRAWN: { description: 'The authority took it back before a decision (retiré).' },
  },
});

export enum LabelApplicationParty {
  AUTHORITY = 'AUTHORITY',
  COMMITTEE = 'COMMITTEE',
  ADMINISTRATOR = 'ADMINISTRATOR',
}
registerEnumType(LabelApplicationParty, {
  name: 'LabelApplicationParty',
  description: 'On whose side somebody acted; persons are not named (partie).',
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
  @Field(() => DateTimeScalar, { description: 'When (date).' })
  at!: Date;
  @Field(() => LabelApplicationStatus, {
    nullable: true,
    description: 'From where; null for the first draft (état précédent).',
  })
  from!: LabelApplicationStatus | null;
  @Field(() => LabelApplicationStatus, { description: 'To where (nouvel état).' })
  to!: LabelApplicationStatus;
  @Field(() => LabelApplicationParty, { description: 'Who, by role (auteur).' })
  by!: LabelApplicationParty;
  @Field(() => String, { nullable: true, description: 'Why, where it was said (motif).' })
  reason!: string | null;
}

@ObjectType('LabelApplication', {
  description:
    'The file by which an authority asks for a label for one of its expertises (dossier de candidature). Its editors see their own, reviewers those that were submitted, administrators all; for everybody else there is none.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Private()
export class LabelApplication extends Node {
  @Field(() => LabelApplicationStatus, { description: 'How far it is (état).' })
  status!: LabelApplicationStatus;
  @Field(() => String, {
    nullable: true,
    description: 'First part: the competences; null while not written (description des compétences).',
  })
  competences!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Second part: the evidence for them; null while not written (éléments de reconnaissance).',
  })
  evidence!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Third part: the terms of mobilisation; null while not written (conditions de mobilisation).',
  })
  mobilisationTerms!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it came to its status, such as the reasons of a refusal (motif).',
  })
  reason!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was submitted (date de dépôt).' })
  submittedAt!: Date | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day of the decision (date de la décision).' })
  decidedOn!: string | null;
  @Field(() => DateTimeScalar, { description: 'When its draft was begun (date de création).' })
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
