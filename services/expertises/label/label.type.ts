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
    REVOKED: { description: 'Taken back before its end (retiré).' },
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
  @Field(() => [Source], { description: 'Every source that says so.' })
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
  @LabelField('description', 'What it is for.')
  description!: string;
  @Field(() => PartialDateScalar, { description: 'When it was launched.' })
  launchedOn!: string;
  @Field(() => [ProgrammeFact], { description: 'What sources say of it.' })
  facts!: ProgrammeFact[];
  @Field(() => String, { nullable: true, description: 'What is not known, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('CommitteeSession', {
  description: 'A sitting of the committee that examines label files (comité de sélection).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CommitteeSession extends Node {
  @Field(() => DateScalar, { description: 'When it was announced.' })
  announcedOn!: string;
  @Field(() => DateScalar, {
    description:
      'Files must arrive before this day begins in Europe/Paris: what arrives at 00:00:00 is late.',
  })
  submissionsBefore!: string;
  @Field(() => DateScalar, { description: 'The day on which the committee sits.' })
  heldOn!: string;
  @Field(() => String, { nullable: true, description: 'A remark on these dates, in English.' })
  note!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Label', {
  description: 'A label that stands behind an expertise (label).',
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
      'The first day on which it is no longer valid, since it was taken back; null when it was not (date de retrait).',
  })
  revokedOn!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was taken back (motif du retrait).' })
  revocationReason!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day on which it passed to the authority that holds it, by a decision; null when it never passed (date de transfert).',
  })
  transferredOn!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it passed to that authority (motif du transfert).',
  })
  transferReason!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Why its validity was corrected, the last time that it was; null when it stands as it was granted (motif de la correction).',
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
