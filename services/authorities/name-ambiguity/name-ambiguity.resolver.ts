import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AuthorityRow } from '../authority/authority.store.js';
import { Authority } from '../authority/authority.type.js';
import type { NameAmbiguityEntity } from './name-ambiguity.entity.js';
import { NameAmbiguitiesArgs } from './name-ambiguity.input.js';
import { NameAmbiguity, NameAmbiguityConnection } from './name-ambiguity.type.js';
import { nameAmbiguitiesOf } from './name-ambiguity.store.js';
import type { Stores } from '../stores.js';

@Resolver(() => NameAmbiguity)
export class NameAmbiguityResolver {
  @Query(() => NameAmbiguity, {
    nullable: true,
    description: 'One ambiguous name; null when there is none (homonymie).',
  })
  nameAmbiguity(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.nameAmbiguities.byId.load(requireId('NameAmbiguity', id));
  }

  @Query(() => NameAmbiguityConnection, {
    description: 'Names that are easy to get wrong, and what was decided (homonymies).',
  })
  @Paged()
  nameAmbiguities(
    @Args(() => NameAmbiguitiesArgs) args: NameAmbiguitiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.nameAmbiguities.page(args);
  }

  @FieldResolver(() => [Authority], { description: 'The authorities that could be meant (candidates).' })
  candidates(@Root() ambiguity: NameAmbiguityEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.authorities.byId.loadMany(ambiguity.candidateIds);
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description: 'The one that was chosen; null while undecided (collectivité retenue).',
  })
  chosen(@Root() ambiguity: NameAmbiguityEntity, @Ctx() { stores }: Context<Stores>) {
    return ambiguity.chosenId === null ? null : stores.authorities.byId.load(ambiguity.chosenId);
  }
}

@Resolver(() => Authority)
export class AuthorityNameAmbiguitiesResolver {
  @FieldResolver(() => NameAmbiguityConnection, {
    description: 'Ambiguous names by which it could be meant (homonymies).',
  })
  @Paged()
  nameAmbiguities(
    @Root() authority: AuthorityRow,
    @Args(() => NameAmbiguitiesArgs) args: NameAmbiguitiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.nameAmbiguities.page(args, nameAmbiguitiesOf(authority.id));
  }
}
