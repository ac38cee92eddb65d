import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CountryGroupRole, CountryGroupTerm } from './country-group-term.type.js';

const PERSON =
  'The elected member as named by sources, in their public office only, at most 200 characters (élu).';
const ROLE_TEXT =
  'The role or the office in words, such as `Adjointe au maire de Lyon`, at most 200 characters (fonction en toutes lettres).';
const AUTHORITY = 'Id of the authority that the elected member represents (collectivité).';
const SEEN_ON = 'Date at which the role was shown or announced in public, today at the latest (constaté le).';
const STARTS_ON =
  'Its first day (début du mandat). The term is current from then on until its last day is set.';
const ENDS_ON = 'Its last day (fin du mandat).';

@InputType('CountryGroupTermStartInput', { description: 'A new term in a country group (nouveau mandat).' })
export class CountryGroupTermStartInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the group.' })
  groupId!: string;
  @Field(() => String, { description: PERSON })
  person!: string;
  @Field(() => CountryGroupRole, { description: 'The role (fonction).' })
  role!: CountryGroupRole;
  @Field(() => String, { nullable: true, description: ROLE_TEXT })
  roleText?: string | null;
  @Field(() => ID, { nullable: true, description: AUTHORITY })
  authorityId?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: `${STARTS_ON} This or \`seenOn\` is needed, unless the presidency is a former one.`,
  })
  startsOn?: string | null;
  @Field(() => DateScalar, { nullable: true, description: ENDS_ON })
  endsOn?: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: SEEN_ON })
  seenOn?: string | null;
}

@InputType('CountryGroupTermEditInput', {
  description:
    'Changes to a term; omitted fields stay as they are, null clears a field that can be empty (modification d’un mandat).',
})
export class CountryGroupTermEditInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: PERSON })
  person?: string | null;
  @Field(() => CountryGroupRole, { nullable: true, description: 'The role (fonction).' })
  role?: CountryGroupRole | null;
  @Field(() => String, { nullable: true, description: ROLE_TEXT })
  roleText?: string | null;
  @Field(() => ID, { nullable: true, description: AUTHORITY })
  authorityId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: STARTS_ON })
  startsOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: `${ENDS_ON} Null: not known, or the term is current.`,
  })
  endsOn?: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: SEEN_ON })
  seenOn?: string | null;
}

@InputType('CountryGroupTermEndInput', { description: 'The end of a term (fin d’un mandat).' })
export class CountryGroupTermEndInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, { nullable: true, description: `${ENDS_ON} Today in Europe/Paris when absent.` })
  endsOn?: string | null;
}

@ObjectType('CountryGroupTermPayload', {
  description: 'Result of a change to a term in a country group (résultat).',
  simpleResolvers: true,
})
export class CountryGroupTermPayload extends MutationPayload {
  @Field(() => CountryGroupTerm, {
    nullable: true,
    description: 'The term after the change; null when it was refused.',
  })
  countryGroupTerm!: CountryGroupTerm | null;
}
