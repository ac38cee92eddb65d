import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CountryGroup, CountryGroupStatus } from './country-group.type.js';

const CONTACT =
  'A role mailbox of the group, never a person’s: its name begins with that of an office, such as `contact@` or `international@` (contact).';

@InputType('CountryGroupCreateInput', { description: 'A new country group (création d’un groupe-pays).' })
export class CountryGroupCreateInput extends MutationInput {
  @Field(() => ID, {
    description:
      'Its code, for ever: 2 to 40 capital letters, such as `MG` or `SAHEL`. The code of its country where it is about one.',
  })
  code!: string;
  @Field(() => String, { description: 'Its French name, at most 200 characters (nom).' })
  nameFr!: string;
  @Field(() => String, { description: 'Its English name, at most 200 characters (nom).' })
  nameEn!: string;
  @Field(() => [CountryCodeScalar], { description: 'The countries that it is about, 1 to 30 (pays).' })
  countryCodes!: string[];
  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was created (date de création).' })
  createdOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which it was seen at work, today at the latest (dernière activité).',
  })
  lastActivityOn?: string | null;
  @Field(() => CountryGroupStatus, {
    nullable: true,
    description: 'What is known of its activity; `LISTED` when absent (statut).',
  })
  status?: CountryGroupStatus | null;
  @Field(() => String, { nullable: true, description: CONTACT })
  contact?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('CountryGroupEditInput', {
  description:
    'What should be different in a country group; what is left out stays, null clears what can be cleared (modification d’un groupe-pays).',
})
export class CountryGroupEditInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: 'Its French name, at most 200 characters (nom).' })
  nameFr?: string | null;
  @Field(() => String, { nullable: true, description: 'Its English name, at most 200 characters (nom).' })
  nameEn?: string | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: 'All countries that it is about, 1 to 30 (pays).',
  })
  countryCodes?: string[] | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was created (date de création).' })
  createdOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which it was seen at work, today at the latest (dernière activité).',
  })
  lastActivityOn?: string | null;
  @Field(() => CountryGroupStatus, { nullable: true, description: 'What is known of its activity (statut).' })
  status?: CountryGroupStatus | null;
  @Field(() => String, { nullable: true, description: CONTACT })
  contact?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('CountryGroupCloseInput', { description: 'The end of a country group (dissolution).' })
export class CountryGroupCloseInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Its last day, today in Europe/Paris at the latest, and when absent. Terms that go on end on it.',
  })
  closedOn?: string | null;
}

@ObjectType('CountryGroupPayload', {
  description: 'What came of a change to a country group.',
  simpleResolvers: true,
})
export class CountryGroupPayload extends MutationPayload {
  @Field(() => CountryGroup, {
    nullable: true,
    description: 'The group as it is now; null when nothing was done.',
  })
  countryGroup!: CountryGroup | null;
}
