import { versionField } from '#kernel/errors';
import {
  Confidence,
  LabelField,
  LabelLanguageField,
  Node,
  Provenance,
  ProvenanceField,
  SourceConflict,
} from '#kernel/graphql';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { PartnershipKind, PartnershipStatus, STALE_AFTER_YEARS, explainedConnectionOf } from '#vocabulary';
import { PartnershipAmount, PartnershipDocument } from './partnership-parts.type.js';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

@ObjectType('Partnership', {
  description: 'A tie between French and foreign local authorities, as sources describe it (partenariat).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Partnership extends Node {
  @LabelField('title', 'Its title (intitulé); null when the source names only the partners.', {
    nullable: true,
  })
  title!: string | null;
  @LabelLanguageField('title', { nullable: true })
  language!: string | null;
  @Field(() => PartnershipKind, { description: 'What kind of tie it is (nature).' })
  kind!: PartnershipKind;
  @Field(() => String, {
    nullable: true,
    description:
      'How the source named the French authority, where it has another name or form since (nom historique).',
  })
  historicalFrenchName!: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'The last year of that name or form (dernière année de ce nom); null when no source gives it.',
  })
  historicalFrenchNameUntil!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Year of the first agreement (année de la première convention); null when no source gives it.',
  })
  startYear!: number | null;
  @Field(() => Confidence, {
    nullable: true,
    description: 'Confidence in the start year; null where there is none.',
  })
  startYearConfidence!: Confidence | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Its start, as precise as the sources have it: the year of the first agreement, or a month or day of it (début).',
  })
  start!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its signature, as precise as the sources have it (signature).',
  })
  signed!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its end, as precise as the sources have it: a year or a month counts whole (fin).',
  })
  end!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day of the signature, where a source gives it; `signed` may know its year or month (date de signature).',
  })
  signedOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day according to the source (date de fin); null when it gives none; `end` may know its year or month.',
  })
  endDate!: string | null;
  @Field(() => PartnershipStatus, {
    description: 'Status in the source, never rewritten (statut dans la source); see `isStale`.',
  })
  statusInSource!: PartnershipStatus;
  @Field(() => Boolean, {
    description: `Whether the source calls it ongoing although its end date is past in Europe/Paris, its title names a period that is over, or the statement is more than ${STALE_AFTER_YEARS} years old (« en cours » périmé).`,
  })
  isStale!: boolean;
  @Field(() => Int, {
    nullable: true,
    description:
      'Amount that `funder` granted, in whole euros; null when no source gives one (montant accordé).',
  })
  amountEur!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Who pays for it, where a source names a funder (financeur).',
  })
  funder!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which the funder granted the amount (date d’octroi).',
  })
  grantedOn!: string | null;
  @Field(() => [PartnershipAmount], {
    description:
      'Amounts that sources state, each in its currency; what `amountEur` says is among them (montants).',
  })
  amounts!: PartnershipAmount[];
  @Field(() => [PartnershipDocument], {
    description: 'Documents about it, such as the agreement (documents).',
  })
  documents!: PartnershipDocument[];
  @versionField()
  version!: number;
  @Field(() => [SourceConflict], {
    description: 'Facts on which sources differ (divergences entre sources).',
  })
  conflicts!: SourceConflict[];
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const PartnershipConnection = explainedConnectionOf(
  Partnership,
  'Partnership',
  'partnerships (partenariats)',
);
