import { versionField } from '#kernel/errors';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar } from '#kernel/values';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum AccessRequestStatus {
  OPEN = 'OPEN',
  GRANTED = 'GRANTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(AccessRequestStatus, {
  name: 'AccessRequestStatus',
  description: 'What became of a request for access (statut).',
  valuesConfig: {
    OPEN: { description: 'The answer is still to come (en attente).' },
    GRANTED: { description: 'The person has the role (accordée).' },
    DECLINED: { description: 'It was declined, with a reason (refusée).' },
    WITHDRAWN: { description: 'The person withdrew it (retirée).' },
  },
});

@ObjectType('AccessRequest', {
  description:
    'A request of a person to write for a local authority abroad (demande d’accès). Only that person and those who decide see it.',
  simpleResolvers: true,
})
export class AccessRequest {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Name of an authority that is not known yet; null for one that is (nom proposé).',
  })
  proposedName!: string | null;
  @Field(() => String, { description: 'The office for which they ask (service).' })
  office!: string;
  @Field(() => String, { description: 'The mailbox of the office (adresse de contact).' })
  contact!: string;
  @Field(() => String, { description: 'Why they ask (message).' })
  message!: string;
  @Field(() => AccessRequestStatus, { description: 'What became of it (statut).' })
  status!: AccessRequestStatus;
  @Field(() => DateTimeScalar, { description: 'When it was submitted (dépôt).' })
  submittedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was granted, declined or withdrawn; null while it is open (réponse).',
  })
  answeredAt!: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'The reason why it was declined, or a word to a grant; null when there is none (réponse).',
  })
  answer!: string | null;
  @versionField()
  version!: number;
}

export const AccessRequestConnection = connectionOf(
  AccessRequest,
  'AccessRequest',
  'requests for access (demandes d’accès)',
);
