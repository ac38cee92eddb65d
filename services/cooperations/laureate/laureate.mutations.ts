import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { SCOPE } from '../call-for-projects/call.writes.js';
import { Laureate } from './laureate.type.js';
import {
  LaureateAddInput,
  LaureateEditInput,
  LaureatePayload,
  LaureateWithdrawInput,
} from './laureate.write.input.js';
import { addLaureate, editLaureate, withdrawLaureate } from './laureate.writes.js';
import type { Stores } from '../stores.js';

const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'laureate',
  load: ({ laureates }: Stores, id: string) => laureates.byId.load(id),
  constraints: {
    laureate_call_code_fkey: problem('CALL_UNKNOWN', 'callCode'),
    laureate_partnership_id_fkey: problem('PARTNERSHIP_UNKNOWN', 'partnershipId'),
    laureate_campaign_applications: problem('TOO_MANY_LAUREATES.CAMPAIGN', 'year'),
    laureate_call_applications: problem('TOO_MANY_LAUREATES.CALL', 'callCode'),
    laureate_country_code_check: problem('COUNTRY_INVALID.PARTNERS', 'foreignAuthorityIds'),
  },
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT, WITHDRAWN';
const FIELDS =
  'TEXT_INVALID, YEAR_INVALID, NUMBER_INVALID, CALL_UNKNOWN, PARTNERSHIP_UNKNOWN, PARTNERS_INVALID, AUTHORITY_UNKNOWN, FOREIGN_AUTHORITY_UNKNOWN, COUNTRIES_DIFFER, COUNTRY_INVALID, TOO_MANY_LAUREATES';

@Resolver(() => Laureate)
export class LaureateMutations {
  @Mutation(() => LaureatePayload, {
    description: `Adds a laureate, a project that a call retained (ajouter un lauréat). A call, and the campaign of a year, have no more laureates than applications. Problems: ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  laureateAdd(
    @Arg('input', () => LaureateAddInput, INPUT) input: LaureateAddInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('laureateAdd', input), (transaction) => addLaureate(transaction, input));
  }

  @Mutation(() => LaureatePayload, {
    description: `Changes a laureate (modifier un lauréat). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  laureateEdit(
    @Arg('input', () => LaureateEditInput, INPUT) input: LaureateEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('laureateEdit', input), (transaction) => editLaureate(transaction, input));
  }

  @Mutation(() => LaureatePayload, {
    description: `Removes a laureate from all lists; it can still be read by its id (retirer un lauréat). Problems: ${EDITS}.`,
  })
  @RequiresScopes(SCOPE)
  laureateWithdraw(
    @Arg('input', () => LaureateWithdrawInput, INPUT) input: LaureateWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('laureateWithdraw', input), (transaction) =>
      withdrawLaureate(transaction, input),
    );
  }
}
