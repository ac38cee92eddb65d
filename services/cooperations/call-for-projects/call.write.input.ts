import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar } from '#kernel/values';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CallForProjects, CallForProjectsKind } from './call.type.js';

@InputType()
abstract class CallForProjectsFields extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its English name, at most 200 characters (intitulé anglais).',
  })
  nameEn?: string | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description:
      'Countries in which projects may take place, at most 100, not France (pays éligibles). An empty list means any country; a label session has none.',
  })
  countryCodes?: string[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Codes of the themes that it names, at most 20 (thématiques).',
  })
  themeCodes?: string[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which files are received (ouverture).',
  })
  opensOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last valid day in Europe/Paris, not before the first one (clôture).',
  })
  closesOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the results, not before the last day (résultats).',
  })
  resultsOn?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Highest share that the ministry pays in least developed countries, 0 to 100 percent (taux de cofinancement, PMA).',
  })
  maxCofinancingLeastDevelopedPercent?: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Highest share that the ministry pays in other countries, 0 to 100 percent (taux de cofinancement).',
  })
  maxCofinancingOtherPercent?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many French authorities must apply together, at least (minimum de collectivités).',
  })
  minimumFrenchAuthorities?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Shortest duration of a project, in months (durée minimale).',
  })
  minimumMonths?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Longest duration of a project, in months (durée maximale).',
  })
  maximumMonths?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Who may apply, in English, at most 1,000 characters (porteurs éligibles).',
  })
  applicants?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many applied; no fewer than its laureates (candidatures).',
  })
  applications?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many were retained; no more than applied (lauréats).',
  })
  laureatesCount?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'What the ministry granted in all, in euros (subvention).',
  })
  grantEur?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'What the projects cost in all, in euros (budget total).',
  })
  totalBudgetEur?: number | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('CallForProjectsOpenInput', { description: 'A new call for projects (nouvel appel à projets).' })
export class CallForProjectsOpenInput extends CallForProjectsFields {
  @Field(() => ID, {
    description:
      'Its code, which cannot be changed: capital letters and digits in parts separated by hyphens, at most 60, such as `AAP-GEN-2024-2026`.',
  })
  code!: string;
  @Field(() => String, { description: 'Its French name, at most 200 characters (intitulé).' })
  nameFr!: string;
  @Field(() => CallForProjectsKind, { description: 'What kind of call it is (type d’appel).' })
  kind!: CallForProjectsKind;
}

@InputType('CallForProjectsEditInput', {
  description:
    'Changes to a call; omitted fields stay as they are, null clears a field that can be empty (modification d’un appel).',
})
export class CallForProjectsEditInput extends CallForProjectsFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Its French name, at most 200 characters (intitulé).',
  })
  nameFr?: string | null;
  @Field(() => CallForProjectsKind, {
    nullable: true,
    description: 'What kind of call it is (type d’appel).',
  })
  kind?: CallForProjectsKind | null;
}

@InputType('CallForProjectsCloseInput', {
  description: 'Closes a call before its announced last day, or without one (clôture d’un appel).',
})
export class CallForProjectsCloseInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day on which files are received, today in Europe/Paris at the latest; today when absent. Neither before it opens nor after the announced day.',
  })
  closesOn?: string | null;
}

@ObjectType('CallForProjectsPayload', {
  description: 'Result of a change to a call for projects (résultat).',
  simpleResolvers: true,
})
export class CallForProjectsPayload extends MutationPayload {
  @Field(() => CallForProjects, {
    nullable: true,
    description: 'The call after the change; null when it was refused.',
  })
  callForProjects!: CallForProjects | null;
}
