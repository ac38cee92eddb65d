import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { DateScalar, DateTimeScalar, PartialDateScalar } from '#kernel/values';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum CooperationRequestStatus {
  OPEN = 'OPEN',
  MATCHED = 'MATCHED',
  CLOSED = 'CLOSED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(CooperationRequestStatus, {
  name: 'CooperationRequestStatus',
  description: 'Status of a request for cooperation.',
  valuesConfig: {
    OPEN: { description: 'A partner is sought (ouverte).' },
    MATCHED: {
      description: 'Its author has accepted the answer of an authority, see `answeredBy` (mise en relation).',
    },
    CLOSED: { description: 'Answered or withdrawn (close).' },
    EXPIRED: { description: 'Past its last day, or so old that no source confirms it (expirée).' },
  },
});

export enum UrgencyLevel {
  IMMEDIATE = 'IMMEDIATE',
  SOON = 'SOON',
  PLANNED = 'PLANNED',
}
registerEnumType(UrgencyLevel, {
  name: 'UrgencyLevel',
  description: 'When the help that a request asks for is needed.',
  valuesConfig: {
    IMMEDIATE: { description: 'Within a month (immédiate).' },
    SOON: { description: 'Within half a year (prochaine).' },
    PLANNED: { description: 'Later, as a project that can be prepared (programmée).' },
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
    description:
      'Name of the requesting authority as the data set gives it, even where `foreignAuthority` is null.',
  })
  foreignAuthorityText!: string;
  @LabelField('need', 'What is sought (besoin).')
  need!: string;
  @LabelLanguageField('need')
  language!: string;
  @Field(() => [String], {
    description: 'Working languages (ISO 639-1, lower case) such as `fr`; empty when the source names none.',
  })
  languages!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'How urgent it is, in the words of its author or source (urgence); null when not stated.',
  })
  urgency!: string | null;
  @Field(() => UrgencyLevel, {
    nullable: true,
    description:
      'When help is needed, for filters and matches (degré d’urgence); null when neither author nor source states it.',
  })
  urgencyLevel!: UrgencyLevel | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Inhabitants of the requesting authority, as it states (population); null when not stated.',
  })
  population!: number | null;
  @Field(() => PartialDateScalar, { description: 'When the need was stated (date d’ouverture).' })
  openedOn!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which it holds (date d’expiration); null when none was published.',
  })
  expiresOn!: string | null;
  @Field(() => Boolean, {
    description:
      'Whether it is open and expires within seven days (expire bientôt); `changes` has an entry when this begins.',
  })
  expiresSoon!: boolean;
  @Field(() => CooperationRequestStatus, {
    description: 'Its status (statut); EXPIRED from the end of its last day in Europe/Paris.',
  })
  status!: CooperationRequestStatus;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Time from which `status` holds (depuis); null when it comes from a source.',
  })
  statusSince!: Date | null;
  @versionField()
  version!: number;
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CooperationRequestConnection = explainedConnectionOf(
  CooperationRequest,
  'CooperationRequest',
  'requests for cooperation (demandes de coopération)',
);
