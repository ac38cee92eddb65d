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
  description: 'What an elected member is to a country group.',
  valuesConfig: {
    PRESIDENT: { description: 'Presides over the group (présidence).' },
    FORMER_PRESIDENT: { description: 'Presided over it at some earlier time (ancienne présidence).' },
    CHAIR: {
      description: 'Chaired a meeting, without a source that names a presidency (animation de séance).',
    },
    REFERENT: { description: 'Speaks for the group, and is not its president (référent).' },
  },
});

@ObjectType('CountryGroupTerm', {
  description:
    'An elected member seen in a role of a country group (mandat). It is dated by what a source saw, and may then have begun before and ended since, or by its first and last day.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CountryGroupTerm extends Node {
  @Field(() => String, { description: 'The elected member, as the source names them (élu).' })
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
    description: 'When a source saw it; null when the source gives no date (constaté le).',
  })
  seenOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its first day; null when nobody has said it (début du mandat).',
  })
  startsOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Its last day (fin du mandat); null when nobody has said it: a term with a first day goes on, one without may have ended since it was seen.',
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
