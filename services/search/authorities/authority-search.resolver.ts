import type { Context } from '#kernel/context';
import { selectedPaths } from '#kernel/graphql';
import { Paged } from '#kernel/lists';
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { AuthoritySearchArgs } from './authority-search.input.js';
import { AuthoritySearchConnection } from './authority-search.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => AuthoritySearchConnection)
export class AuthoritySearchResolver {
  @Query(() => AuthoritySearchConnection, {
    description:
      'French local authorities, searched, counted and ordered (collectivités); what meets `text` best first, else by name. Closed ones too, unless `isCurrent` is given.',
  })
  @Paged()
  async authorities(
    @Args(() => AuthoritySearchArgs) args: AuthoritySearchArgs,
    @Ctx() { caller, stores }: Context<Stores>,
    @Info() info: GraphQLResolveInfo,
  ) {
    await stores.freshness.atLeast(args.asOf);
    return stores.authoritySearch.page(args, selectedPaths(info), caller.language);
  }
}
