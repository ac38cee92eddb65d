import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Authority } from './authority.type.js';
import { AuthorityMergeInput, AuthorityMergePayload } from './authority.write.input.js';
import { SCOPE, mergeAuthorities } from './authority.writes.js';
import type { Stores } from '../stores.js';

@Resolver(() => Authority)
export class AuthorityMutations {
  @Mutation(() => AuthorityMergePayload, {
    description:
      'Closes an authority into another that takes over from it: the codes of the closed one, its SIREN too, lead to the successor from then on (fusionner deux collectivités). So do the members of an intermunicipal body. Nothing else goes over, and no label: a reviewer decides on that by `labelTransfer`. They are of one kind, or both intermunicipal bodies; a département or région may also go into a collectivity with a status of its own. Problems: NOT_FOUND, VERSION_CONFLICT, SAME_AUTHORITY, KINDS_DIFFER, AUTHORITY_CLOSED, SUCCESSOR_CLOSED, DATE_INVALID, TEXT_INVALID.',
  })
  @RequiresScopes(SCOPE)
  authorityMerge(
    @Arg('input', () => AuthorityMergeInput, { description: 'What to do (saisie).' })
    input: AuthorityMergeInput,
    @Ctx() context: Context<Stores>,
  ) {
    const change = {
      name: 'authorityMerge',
      input,
      object: 'authority',
      load: ({ authorities }: Stores, id: string) => authorities.byId.load(id),
      constraints: {
        authority_closed_once: problem('AUTHORITY_CLOSED.BEFORE', 'closedId'),
        authority_successor_live: problem('SUCCESSOR_CLOSED.MEANWHILE', 'successorId'),
        authority_dates_ordered: problem('DATE_INVALID.BEFORE_EXISTENCE', 'validTo'),
      },
    };
    return mutate(context, change, (transaction) => mergeAuthorities(transaction, input));
  }
}
