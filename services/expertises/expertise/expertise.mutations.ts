import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { problem } from '#vocabulary';
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

const mutation = {
  object: 'expertise',
  load: (stores: Stores, id: string) => stores.expertises.byId.load(id),
};
const TITLE_TAKEN = {
  expertise_title: problem('EXPERTISE_EXISTS.TITLE', 'titleFr'),
};
const TOO_MANY = {
  expertise_declared_bound: problem('TOO_MANY_EXPERTISES', 'authorityId'),
};

@Resolver(() => Expertise)
export class ExpertiseMutations {
  @Mutation(() => ExpertiseDeclarePayload, {
    description:
      'Declares an expertise of an authority, 200 at most; `basis` and `provenance` mark it as declared (déclarer une expertise). Problems: CLOSED, TEXT_INVALID, THEME_UNKNOWN, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, COUNTRIES_INVALID, EXPERTISE_EXISTS, TOO_MANY_EXPERTISES.',
  })
  @RequiresScopes('expertise:write')
  expertiseDeclare(
    @Arg('input', () => ExpertiseDeclareInput, { description: 'The expertise.' })
    input: ExpertiseDeclareInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      { name: 'expertiseDeclare', input, ...mutation, constraints: { ...TITLE_TAKEN, ...TOO_MANY } },
      (transaction) => declareExpertise(transaction, input),
    );
  }

  @Mutation(() => ExpertiseEditPayload, {
    description:
      'Edits an expertise (modifier une expertise). Titles and countries of an EVIDENCED expertise come from its sources and cannot change, nor can a title with a label or an open application. Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, EXPERTISE_WITHDRAWN, NOTHING_TO_CHANGE, EVIDENCED_BY_SOURCES, LABEL_STANDS, LABEL_APPLIED_FOR, TEXT_INVALID, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, COUNTRIES_INVALID, EXPERTISE_EXISTS.',
  })
  @RequiresScopes('expertise:write')
  expertiseEdit(
    @Arg('input', () => ExpertiseEditInput, { description: 'The changes.' }) input: ExpertiseEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      { name: 'expertiseEdit', input, ...mutation, constraints: TITLE_TAKEN },
      (transaction) => editExpertise(transaction, input),
    );
  }

  @Mutation(() => ExpertiseWithdrawPayload, {
    description:
      'Withdraws a declared expertise: it leaves all lists and can still be read by its id (retirer une expertise). An EVIDENCED expertise cannot be withdrawn. Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, EXPERTISE_WITHDRAWN, EVIDENCED_BY_SOURCES, LABEL_STANDS, LABEL_APPLIED_FOR.',
  })
  @RequiresScopes('expertise:write')
  expertiseWithdraw(
    @Arg('input', () => ExpertiseWithdrawInput, { description: 'The expertise.' })
    input: ExpertiseWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    const constraints = {
      expertise_label_stands: problem('LABEL_STANDS.END_FIRST', 'id'),
      expertise_application_open: problem('LABEL_APPLIED_FOR.WITHDRAW_FIRST', 'id'),
    };
    return mutate(context, { name: 'expertiseWithdraw', input, ...mutation, constraints }, (transaction) =>
      withdrawExpertise(transaction, input),
    );
  }
}
