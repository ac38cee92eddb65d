import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CallForProjects } from './call.type.js';
import {
  CallForProjectsCloseInput,
  CallForProjectsEditInput,
  CallForProjectsOpenInput,
  CallForProjectsPayload,
} from './call.write.input.js';
import { SCOPE, closeCall, editCall, openCall } from './call.writes.js';
import type { Stores } from '../stores.js';

const TAKEN = problem('CODE_TAKEN.CALL', 'code');
const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'callForProjects',
  load: ({ calls }: Stores, id: string) => calls.byId.load(id),
  constraints: {
    call_for_projects_pkey: TAKEN,
    call_for_projects_code_key: TAKEN,
    call_for_projects_dates_ordered: problem('DATES_INVALID.CALL_ORDER'),
    call_for_projects_months_ordered: problem('NUMBER_INVALID.MONTHS', 'maximumMonths'),
    call_for_projects_laureates_count_check: problem('NUMBER_INVALID.RETAINED', 'laureatesCount'),
    laureate_call_applications: problem('NUMBER_INVALID.LAUREATES_KNOWN', 'applications'),
  },
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT';
const FIELDS =
  'TEXT_INVALID, COUNTRIES_INVALID, COUNTRY_UNKNOWN, COUNTRY_INVALID, THEMES_INVALID, THEME_UNKNOWN, DATE_INVALID, DATES_INVALID, NUMBER_INVALID';

@Resolver(() => CallForProjects)
export class CallForProjectsMutations {
  @Mutation(() => CallForProjectsPayload, {
    description: `Announces a call for projects (publier un appel à projets). Problems: CODE_INVALID, CODE_TAKEN, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  callForProjectsOpen(
    @Arg('input', () => CallForProjectsOpenInput, INPUT) input: CallForProjectsOpenInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('callForProjectsOpen', input), (transaction) =>
      openCall(transaction, input),
    );
  }

  @Mutation(() => CallForProjectsPayload, {
    description: `Changes a call for projects (modifier un appel à projets). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  callForProjectsEdit(
    @Arg('input', () => CallForProjectsEditInput, INPUT) input: CallForProjectsEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('callForProjectsEdit', input), (transaction) =>
      editCall(transaction, input),
    );
  }

  @Mutation(() => CallForProjectsPayload, {
    description: `Closes a call for projects that is open (clore un appel à projets). Problems: ${EDITS}, CALL_CLOSED, DATE_INVALID, DATES_INVALID.`,
  })
  @RequiresScopes(SCOPE)
  callForProjectsClose(
    @Arg('input', () => CallForProjectsCloseInput, INPUT) input: CallForProjectsCloseInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('callForProjectsClose', input), (transaction) =>
      closeCall(transaction, input),
    );
  }
}
