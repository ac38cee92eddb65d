import {
  CountryCodeScalar,
  MutationInput,
  RequiresScopes,
  VERSION_DESCRIPTION,
  mutate,
  type Context,
} from '#kernel';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { Expertise, MobilisationMode } from './expertise.type.js';
import { declareExpertise, editExpertise, withdrawExpertise } from './expertise.writes.js';
import { payloadOf } from './payload.js';
import type { Stores } from './stores.js';

const TEXTS = 'At most 200 characters.';
const LONG_TEXTS = 'At most 10,000 characters.';

/** What the authority says of its expertise beyond theme and title. */
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
      'Working languages (ISO 639-1, lower case) such as `en`; null or none: not stated (langues de travail).',
  })
  languages?: string[] | null;
  @Field(() => [MobilisationMode], {
    nullable: true,
    description: 'How the authority can be mobilised; null or none: not stated (modes de mobilisation).',
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
      'Countries in which the authority has shown this very expertise, at most 10; not France (pays d’expérience).',
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
  description: 'What changes of an expertise: what is left out stays, null is cleared (modification).',
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
  description: 'The expertise that its authority takes back (retrait).',
})
export class ExpertiseWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}

const ExpertiseDeclarePayload = payloadOf('ExpertiseDeclare', 'expertise', Expertise, 'the expertise');
const ExpertiseEditPayload = payloadOf('ExpertiseEdit', 'expertise', Expertise, 'the expertise');
const ExpertiseWithdrawPayload = payloadOf('ExpertiseWithdraw', 'expertise', Expertise, 'the expertise');

const shown = { object: 'expertise', load: (stores: Stores, id: string) => stores.expertises.byId.load(id) };
const TITLE_TAKEN = {
  expertise_title: {
    code: 'EXPERTISE_EXISTS',
    message:
      'The authority has an expertise in this theme under this title: edit that one, or find another title.',
    field: 'titleFr',
  },
};
const TOO_MANY = {
  expertise_declared_bound: {
    code: 'TOO_MANY_EXPERTISES',
    message: 'An authority declares at most 200 expertises at a time: take another one back before.',
    field: 'authorityId',
  },
};

@Resolver(() => Expertise)
export class ExpertiseMutations {
  @Mutation(() => ExpertiseDeclarePayload, {
    description:
      'Declares an expertise of an authority, which has 200 of them at most; that it says so itself is told by `basis` and `provenance` (déclarer une expertise). Problems: TEXT_INVALID, THEME_UNKNOWN, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, EXPERTISE_EXISTS, TOO_MANY_EXPERTISES.',
  })
  @RequiresScopes('expertise:write')
  expertiseDeclare(
    @Arg('input', () => ExpertiseDeclareInput, { description: 'The expertise.' })
    input: ExpertiseDeclareInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      { name: 'expertiseDeclare', input, ...shown, constraints: { ...TITLE_TAKEN, ...TOO_MANY } },
      (transaction) => declareExpertise(transaction, input),
    );
  }

  @Mutation(() => ExpertiseEditPayload, {
    description:
      'Edits an expertise (modifier une expertise). Titles and countries of one that partnerships show are those of its sources, and a title stays while a label stands or is asked for. Problems: NOT_FOUND, VERSION_CONFLICT, EXPERTISE_WITHDRAWN, NOTHING_TO_CHANGE, EVIDENCED_BY_SOURCES, LABEL_STANDS, LABEL_APPLIED_FOR, TEXT_INVALID, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, EXPERTISE_EXISTS.',
  })
  @RequiresScopes('expertise:write')
  expertiseEdit(
    @Arg('input', () => ExpertiseEditInput, { description: 'What changes.' }) input: ExpertiseEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      { name: 'expertiseEdit', input, ...shown, constraints: TITLE_TAKEN },
      (transaction) => editExpertise(transaction, input),
    );
  }

  @Mutation(() => ExpertiseWithdrawPayload, {
    description:
      'Takes a declared expertise back: it leaves all lists and stays readable by its id (retirer une expertise). One that partnerships show is not its authority’s to take back. Problems: NOT_FOUND, VERSION_CONFLICT, EXPERTISE_WITHDRAWN, EVIDENCED_BY_SOURCES, LABEL_STANDS, LABEL_APPLIED_FOR.',
  })
  @RequiresScopes('expertise:write')
  expertiseWithdraw(
    @Arg('input', () => ExpertiseWithdrawInput, { description: 'Which one.' }) input: ExpertiseWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    const constraints = {
      expertise_label_stands: {
        code: 'LABEL_STANDS',
        message: 'A label stands behind it: that has to end before.',
        field: 'id',
      },
      expertise_application_open: {
        code: 'LABEL_APPLIED_FOR',
        message: 'A label is asked for it: withdraw that application before.',
        field: 'id',
      },
    };
    return mutate(context, { name: 'expertiseWithdraw', input, ...shown, constraints }, (transaction) =>
      withdrawExpertise(transaction, input),
    );
  }
}
