import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CountryGroupTerm } from './country-group-term.type.js';
import {
  CountryGroupTermEditInput,
  CountryGroupTermEndInput,
  CountryGroupTermPayload,
  CountryGroupTermStartInput,
} from './country-group-term.write.input.js';
import { editTerm, endTerm, startTerm } from './country-group-term.writes.js';
import { SCOPE } from '../country-group/country-group.writes.js';
import type { Stores } from '../stores.js';

const DATES = problem('DATES_INVALID.TERM_ORDER');
const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'countryGroupTerm',
  load: ({ terms }: Stores, id: string) => terms.byId.load(id),
  constraints: {
    country_group_term_one_presidency: problem('PRESIDENCY_TAKEN', 'role'),
    country_group_term_dates_ordered: DATES,
    country_group_term_seen_within: DATES,
  },
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const PROBLEMS = 'TEXT_INVALID, DATE_INVALID, DATES_INVALID, DATE_NEEDED, PRESIDENCY_TAKEN';

@Resolver(() => CountryGroupTerm)
export class CountryGroupTermMutations {
  @Mutation(() => CountryGroupTermPayload, {
    description: `Adds a term to a country group that you manage; a group has one presidency at a time (ouvrir un mandat). Problems: NOT_FOUND, GROUP_CLOSED, ${PROBLEMS}.`,
  })
  @RequiresScopes(SCOPE)
  countryGroupTermStart(
    @Arg('input', () => CountryGroupTermStartInput, INPUT) input: CountryGroupTermStartInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('countryGroupTermStart', input), (transaction) =>
      startTerm(transaction, input),
    );
  }

  @Mutation(() => CountryGroupTermPayload, {
    description: `Corrects a term of a country group that you manage (modifier un mandat). Problems: NOT_FOUND, VERSION_CONFLICT, GROUP_CLOSED, NOTHING_TO_CHANGE, VALUE_NEEDED, ${PROBLEMS}.`,
  })
  @RequiresScopes(SCOPE)
  countryGroupTermEdit(
    @Arg('input', () => CountryGroupTermEditInput, INPUT) input: CountryGroupTermEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('countryGroupTermEdit', input), (transaction) =>
      editTerm(transaction, input),
    );
  }

  @Mutation(() => CountryGroupTermPayload, {
    description:
      'Sets the last day of a term of a country group that you manage (clore un mandat). Problems: NOT_FOUND, VERSION_CONFLICT, GROUP_CLOSED, TERM_ENDED, DATE_INVALID, DATES_INVALID, DATE_NEEDED, PRESIDENCY_TAKEN.',
  })
  @RequiresScopes(SCOPE)
  countryGroupTermEnd(
    @Arg('input', () => CountryGroupTermEndInput, INPUT) input: CountryGroupTermEndInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('countryGroupTermEnd', input), (transaction) =>
      endTerm(transaction, input),
    );
  }
}
