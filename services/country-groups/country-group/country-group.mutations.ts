import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CountryGroup } from './country-group.type.js';
import {
  CountryGroupCloseInput,
  CountryGroupCreateInput,
  CountryGroupEditInput,
  CountryGroupPayload,
} from './country-group.write.input.js';
import { CREATE_SCOPE, SCOPE, closeGroup, createGroup, editGroup } from './country-group.writes.js';
import type { Stores } from '../stores.js';

const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'countryGroup',
  load: ({ groups }: Stores, id: string) => groups.byId.load(id),
  constraints: {
    country_group_pkey: problem('CODE_TAKEN.GROUP', 'code'),
    country_group_code_key: problem('CODE_TAKEN.GROUP', 'code'),
  },
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT, GROUP_CLOSED';
const TEXTS = 'TEXT_INVALID, CONTACT_INVALID, URL_INVALID, COUNTRIES_INVALID, COUNTRY_UNKNOWN, DATE_INVALID';

@Resolver(() => CountryGroup)
export class CountryGroupMutations {
  @Mutation(() => CountryGroupPayload, {
    description: `Creates a country group (créer un groupe-pays); permission for single groups is not enough. Problems: CODE_INVALID, CODE_TAKEN, ${TEXTS}.`,
  })
  @RequiresScopes(CREATE_SCOPE)
  countryGroupCreate(
    @Arg('input', () => CountryGroupCreateInput, INPUT) input: CountryGroupCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('countryGroupCreate', input), (transaction) =>
      createGroup(transaction, input),
    );
  }

  @Mutation(() => CountryGroupPayload, {
    description: `Changes a country group that you manage (modifier un groupe-pays). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${TEXTS}.`,
  })
  @RequiresScopes(SCOPE)
  countryGroupEdit(
    @Arg('input', () => CountryGroupEditInput, INPUT) input: CountryGroupEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('countryGroupEdit', input), (transaction) => editGroup(transaction, input));
  }

  @Mutation(() => CountryGroupPayload, {
    description: `Closes a country group that you manage, and ends its current terms (dissoudre un groupe-pays). Problems: ${EDITS}, DATE_INVALID.`,
  })
  @RequiresScopes(SCOPE)
  countryGroupClose(
    @Arg('input', () => CountryGroupCloseInput, INPUT) input: CountryGroupCloseInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('countryGroupClose', input), (transaction) =>
      closeGroup(transaction, input),
    );
  }
}
