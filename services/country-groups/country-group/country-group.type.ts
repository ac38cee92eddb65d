import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum CountryGroupStatus {
  ACTIVE_EVIDENCE = 'ACTIVE_EVIDENCE',
  LISTED = 'LISTED',
}
registerEnumType(CountryGroupStatus, {
  name: 'CountryGroupStatus',
  description: 'What is known of the activity of a country group.',
  valuesConfig: {
    ACTIVE_EVIDENCE: {
      description: 'A source shows it at work: a meeting, a presidency, a programme (activité attestée).',
    },
    LISTED: { description: 'A source lists it and says nothing more (seulement cité).' },
  },
});

@ObjectType('CountryGroup', {
  description:
    'French authorities that cooperate with the same country or countries, brought together by Cités Unies France (groupe-pays).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class CountryGroup extends Node {
  @Field(() => ID, {
    description: 'Its code: that of its country, such as `MG`, or a word, such as `SAHEL`.',
  })
  code!: string;
  @LabelField('name', 'Its name (nom).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'A role mailbox of the group, never a person’s (contact); null when no source publishes one.',
  })
  contact!: string | null;
  @LabelField('contactAbsence', 'Why there is no contact, and whom to ask instead; null when there is one.', {
    nullable: true,
  })
  contactAbsence!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When it was created; null when no source says so.',
  })
  createdOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which a source shows it at work; null when none does.',
  })
  lastActivityOn!: string | null;
  @Field(() => CountryGroupStatus, { description: 'What is known of its activity (statut).' })
  status!: CountryGroupStatus;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it was closed (dissolution); null while it was not.',
  })
  closedOn!: string | null;
  @versionField()
  version!: number;
  @Field(() => String, { nullable: true, description: 'A remark of ours, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CountryGroupConnection = connectionOf(
  CountryGroup,
  'CountryGroup',
  'country groups (groupes-pays)',
);
