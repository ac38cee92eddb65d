import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput, type Transaction } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Authority } from '../authority/authority.type.js';
import type { AuthorityRow } from '../authority/authority.store.js';
import { BodyCreateInput, BodyEditInput, BodyPayload } from './body.write.input.js';
import { CREATE_SCOPE, SCOPE, createBody, editBody } from './body.writes.js';
import type { Stores } from '../stores.js';

const INPUT = { description: 'Fields of the mutation (saisie).' };
const FACTS =
  'TEXT_INVALID, SEAT_INVALID, DATE_INVALID, MEMBERS_INVALID, AUTHORITY_CLOSED, POSSIBLE_DUPLICATE';

/** Runs the mutation, and adds the authorities that may be the same as the body. */
async function change(
  context: Context<Stores>,
  name: string,
  input: MutationInput,
  work: (transaction: Transaction, candidates: string[]) => Promise<string>,
) {
  const candidates: string[] = [];
  const payload = await mutate(
    context,
    {
      name,
      input,
      object: 'authority',
      load: ({ authorities }: Stores, id: string) => authorities.byId.load(id),
      constraints: { authority_siren_live: problem('POSSIBLE_DUPLICATE.SIREN_MEANWHILE', 'siren') },
    },
    (transaction) => {
      candidates.length = 0;
      return work(transaction, candidates);
    },
  );
  const rows = await context.stores.authorities.byId.loadMany(candidates);
  return { ...payload, candidates: rows.filter((row): row is AuthorityRow => row !== null) };
}

@Resolver(() => Authority)
export class BodyMutations {
  @Mutation(() => BodyPayload, {
    description: `Creates a joint syndicate or an association of authorities, which then declares expertises, applies for labels and enters partnerships like any authority (créer un syndicat mixte ou une association de collectivités). Problems: ${FACTS}.`,
  })
  @RequiresScopes(CREATE_SCOPE)
  bodyCreate(
    @Arg('input', () => BodyCreateInput, INPUT) input: BodyCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'bodyCreate', input, (transaction, candidates) =>
      createBody(transaction, input, candidates),
    );
  }

  @Mutation(() => BodyPayload, {
    description: `Changes a joint syndicate or an association: reviewers any, an editor the one for which they write (modifier un organisme). Problems: NOT_FOUND, VERSION_CONFLICT, NOT_A_BODY, NOTHING_TO_CHANGE, VALUE_NEEDED, DATES_INVALID, ${FACTS}.`,
  })
  @RequiresScopes(SCOPE)
  bodyEdit(@Arg('input', () => BodyEditInput, INPUT) input: BodyEditInput, @Ctx() context: Context<Stores>) {
    return change(context, 'bodyEdit', input, (transaction, candidates) =>
      editBody(transaction, input, candidates),
    );
  }
}
