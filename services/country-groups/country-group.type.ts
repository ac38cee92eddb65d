import { DateScalar, LabelField, LabelLanguageField, Node, PartialDateScalar, Provenance, ProvenanceField, connectionOf } from '#kernel';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum CountryGroupStatus {
  ACTIVE_EVIDENCE = 'ACTIVE_EVIDENCE',
  LISTED = 'LISTED',
}
registerEnumType(CountryGroupStatus, {
  name: 'CountryGroupStatus',
  description: 'What is known of the activity of a country group.',
  valuesConfig: {
    ACTIVE_EVIDENCE: { description: 'A source shows it at work: a meeting, a presidency, a programme (activité attestée).' },
    LISTED: { description: 'A source lists it and says nothing more (seulement cité).' },
  },
});

export enum CountryGroupRole {
  PRESIDENT = 'PRESIDENT',
  FORMER_PRESIDENT = 'FORMER_PRESIDENT',
  CHAIR = 'CHAIR',
  REFERENT = 'REFERENT',
}
registerEnumType(CountryGroupRole, {
  name: 'CountryGroupRole',
  description: 'What an elected member is to a country group.',
  valuesConfig: {
    PRESIDENT: { description: 'Presides over the group (présidence).' },
    FORMER_PRESIDENT: { description: 'Presided over it at some earlier time (ancienne présidence).' },
    CHAIR: { description: 'Chaired a meeting, without a source that names a presidency (animation de séance).' },
    REFERENT: { description: 'Speaks for the group, and is not its president (référent).' },
  },
});

@ObjectType('CountryGroupTerm', {
  description:
    'An elected member seen in a role of a country group (mandat). It is dated by what a source saw: it may have begun before and ended since.',
  simpleResolvers: true,
})
export class CountryGroupTerm {
  @Field(() => String, { description: 'The elected member, as the source names them (élu).' })
  person!: string;
  @Field(() => CountryGroupRole, { description: 'The role (fonction).' })
  role!: CountryGroupRole;
  @Field(() => String, { nullable: true, description: 'The role or the office in the words of the source; null when it gives none.' })
  roleText!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'When a source saw it; null when the source gives no date (constaté le).' })
  seenOn!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('CountryGroup', {
  description: 'French authorities that cooperate with the same country or countries, brought together by Cités Unies France (groupe-pays).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class CountryGroup extends Node {
  @Field(() => ID, { description: 'Its code: that of its country, such as `MG`, or a word, such as `SAHEL`.' })
  code!: string;
  @LabelField('name', 'Its name (nom).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => String, {
    nullable: true,
    description: 'A role mailbox of the group, never a person’s (contact); null when no source publishes one.',
  })
  contact!: string | null;
  @LabelField('contactAbsence', 'Why there is no contact, and whom to ask instead; null when there is one.', { nullable: true })
  contactAbsence!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was created; null when no source says so.' })
  createdOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day on which a source shows it at work; null when none does.' })
  lastActivityOn!: string | null;
  @Field(() => CountryGroupStatus, { description: 'What is known of its activity (statut).' })
  status!: CountryGroupStatus;
  @Field(() => String, { nullable: true, description: 'A remark of ours, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CountryGroupConnection = connectionOf(CountryGroup, 'CountryGroup', 'country groups (groupes-pays)');
