import type { Context } from '#kernel/context';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Freshness } from './freshness.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Freshness)
export class FreshnessResolver {
  @Query(() => Freshness, {
    description: 'How far search has come in the feed of changes (fraîcheur de la recherche).',
  })
  searchFreshness(@Ctx() { stores }: Context<Stores>) {
    return stores.freshness.now();
  }
}
