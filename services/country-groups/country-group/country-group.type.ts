import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { DateScalar, PartialDateScalar, UrlScalar } from '#kernel/values';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum CountryGroupStatus {
  ACTIVE_EVIDENCE = 'ACTIVE_EVIDENCE',
  LISTED = 'LISTED',
}
registerEnumType(CountryGroupStatus, {
  name: 'CountryGroupStatus',
  description: 'Known activity of a country group.',
  valuesConfig: {
    ACTIVE_EVIDENCE: {
      description: 'A source shows an activity: a meeting, a presidency, a programme (activité attestée).',
    },
    LISTED: { description: 'A source lists it without any activity (seulement cité).' },
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
    description: 'Role mailbox of the group, not that of a named person (contact); null when not published.',
  })
  contact!: string | null;
  @LabelField('contactAbsence', 'Why there is no contact, and whom to ask instead; null when there is one.', {
    nullable: true,
  })
  contactAbsence!: string | null;
  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Its website (site web); null when its managers state none.',
  })
  website!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When it was created (date de création); null when not published.',
  })
  createdOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of activity in a source (dernière activité); null when none is known.',
  })
  lastActivityOn!: string | null;
  @Field(() => CountryGroupStatus, { description: 'Its known activity (statut).' })
  status!: CountryGroupStatus;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which it was closed (dissolution); null when it was not.',
  })
  closedOn!: string | null;
  @versionField()
  version!: number;
  @Field(() => String, { nullable: true, description: 'A remark of the editors of this graph, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CountryGroupConnection = explainedConnectionOf(
  CountryGroup,
  'CountryGroup',
  'country groups (groupes-pays)',
);
