import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { mutate } from '#kernel/mutations';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Partnership } from '../partnership/partnership.type.js';
import type { Stores } from '../stores.js';
import {
  PartnershipDuplicateDecideInput,
  PartnershipDuplicateDecidePayload,
  PartnershipDuplicatesArgs,
} from './partnership-duplicate.input.js';
import type { PartnershipDuplicateRow } from './partnership-duplicate.store.js';
import { PartnershipDuplicate, PartnershipDuplicateConnection } from './partnership-duplicate.type.js';
import { decidePair } from './partnership-duplicate.writes.js';

const SCOPE = 'partnership:review';

@Resolver(() => PartnershipDuplicate)
export class PartnershipDuplicateResolver {
  @Query(() => PartnershipDuplicateConnection, {
    description:
      'Pairs of partnerships that a rule takes for one and nobody has decided on, the surest first (doublons possibles).',
  })
  @RequiresScopes(SCOPE)
  @Paged()
  partnershipDuplicates(
    @Args(() => PartnershipDuplicatesArgs) args: PartnershipDuplicatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.partnershipDuplicates.page(args);
  }

  @FieldResolver(() => [Partnership], { description: 'The two partnerships (partenariats).' })
  async partnerships(
    @Root() { firstId, secondId }: PartnershipDuplicateRow,
    @Ctx() { stores }: Context<Stores>,
  ) {
    const both = await Promise.all([firstId, secondId].map((id) => stores.partnerships.byId.load(id)));
    return both.filter((row) => row !== null);
  }

  @Mutation(() => PartnershipDuplicateDecidePayload, {
    description:
      'Joins two partnerships, or keeps them apart (décider d’un doublon possible). Joined, the second adds what it says to the first and its id leads there; kept apart, the pair is not shown again. Problems: PARTNERSHIP_UNKNOWN, DECISION_INVALID.',
  })
  @RequiresScopes(SCOPE)
  partnershipDuplicateDecide(
    @Arg('input', () => PartnershipDuplicateDecideInput, { description: 'Fields of the mutation (saisie).' })
    input: PartnershipDuplicateDecideInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'partnershipDuplicateDecide',
        input,
        object: 'partnership',
        load: ({ partnerships }: Stores, id) => partnerships.byId.load(id),
      },
      (transaction) => decidePair(transaction, input),
    );
  }
}
