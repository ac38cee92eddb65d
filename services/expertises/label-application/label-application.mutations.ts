import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput, type Transaction } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  LabelApplicationDecideInput,
  LabelApplicationDraftInput,
  LabelApplicationEditInput,
  LabelApplicationReviewInput,
  LabelApplicationSubmitInput,
  LabelApplicationWithdrawInput,
} from './label-application.write.input.js';
import { LabelApplication } from './label-application.type.js';
import {
  decideApplication,
  draftApplication,
  editApplication,
  reviewApplication,
  submitApplication,
  withdrawApplication,
} from './label-application.writes.js';
import { VALIDITY_CONSTRAINTS } from '../label/label.writes.js';
import { payloadOf } from '../payload.js';
import type { Stores } from '../stores.js';

const payload = (mutation: string) =>
  payloadOf(mutation, 'labelApplication', LabelApplication, 'the application');
const LabelApplicationDraftPayload = payload('LabelApplicationDraft');
const LabelApplicationEditPayload = payload('LabelApplicationEdit');
const LabelApplicationSubmitPayload = payload('LabelApplicationSubmit');
const LabelApplicationWithdrawPayload = payload('LabelApplicationWithdraw');
const LabelApplicationReviewPayload = payload('LabelApplicationReview');
const LabelApplicationDecidePayload = payload('LabelApplicationDecide');

const constraints = {
  label_application_one_per_session: problem('APPLICATION_EXISTS', 'sessionId'),
  label_application_expertise: problem('EXPERTISE_WITHDRAWN.REFERENCE', 'expertiseId'),
  label_application_in_time: problem('DEADLINE_PASSED', 'id'),
  label_application_session_held: problem('SESSION_NOT_HELD', 'id'),
  label_awarded_after_session: problem('AWARDED_BEFORE_SESSION', 'awardedOn'),
  ...VALIDITY_CONSTRAINTS,
  label_one_in_force: problem('LABEL_IN_FORCE.CHOOSE_DAYS', 'validFrom'),
};

function change(
  context: Context<Stores>,
  name: string,
  input: MutationInput,
  work: (transaction: Transaction) => Promise<string>,
) {
  const load = (stores: Stores, id: string) => stores.labelApplications.byId.load(id);
  return mutate(context, { name, input, object: 'labelApplication', load, constraints }, work);
}

@Resolver(() => LabelApplication)
export class LabelApplicationMutations {
  @Mutation(() => LabelApplicationDraftPayload, {
    description:
      'Creates a draft application for a label for an expertise, at a session of the committee (commencer un dossier). Problems: CLOSED, EXPERTISE_UNKNOWN, EXPERTISE_WITHDRAWN, SESSION_UNKNOWN, APPLICATION_EXISTS, TEXT_INVALID.',
  })
  @RequiresScopes('label-application:write')
  labelApplicationDraft(
    @Arg('input', () => LabelApplicationDraftInput, { description: 'The draft.' })
    input: LabelApplicationDraftInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'labelApplicationDraft', input, (transaction) =>
      draftApplication(transaction, input),
    );
  }

  @Mutation(() => LabelApplicationEditPayload, {
    description:
      'Edits a draft (modifier un dossier). Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, NOTHING_TO_CHANGE, SESSION_UNKNOWN, APPLICATION_EXISTS, TEXT_INVALID.',
  })
  @RequiresScopes('label-application:write')
  labelApplicationEdit(
    @Arg('input', () => LabelApplicationEditInput, { description: 'The changes.' })
    input: LabelApplicationEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'labelApplicationEdit', input, (transaction) =>
      editApplication(transaction, input),
    );
  }

  @Mutation(() => LabelApplicationSubmitPayload, {
    description:
      'Submits a draft; its three parts must be filled in, and the clock of the database decides whether it is in time (déposer un dossier). Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, PART_MISSING, DEADLINE_PASSED.',
  })
  @RequiresScopes('label-application:write')
  labelApplicationSubmit(
    @Arg('input', () => LabelApplicationSubmitInput, { description: 'The application.' })
    input: LabelApplicationSubmitInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'labelApplicationSubmit', input, (transaction) =>
      submitApplication(transaction, input),
    );
  }

  @Mutation(() => LabelApplicationWithdrawPayload, {
    description:
      'Withdraws an application, at any time before the decision (retirer un dossier). Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, TEXT_INVALID.',
  })
  @RequiresScopes('label-application:write')
  labelApplicationWithdraw(
    @Arg('input', () => LabelApplicationWithdrawInput, { description: 'The application and the reason.' })
    input: LabelApplicationWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'labelApplicationWithdraw', input, (transaction) =>
      withdrawApplication(transaction, input),
    );
  }

  @Mutation(() => LabelApplicationReviewPayload, {
    description:
      'Takes a submitted application under review (instruire un dossier). Problems: NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelApplicationReview(
    @Arg('input', () => LabelApplicationReviewInput, { description: 'The application.' })
    input: LabelApplicationReviewInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'labelApplicationReview', input, (transaction) =>
      reviewApplication(transaction, input),
    );
  }

  @Mutation(() => LabelApplicationDecidePayload, {
    description:
      'Decides on an application under review, after its session was held: acceptance grants the label at once, a refusal requires reasons (décider). Problems: NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, REASONS_MISSING, TEXT_INVALID, SESSION_NOT_HELD, AWARDED_BEFORE_SESSION, AWARDED_IN_FUTURE, DATES_INVALID, LABEL_IN_FORCE, NO_LABEL_GRANTED.',
  })
  @RequiresScopes('label:decide')
  labelApplicationDecide(
    @Arg('input', () => LabelApplicationDecideInput, { description: 'The decision.' })
    input: LabelApplicationDecideInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'labelApplicationDecide', input, (transaction) =>
      decideApplication(transaction, input),
    );
  }
}
