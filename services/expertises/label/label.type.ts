import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField, Source } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum LabelStatus {
  UPCOMING = 'UPCOMING',
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}
registerEnumType(LabelStatus, {
  name: 'LabelStatus',
  description: 'Whether a label is valid today, computed from its dates (statut du label).',
  valuesConfig: {
    UPCOMING: { description: 'Awarded, not yet valid (à venir).' },
    ACTIVE: { description: 'Valid today (en vigueur).' },
    EXPIRED: { description: 'No longer valid (expiré).' },
    REVOKED: { description: 'Revoked before its end (retiré).' },
  },
});

@ObjectType('ProgrammeFact', {
  description: 'A sourced statement about a label programme (fait).',
  simpleResolvers: true,
})
export class ProgrammeFact {
  @LabelField('text', 'The statement.')
  text!: string;
  @LabelLanguageField('text')
  language!: string;
  @Field(() => PartialDateScalar, { nullable: true, description: 'Its date, where it has one.' })
  date!: string | null;
  @Field(() => [Source], { description: 'Its sources.' })
  sources!: Source[];
}

@ObjectType('LabelProgramme', {
  description:
    'A programme under which the foreign ministry labels the expertise of local authorities (programme de labellisation).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class LabelProgramme extends Node {
  @Field(() => ID, { description: 'Its code: `PACT2`, `PACT3` or `EXPE_CT`.' })
  code!: string;
  @LabelField('name', 'Its name (nom).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @LabelField('description', 'Its purpose.')
  description!: string;
  @Field(() => PartialDateScalar, { description: 'When it was launched.' })
  launchedOn!: string;
  @Field(() => [ProgrammeFact], { description: 'Statements of sources about it.' })
  facts!: ProgrammeFact[];
  @Field(() => String, { nullable: true, description: 'What is not known, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('CommitteeSession', {
  description: 'A session of the committee that examines label applications (comité de sélection).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CommitteeSession extends Node {
  @Field(() => DateScalar, { description: 'When it was announced.' })
  announcedOn!: string;
  @Field(() => DateScalar, {
    description:
      'Applications must arrive before this day begins in Europe/Paris: 00:00:00 is late (date limite, exclue).',
  })
  submissionsBefore!: string;
  @Field(() => DateScalar, {
    description: 'Day of the session, the last day of submissions at the earliest (date du comité).',
  })
  heldOn!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Why its dates moved the last time; null when they did not, or before any application was submitted (motif du report).',
  })
  datesReason!: string | null;
  @Field(() => String, { nullable: true, description: 'A remark on these dates, in English.' })
  note!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Label', {
  description: 'A label for an expertise (label).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Label extends Node {
  @Field(() => DateScalar, { description: 'When it was awarded.' })
  awardedOn!: string;
  @Field(() => DateScalar, { description: 'The first day on which it is valid.' })
  validFrom!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which it is valid; null when none was published.',
  })
  validUntil!: string | null;
  @Field(() => LabelStatus, { description: 'Whether it is valid today.' })
  status!: LabelStatus;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day on which it is no longer valid because it was revoked (date de retrait); null when it was not.',
  })
  revokedOn!: string | null;
  @Field(() => String, { nullable: true, description: 'Reason for which it was revoked (motif du retrait).' })
  revocationReason!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which it was transferred to its holder (date de transfert); null when it never was.',
  })
  transferredOn!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Reason for the transfer (motif du transfert).',
  })
  transferReason!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Reason of the last correction of its validity (motif de la correction); null when it was never corrected.',
  })
  correctionReason!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

export const LabelConnection = connectionOf(Label, 'Label', 'labels');
export const LabelProgrammeConnection = connectionOf(
  LabelProgramme,
  'LabelProgramme',
  'label programmes (programmes de labellisation)',
);
export const CommitteeSessionConnection = connectionOf(
  CommitteeSession,
  'CommitteeSession',
  'committee sessions (comités de sélection)',
);
