import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar, PartialDateScalar, UrlScalar } from '#kernel/values';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CountryGroup, CountryGroupStatus } from './country-group.type.js';

const CONTACT =
  'Role mailbox of the group, not that of a named person: it begins with the name of an office such as `contact@` or `international@` (contact).';

@InputType('CountryGroupCreateInput', { description: 'A new country group (création d’un groupe-pays).' })
export class CountryGroupCreateInput extends MutationInput {
  @Field(() => ID, {
    description:
      'Its code, which cannot be changed: 2 to 40 capital letters such as `MG` or `SAHEL`. A group about one country takes the code of the country.',
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
    description: 'Last day of known activity, today at the latest (dernière activité).',
  })
  lastActivityOn?: string | null;
  @Field(() => CountryGroupStatus, {
    nullable: true,
    description: 'Its known activity; `LISTED` when absent (statut).',
  })
  status?: CountryGroupStatus | null;
  @Field(() => String, { nullable: true, description: CONTACT })
  contact?: string | null;
  @Field(() => UrlScalar, { nullable: true, description: 'Its website (site web).' })
  website?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('CountryGroupEditInput', {
  description:
    'Changes to a country group; omitted fields stay as they are, null clears a field that can be empty (modification d’un groupe-pays).',
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
    description: 'Last day of known activity, today at the latest (dernière activité).',
  })
  lastActivityOn?: string | null;
  @Field(() => CountryGroupStatus, { nullable: true, description: 'Its known activity (statut).' })
  status?: CountryGroupStatus | null;
  @Field(() => String, { nullable: true, description: CONTACT })
  contact?: string | null;
  @Field(() => UrlScalar, { nullable: true, description: 'Its website (site web).' })
  website?: string | null;
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
      'Its last day, today in Europe/Paris at the latest; today when absent. Current terms end on that day.',
  })
  closedOn?: string | null;
}

@ObjectType('CountryGroupPayload', {
  description: 'Result of a change to a country group (résultat).',
  simpleResolvers: true,
})
export class CountryGroupPayload extends MutationPayload {
  @Field(() => CountryGroup, {
    nullable: true,
    description: 'The group after the change; null when it was refused.',
  })
  countryGroup!: CountryGroup | null;
}
