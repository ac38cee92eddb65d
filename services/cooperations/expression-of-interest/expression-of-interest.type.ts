import { versionField } from '#kernel/errors';
import { Node, Private } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum InterestStatus {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  LAPSED = 'LAPSED',
}
registerEnumType(InterestStatus, {
  name: 'InterestStatus',
  description: 'Status of an expression of interest.',
  valuesConfig: {
    PENDING: { description: 'The author of the request has not answered yet (en attente).' },
    ACCEPTED: { description: 'Accepted: the request is matched with this authority (acceptée).' },
    DECLINED: { description: 'Declined by the author of the request (déclinée).' },
    WITHDRAWN: { description: 'Withdrawn by the authority before an answer (retirée).' },
    LAPSED: {
      description:
        'The request was matched with another authority, closed or expired before this one was answered (caduque).',
    },
  },
});

@ObjectType('ExpressionOfInterest', {
  description:
    'Answer of a French authority to a request for cooperation (manifestation d’intérêt). Visible to the two sides and to administrators only; other callers find none.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Private()
export class ExpressionOfInterest extends Node {
  @Field(() => InterestStatus, { description: 'Its status (statut).' })
  status!: InterestStatus;
  @Field(() => String, { description: 'What the authority offers, in its words (message).' })
  message!: string;
  @Field(() => String, { description: 'Role mailbox of the authority (contact).' })
  contact!: string;
  @Field(() => DateTimeScalar, { description: 'When it was made (exprimée le).' })
  expressedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was accepted, declined or withdrawn, or lapsed; null before (répondue le).',
  })
  answeredAt!: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'Answer of the author of the request (réponse); null when there is none.',
  })
  answer!: string | null;
  @versionField()
  version!: number;
}

export const ExpressionOfInterestConnection = connectionOf(
  ExpressionOfInterest,
  'ExpressionOfInterest',
  'expressions of interest (manifestations d’intérêt)',
);
