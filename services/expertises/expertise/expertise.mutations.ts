import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Expertise } from './expertise.type.js';
import { declareExpertise, editExpertise, withdrawExpertise } from './expertise.writes.js';
import {
  ExpertiseDeclareInput,
  ExpertiseEditInput,
  ExpertiseWithdrawInput,
} from './expertise.write.input.js';
import { payloadOf } from '../payload.js';
import type { Stores } from '../stores.js';

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
      'Declares an expertise of an authority, which has 200 of them at most; that it says so itself is told by `basis` and `provenance` (déclarer une expertise). Problems: CLOSED, TEXT_INVALID, THEME_UNKNOWN, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, COUNTRIES_INVALID, EXPERTISE_EXISTS, TOO_MANY_EXPERTISES.',
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
      'Edits an expertise (modifier une expertise). Titles and countries of one that partnerships show are those of its sources, and a title stays while a label stands or is asked for. Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, EXPERTISE_WITHDRAWN, NOTHING_TO_CHANGE, EVIDENCED_BY_SOURCES, LABEL_STANDS, LABEL_APPLIED_FOR, TEXT_INVALID, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, COUNTRIES_INVALID, EXPERTISE_EXISTS.',
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
      'Takes a declared expertise back: it leaves all lists and stays readable by its id (retirer une expertise). One that partnerships show is not its authority’s to take back. Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, EXPERTISE_WITHDRAWN, EVIDENCED_BY_SOURCES, LABEL_STANDS, LABEL_APPLIED_FOR.',
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
