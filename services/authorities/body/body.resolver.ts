import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AuthoritiesArgs } from '../authority/authority.input.js';
import { bodiesOf, type AuthorityRow } from '../authority/authority.store.js';
import { Authority, AuthorityConnection } from '../authority/authority.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Authority)
export class BodyResolver {
  @FieldResolver(() => AuthorityConnection, {
    description:
      'The joint syndicates and associations of which it is a member (syndicats mixtes et associations). Its intermunicipal bodies are its `groupings`.',
  })
  @Paged()
  bodies(
    @Root() authority: AuthorityRow,
    @Args(() => AuthoritiesArgs) args: AuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.authorities.page(args, bodiesOf(authority.id));
  }
}
