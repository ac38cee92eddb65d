import { versionField } from '#kernel/errors';
import { Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum CountryGroupRole {
  PRESIDENT = 'PRESIDENT',
  FORMER_PRESIDENT = 'FORMER_PRESIDENT',
  CHAIR = 'CHAIR',
  REFERENT = 'REFERENT',
}
registerEnumType(CountryGroupRole, {
  name: 'CountryGroupRole',
  description: 'Role of an elected member in a country group.',
  valuesConfig: {
    PRESIDENT: { description: 'Presides over the group (présidence).' },
    FORMER_PRESIDENT: { description: 'Presided over it in the past (ancienne présidence).' },
    CHAIR: {
      description: 'Chaired a meeting, without a source that names a presidency (animation de séance).',
    },
    REFERENT: { description: 'Represents the group without being its president (référent).' },
  },
});

@ObjectType('CountryGroupTerm', {
  description:
    'Role of an elected member in a country group (mandat). It is dated by its first and last day, or by the date at which a source shows it: it may then have begun before and ended since.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CountryGroupTerm extends Node {
  @Field(() => String, { description: 'The elected member, as named by the source (élu).' })
  person!: string;
  @Field(() => CountryGroupRole, { description: 'The role (fonction).' })
  role!: CountryGroupRole;
  @Field(() => String, {
    nullable: true,
    description: 'The role or the office in the words of the source; null when it gives none.',
  })
  roleText!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Date at which a source shows it (constaté le); null when the source gives none.',
  })
  seenOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its first day (début du mandat); null when not known.',
  })
  startsOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Its last day (fin du mandat); null when not known: a term with a first day is then current, one without may have ended since `seenOn`.',
  })
  endsOn!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CountryGroupTermConnection = connectionOf(
  CountryGroupTerm,
  'CountryGroupTerm',
  'terms in country groups (mandats)',
);
