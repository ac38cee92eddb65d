import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput } from '#kernel/mutations';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MobilisationMode } from './expertise.type.js';

const TEXTS = 'At most 200 characters.';
const LONG_TEXTS = 'At most 10,000 characters.';

/** Fields that declaration and edit share. */
@InputType()
abstract class ExpertiseTermsInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: `Its title in English (intitulé en anglais). ${TEXTS}`,
  })
  titleEn?: string | null;
  @Field(() => String, {
    nullable: true,
    description: `What the authority can do, in French (description en français). ${LONG_TEXTS}`,
  })
  descriptionFr?: string | null;
  @Field(() => String, {
    nullable: true,
    description: `What the authority can do, in English (description en anglais). ${LONG_TEXTS}`,
  })
  descriptionEn?: string | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Working languages (ISO 639-1, lower case) such as `en`; null or empty: not stated (langues de travail).',
  })
  languages?: string[] | null;
  @Field(() => [MobilisationMode], {
    nullable: true,
    description: 'How the authority can be mobilised; null or empty: not stated (modes de mobilisation).',
  })
  mobilisationModes?: MobilisationMode[] | null;
  @Field(() => String, {
    nullable: true,
    description: `Terms of mobilisation in words, in French (modalités en français). ${LONG_TEXTS}`,
  })
  mobilisationTermsFr?: string | null;
  @Field(() => String, {
    nullable: true,
    description: `Terms of mobilisation in words, in English (modalités en anglais). ${LONG_TEXTS}`,
  })
  mobilisationTermsEn?: string | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description:
      'Countries in which the authority has practised this expertise, at most 10; not France (pays d’expérience).',
  })
  countriesOfExperience?: string[] | null;
}

@InputType('ExpertiseDeclareInput', {
  description: 'An expertise that its authority declares (déclaration).',
})
export class ExpertiseDeclareInput extends ExpertiseTermsInput {
  @Field(() => ID, { description: 'The authority that holds it, by id (collectivité).' })
  authorityId!: string;
  @Field(() => ID, { description: 'Code of its theme, such as `ENV-WATER` (thématique).' })
  themeCode!: string;
  @Field(() => String, { description: `Its title in French (intitulé en français). ${TEXTS}` })
  titleFr!: string;
}

@InputType('ExpertiseEditInput', {
  description:
    'Changes to an expertise; omitted fields stay as they are, null clears a field (modification).',
})
export class ExpertiseEditInput extends ExpertiseTermsInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, {
    nullable: true,
    description: `Its title in French; never null (intitulé en français). ${TEXTS}`,
  })
  titleFr?: string | null;
}

@InputType('ExpertiseWithdrawInput', {
  description: 'Withdraws an expertise (retrait).',
})
export class ExpertiseWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}
