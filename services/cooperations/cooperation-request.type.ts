import {
  DateScalar,
  LabelField,
  LabelLanguageField,
  Node,
  PartialDateScalar,
  Provenance,
  ProvenanceField,
  connectionOf,
} from '#kernel';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum CooperationRequestStatus {
  OPEN = 'OPEN',
  MATCHED = 'MATCHED',
  CLOSED = 'CLOSED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(CooperationRequestStatus, {
  name: 'CooperationRequestStatus',
  description: 'How far a request for cooperation has come.',
  valuesConfig: {
    OPEN: { description: 'A partner is sought (ouverte).' },
    MATCHED: { description: 'An authority has shown interest (mise en relation).' },
    CLOSED: { description: 'Answered or withdrawn (close).' },
    EXPIRED: { description: 'Past its last day, or so old that nothing says it still holds (expirée).' },
  },
});

@ObjectType('CooperationRequest', {
  description:
    'A need for which a foreign authority seeks a French partner, at a date (demande de coopération).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CooperationRequest extends Node {
  @Field(() => String, {
    description: 'Who asks, in the words of the data set, even where `foreignAuthority` is null.',
  })
  foreignAuthorityText!: string;
  @LabelField('need', 'What is sought (besoin).')
  need!: string;
  @LabelLanguageField('need')
  language!: string;
  @Field(() => [String], {
    description:
      'Languages in which one can work (ISO 639-1, lower case) such as `fr`; empty when the source names none.',
  })
  languages!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'How urgent it is, in the words of the source (urgence); null when it does not say.',
  })
  urgency!: string | null;
  @Field(() => PartialDateScalar, { description: 'When the need was stated (date d’ouverture).' })
  openedOn!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which it holds (date d’expiration); null when none was published.',
  })
  expiresOn!: string | null;
  @Field(() => CooperationRequestStatus, { description: 'How far it has come (statut).' })
  status!: CooperationRequestStatus;
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CooperationRequestConnection = connectionOf(
  CooperationRequest,
  'CooperationRequest',
  'requests for cooperation (demandes de coopération)',
);
